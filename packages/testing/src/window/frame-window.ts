import type { PageLink } from '../simulator/page-link.js';

/** The widget's window, as the page around it sees it. */
export interface FrameWindow {
  postMessage(message: unknown, target?: string | { readonly targetOrigin?: string }): void;
}

/** What a page posted to the widget's window that did not arrive, or could have arrived elsewhere. */
export interface PostedAstray {
  /** Whether a message was posted to any origin. */
  anyTarget: boolean;
  /** When messages were posted while nothing listened. */
  readonly lost: number[];
  /** When messages were posted to another origin than the widget's, and dropped. */
  readonly elsewhere: number[];
}

/** A widget's window without a browser, and the page's end of it. */
export interface WindowInMemory {
  readonly link: PageLink;
  readonly frameWindow: FrameWindow;
  readonly astray: PostedAstray;
}

/** The parts of a window that a page listens on. */
export interface PageWindow {
  dispatchEvent(event: Event): boolean;
  addEventListener(type: string, listener: (event: never) => void): void;
  removeEventListener(type: string, listener: (event: never) => void): void;
}

type EventClass = new (type: string, init: object) => Event;

/** The members of a message event, which the window's own class may refuse to take or leave out. */
export function dispatchMessage(
  window: PageWindow,
  {
    data,
    origin,
    source,
  }: { readonly data: unknown; readonly origin: string; readonly source: object },
): void {
  const own = window as { readonly MessageEvent?: EventClass; readonly Event?: EventClass };
  const event = new (own.MessageEvent ?? own.Event ?? (Event as EventClass))('message', { data });
  // jsdom and happy-dom leave out origin and source, and Node refuses a source that is no MessagePort.
  for (const [name, value] of Object.entries({ data, origin, source, lastEventId: '', ports: [] }))
    Object.defineProperty(event, name, { value, configurable: true, enumerable: true });
  window.dispatchEvent(event);
}

/**
 * Returns the origin that a message may be delivered to: `*` for any, `undefined` for the page's own,
 * which the widget does not have.
 *
 * @throws `SyntaxError` as a browser does, for what is not an address
 */
function targetOf(target: Parameters<FrameWindow['postMessage']>[1]): string | undefined {
  const text = typeof target === 'object' ? target.targetOrigin : target;
  if (text === undefined || text === '/') return undefined;
  if (text === '*') return text;
  if (!URL.canParse(text))
    throw new SyntaxError(
      `Expected an origin or '*' as the target of postMessage, received another text.`,
    );
  return new URL(text).origin;
}

/**
 * Connects a widget with any window whose code listens to `message`: messages are copied at once and
 * delivered later, in order, as `postMessage` does.
 */
export function connectInMemory(
  window: PageWindow,
  origin: string,
  now: () => number,
): WindowInMemory {
  const listeners = new Set<(data: unknown) => void>();
  const astray: PostedAstray = { anyTarget: false, lost: [], elsewhere: [] };
  const frameWindow: FrameWindow = {
    postMessage(message, target) {
      const wanted = targetOf(target);
      const data: unknown = structuredClone(message);
      if (wanted === '*') astray.anyTarget = true;
      else if (wanted !== origin) {
        astray.elsewhere.push(now());
        return;
      }
      queueMicrotask(() => {
        if (listeners.size === 0) astray.lost.push(now());
        for (const receive of listeners) receive(data);
      });
    },
  };
  return {
    frameWindow,
    astray,
    link: {
      post(message) {
        const data: unknown = structuredClone(message);
        queueMicrotask(() => dispatchMessage(window, { data, origin, source: frameWindow }));
      },
      listen(receive) {
        listeners.add(receive);
        return () => listeners.delete(receive);
      },
    },
  };
}
