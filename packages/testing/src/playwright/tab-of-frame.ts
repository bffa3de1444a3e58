import type { Frame } from '@playwright/test';
import type { PageLink } from '../simulator/page-link.js';

/** A widget's frame in a page of the browser. */
export interface FrameTab {
  readonly frame: Frame;
  readonly link: PageLink;
  /** Hands on a message that the frame received. */
  receive(data: unknown): void;
  /** The frame's document has loaded again. */
  loaded(): void;
}

/** Connects the widget with a frame: messages pass in order, in both directions. */
export function createFrameTab(frame: Frame): FrameTab {
  const listeners = new Set<(data: unknown) => void>();
  let last: Promise<unknown> = Promise.resolve();
  let onLoad: (() => void) | undefined;

  return {
    frame,
    receive(data) {
      for (const listener of listeners) listener(data);
    },
    loaded: () => onLoad?.(),
    link: {
      post(message) {
        // Copied now: the widget's objects change.
        const data: unknown = structuredClone(message);
        last = last
          .then(() => frame.evaluate((sent) => globalThis.parent.postMessage(sent, '*'), data))
          // The frame is gone, as a message to it would be.
          .catch(() => undefined);
      },
      listen(receive) {
        listeners.add(receive);
        return () => listeners.delete(receive);
      },
      async reload() {
        const isLoaded = new Promise<void>((resolve) => {
          onLoad = resolve;
        });
        await frame.evaluate(() => location.reload()).catch(() => undefined);
        await isLoaded;
      },
    },
  };
}
