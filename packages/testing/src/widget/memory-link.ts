import type { Transport, TransportEvent } from '@jackfield/core';
import { TestingError } from '../testing-error.js';
import type { PageLink } from './page-link.js';

/** A widget's window and the page around it, without a browser. */
export interface MemoryLink extends PageLink {
  /** The page's end, for `createHost({ widget: { transport } })`. */
  readonly transport: Transport;
}

/**
 * Joins a widget and a page as `postMessage` would: what is posted is copied at once, and comes
 * later and in order.
 */
export function memoryLink(): MemoryLink {
  const pages = new Set<(event: TransportEvent) => void>();
  const widgets = new Set<(data: unknown) => void>();
  let isGone = false;

  function send(envelope: unknown): void {
    if (isGone) throw new TestingError('TAB_CLOSED', 'The frame of this tab is gone from the page');
    const data: unknown = structuredClone(envelope);
    queueMicrotask(() => {
      for (const receive of widgets) receive(data);
    });
  }

  function tellAll(type: 'load' | 'gone'): void {
    for (const tell of pages) tell({ type });
  }

  return {
    post(message) {
      const data: unknown = structuredClone(message);
      queueMicrotask(() => {
        for (const tell of pages) tell({ type: 'message', data, reply: send });
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
        // As a frame that is bound when its document is there already.
        if (!isGone) listener({ type: 'load' });
        return () => pages.delete(listener);
      },
    },
    loaded: () => tellAll('load'),
    gone() {
      isGone = true;
      tellAll('gone');
    },
  };
}
