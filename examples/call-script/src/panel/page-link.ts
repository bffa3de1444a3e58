/** The way from the panel to its page and back. */
export interface PageLink {
  post(envelope: unknown): void;
  /** Starts to listen; returns what ends it. */
  listen(tell: (data: unknown) => void): () => void;
}

/**
 * The page around this frame, if it is Acme's.
 *
 * @param origin - the page's; whatever else embeds the panel is told nothing and not heard
 */
export function pageLink(page: Window, origin: string): PageLink {
  return {
    post: (envelope) => page.postMessage(envelope, origin),
    listen(tell) {
      const onMessage = ({ source, origin: from, data }: MessageEvent): void => {
        if (source === page && from === origin) tell(data);
      };
      addEventListener('message', onMessage);
      return () => removeEventListener('message', onMessage);
    },
  };
}
