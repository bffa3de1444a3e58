import type { Transport, TransportEvent } from '@jackfield/core';
import { TestingError } from '../testing-error.js';
import type { PageLink } from './page-link.js';

/** A widget's window and the page around it, without a browser. */
export interface MemoryLink extends PageLink {
  /** The page's end, for `createHost({ widget: { transport } })`. */
  readonly transport: Transport;
}

/**
 * Connects a widget and a page like `postMessage`: messages are copied at once and delivered later, in
 * order.
 */
export function memoryLink(): MemoryLink {
  const pages = new Set<(event: TransportEvent) => void>();
  const widgets = new Set<(data: unknown) => void>();
  let isGone = false;

  function send(envelope: unknown): void {
    if (isGone)
      throw new TestingError('TAB_CLOSED', 'The frame of this tab was removed from the page');
    const data: unknown = structuredClone(envelope);
    queueMicrotask(() => {
      for (const receive of widgets) receive(data);
    });
  }

  function emitToPages(type: 'load' | 'gone'): void {
    for (const listener of pages) listener({ type });
  }

  return {
    post(message) {
      const data: unknown = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of pages) listener({ type: 'message', data, reply: send });
      });
    },
    listen(receive) {
      widgets.add(receive);
      return () => widgets.delete(receive);
    },
    transport: {
      send,
      subscribe(listener) {
        pages.add(listener);
        // Like a frame whose document is already loaded when it is bound.
        if (!isGone) listener({ type: 'load' });
        return () => pages.delete(listener);
      },
    },
    loaded: () => emitToPages('load'),
    gone() {
      isGone = true;
      emitToPages('gone');
    },
  };
}
