/** The way from the widget's window to the page around it, and back. */
export interface PageLink {
  /** Posts to the page, whoever it is. Throws when the message cannot be copied. */
  post(message: unknown): void;
  /** Starts to listen; returns what ends it. */
  listen(receive: (data: unknown) => void): () => void;
  /** Tells the page that the frame's document was loaded once more. A browser does so by itself. */
  loaded?(): void;
  /** Tells the page that the frame is gone. */
  gone?(): void;
  /** Loads the real document once more; the one that comes finds `kept` there. */
  reload?(kept: string): void;
  /** What the document before has left for this one. */
  takeKept?(): string | undefined;
}

const KEPT = 'jackfield.widget:';

/**
 * The link of a widget that runs in a frame. It posts to any origin and looks at neither the origin
 * nor the source of what comes, as the real one (PostMessageTransporter.ts; Adapter.ts:125-127).
 */
export function windowLink(page: Window): PageLink {
  return {
    post: (message) => page.postMessage(message, '*'),
    listen(receive) {
      const hear = ({ data }: MessageEvent<unknown>): void => receive(data);
      globalThis.addEventListener('message', hear as EventListener);
      return () => globalThis.removeEventListener('message', hear as EventListener);
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
