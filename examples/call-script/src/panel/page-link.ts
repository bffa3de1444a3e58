/** The connection of the panel to its page. */
export interface PageLink {
  post(envelope: unknown): void;
  /** Calls `listener` with each message of the page; returns a function that stops it. */
  listen(listener: (data: unknown) => void): () => void;
}

/**
 * The page around this frame, if it is Acme's.
 *
 * @param origin - the page's. Any other page that embeds the panel receives nothing, and is ignored
 */
export function pageLink(page: Window, origin: string): PageLink {
  return {
    post: (envelope) => page.postMessage(envelope, origin),
    listen(listener) {
      const onMessage = ({ source, origin: from, data }: MessageEvent): void => {
        if (source === page && from === origin) listener(data);
      };
      addEventListener('message', onMessage);
      return () => removeEventListener('message', onMessage);
    },
  };
}
