import type { PageLink } from '../simulator/page-link.js';

/** What a frame of a browser does for a widget that runs in another process. */
export interface FrameCommands {
  /** Posts to the page around the frame. The message is a copy; messages must keep their order. */
  post(message: unknown): void;
  /** Reloads the frame's document, after which `loaded` is called. */
  reload(): void;
}

/** A widget's frame in a page of a browser. */
export interface FrameLink {
  readonly link: PageLink;
  /**
   * Hands on a message that the frame received.
   *
   * @returns whether a widget listens
   */
  receive(data: unknown): boolean;
  /** The frame's document has loaded again. */
  loaded(): void;
}

/** Connects a widget with a frame: messages pass in order, in both directions. */
export function createFrameLink({ post, reload }: FrameCommands): FrameLink {
  const listeners = new Set<(data: unknown) => void>();
  let onLoad: (() => void) | undefined;
  const loaded = (): void => onLoad?.();

  return {
    receive(data) {
      for (const listener of listeners) listener(data);
      return listeners.size > 0;
    },
    loaded,
    link: {
      // Copied now: the widget's objects change.
      post: (message) => post(structuredClone(message)),
      listen(receive) {
        listeners.add(receive);
        return () => listeners.delete(receive);
      },
      async reload() {
        const isLoaded = new Promise<void>((resolve) => {
          onLoad = resolve;
        });
        reload();
        await isLoaded;
      },
      // A frame that is removed does not load again.
      gone: loaded,
    },
  };
}
