import { isFrameReady, markOf, originOfFrame } from './frame.js';
import { JackfieldError } from './errors.js';
import type { Transport, TransportEvent } from './transport.js';

export interface FrameTransportOptions {
  /** The frame, or its id. */
  readonly frame: HTMLIFrameElement | string;
  /** The widget's origin; without it, the frame's `src` if it is one of `origins`. `'*'` for any. */
  readonly origin?: string | undefined;
  /** Origins at which the widget is known to be served. */
  readonly origins: readonly string[];
  /** Who holds the frame, for the error that a second host gets. */
  readonly holder: string;
}

/**
 * Talks with the widget in a frame of this page.
 *
 * 1. A frame is bound when it is in the document, is an `HTMLIFrameElement`, has an accepted
 *    origin, and no host holds it. The origin of the first one is pinned for good.
 * 2. It stays bound while it is connected. Whatever else then has its id is refused, and told.
 * 3. A message counts if its source is the bound frame's window, read at that moment, and then if
 *    its origin is the pinned one. All else is not even looked at.
 * 4. What is posted names the pinned origin, so that a frame which was led elsewhere gets nothing.
 */
export function frameTransport({
  frame: wanted,
  origin,
  origins,
  holder,
}: FrameTransportOptions): Transport {
  let pinned = origin;
  let bound: HTMLIFrameElement | undefined;
  let released = false;
  const refused = new WeakMap<Element, string>();

  function post(frame: HTMLIFrameElement, envelope: unknown): void {
    const target = frame.contentWindow;
    if (!target || pinned === undefined)
      throw new JackfieldError('SEND_FAILED', "The widget's frame is not in the page");
    target.postMessage(envelope, pinned);
  }

  /** Why `frame` may not be bound; `undefined` if it may. */
  function objection(
    frame: HTMLIFrameElement,
    from: string | undefined,
  ): JackfieldError | undefined {
    const which = `Frame ${frame.id ? `"${frame.id}"` : 'without id'}`;
    if (bound)
      return new JackfieldError(
        'FRAME_REFUSED',
        `${which}: another frame is bound already and still in the page`,
      );
    if (pinned === undefined && !(from !== undefined && origins.includes(from))) {
      return new JackfieldError(
        'ORIGIN_UNKNOWN',
        `${which}: expected a src of a known origin (${origins.join(', ')}), got ${from ?? 'none'}; give widget.origin if this is your widget`,
      );
    }
    if (pinned !== undefined && pinned !== '*' && from !== undefined && from !== pinned) {
      return new JackfieldError(
        'FRAME_REFUSED',
        `${which}: expected origin ${pinned}, got ${from}`,
      );
    }
    const other = markOf(frame);
    if (other !== undefined) {
      return new JackfieldError(
        'WIDGET_TAKEN',
        `${which}: the host of "${other}" holds it; add plugins to that host with host.add(plugin)`,
      );
    }
    return undefined;
  }

  function candidates(): readonly Element[] {
    if (typeof wanted !== 'string') return wanted.isConnected ? [wanted] : [];
    return [...document.querySelectorAll(`#${CSS.escape(wanted)}`)].filter(
      (each) => each instanceof HTMLIFrameElement,
    );
  }

  return {
    send(envelope) {
      if (!bound) throw new JackfieldError('SEND_FAILED', "The widget's frame is not in the page");
      post(bound, envelope);
    },
    release() {
      released = true;
      if (bound) markOf(bound, null);
    },
    subscribe(listener) {
      const tell = (event: TransportEvent): void => listener(event);

      const onMessage = (event: MessageEvent): void => {
        const frame = bound;
        // A frame out of the document has no window, and a message made by a script has no source.
        if (!frame || !event.source || event.source !== frame.contentWindow) return;
        if (pinned !== '*' && event.origin !== pinned) return;
        // Once this host closes, what is asked belongs to the host that took the frame over.
        if (released && markOf(frame) !== undefined) return;
        const reply = (envelope: unknown): void => {
          if (bound !== frame || !frame.isConnected)
            throw new JackfieldError('SEND_FAILED', 'The frame that asked is gone');
          post(frame, envelope);
        };
        tell({ type: 'message', data: event.data, reply });
      };
      const onLoad = (): void => {
        if (bound && isFrameReady(bound)) tell({ type: 'load' });
      };
      const unbind = (): void => {
        bound?.removeEventListener('load', onLoad);
        if (bound && !released) markOf(bound, null);
        bound = undefined;
      };

      function bind(frame: HTMLIFrameElement, from: string | undefined): void {
        bound = frame;
        pinned ??= from as string;
        markOf(frame, holder);
        frame.addEventListener('load', onLoad);
        tell({ type: isFrameReady(frame) ? 'load' : 'loading' });
      }

      function refresh(): void {
        if (bound && !bound.isConnected) {
          unbind();
          tell({ type: 'gone' });
        }
        if (released) return;
        for (const frame of candidates() as readonly HTMLIFrameElement[]) {
          if (frame === bound) continue;
          const from = originOfFrame(frame);
          // The adapter script puts its frame into the page before it gives it a src.
          if (from === undefined && origin === undefined) continue;
          const error = objection(frame, from);
          if (!error) bind(frame, from);
          else if (refused.get(frame) !== frame.src) {
            refused.set(frame, frame.src);
            tell({ type: 'refused', error });
          }
        }
      }

      const observer = new MutationObserver(refresh);
      const roots = new Set<Node>([
        document,
        ...(typeof wanted === 'string' ? [] : [wanted.getRootNode()]),
      ]);
      for (const root of roots) {
        observer.observe(root, { subtree: true, childList: true, attributeFilter: ['id', 'src'] });
      }
      addEventListener('message', onMessage);
      refresh();
      return () => {
        removeEventListener('message', onMessage);
        observer.disconnect();
        unbind();
      };
    },
  };
}
