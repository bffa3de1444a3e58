/** The connection between the widget's window and the page that embeds it. */
export interface PageLink {
  /** Posts to the page, of any origin. Throws when the message cannot be copied. */
  post(message: unknown): void;
  /** Starts to listen; returns a function that stops it. */
  listen(receive: (data: unknown) => void): () => void;
  /** Notifies the page that the frame's document was loaded again. A browser does so by itself. */
  loaded?(): void;
  /** Notifies the page that the frame was removed. */
  gone?(): void;
  /** Reloads the real document, which then receives `kept`; may resolve when it has loaded. */
  reload?(kept: string): Promise<void> | void;
  /** Returns the state that the previous document saved, and removes it. */
  takeKept?(): string | undefined;
}

const KEPT = 'jackfield.widget:';

/**
 * Creates the link of a widget that runs in a frame. It posts to any origin and checks neither origin
 * nor source of incoming messages, like the real ones (RingCX PostMessageTransporter.ts, Adapter.ts:125-127; RingEX Adapter/index.js:305, 1710-1714).
 */
export function windowLink(page: Window): PageLink {
  return {
    post: (message) => page.postMessage(message, '*'),
    listen(receive) {
      const onMessage = ({ data }: MessageEvent<unknown>): void => receive(data);
      globalThis.addEventListener('message', onMessage as EventListener);
      return () => globalThis.removeEventListener('message', onMessage as EventListener);
    },
    reload(kept) {
      // A frame of another site has no storage in some browsers; its name survives a reload in all.
      window.name = `${KEPT}${kept}`;
      location.reload();
    },
    takeKept() {
      if (!window.name.startsWith(KEPT)) return undefined;
      const kept = window.name.slice(KEPT.length);
      window.name = '';
      return kept;
    },
  };
}
