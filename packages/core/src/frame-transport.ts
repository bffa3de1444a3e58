import { isFrameReady, markOf, originOfFrame } from './frame.js';
import { type ErrorCode, JackfieldError } from './errors.js';
import type { Transport } from './transport.js';

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
export function frameTransport(
  wanted: HTMLIFrameElement | string,
  origin: string | undefined,
  origins: readonly string[],
  holder: string,
): Transport {
  let pinned = origin;
  let bound: HTMLIFrameElement | undefined;
  let isReleased = false;
  const refused = new WeakMap<Element, string>();

  function post(frame: HTMLIFrameElement | undefined, envelope: unknown): void {
    if (!frame || frame !== bound || !frame.contentWindow) {
      throw new JackfieldError('SEND_FAILED', "the widget's frame is gone");
    }
    frame.contentWindow.postMessage(envelope, pinned as string);
  }

  /** Why `frame` may not be bound; `undefined` if it may. */
  function objection(
    frame: HTMLIFrameElement,
    from: string | undefined,
  ): JackfieldError | undefined {
    const refuse = (code: ErrorCode, reason: string): JackfieldError =>
      new JackfieldError(code, `Frame "${frame.id}": ${reason}`);
    if (bound) return refuse('FRAME_REFUSED', 'another frame is bound');
    const allowed = pinned ? [pinned] : origins;
    if (from && pinned !== '*' && !allowed.includes(from)) {
      const hint = pinned ? '' : '; is it your widget.origin?';
      return refuse(
        pinned ? 'FRAME_REFUSED' : 'ORIGIN_UNKNOWN',
        `expected ${allowed.join(' or ')}, got ${from}${hint}`,
      );
    }
    const other = markOf(frame);
    if (!other) return undefined;
    return refuse('WIDGET_TAKEN', `the host of "${other}" has it: use its host.add(plugin)`);
  }

  function release(): void {
    if (bound && !isReleased) markOf(bound, '');
  }

  return {
    send: (envelope) => post(bound, envelope),
    release() {
      release();
      isReleased = true;
    },
    subscribe(tell) {
      const onMessage = ({ source, origin: from, data }: MessageEvent): void => {
        const frame = bound;
        // A frame out of the document has no window, and a message made by a script has no source.
        if (!frame || !source || source !== frame.contentWindow) return;
        if (pinned !== '*' && from !== pinned) return;
        // Once this host closes, what is asked belongs to the host that took the frame over.
        if (isReleased && markOf(frame)) return;
        tell({ type: 'message', data, reply: (envelope) => post(frame, envelope) });
      };
      const onLoad = (): void => {
        if (bound && isFrameReady(bound)) tell({ type: 'load' });
      };

      function unbind(): void {
        bound?.removeEventListener('load', onLoad);
        release();
        bound = undefined;
      }

      function bind(frame: HTMLIFrameElement, from: string | undefined): void {
        bound = frame;
        pinned ??= from;
        markOf(frame, holder);
        frame.addEventListener('load', onLoad);
        tell({ type: isFrameReady(frame) ? 'load' : 'loading' });
      }

      function refresh(): void {
        if (bound && !bound.isConnected) {
          unbind();
          tell({ type: 'gone' });
        }
        if (isReleased) return;
        const all =
          typeof wanted === 'string'
            ? document.querySelectorAll(`[id="${CSS.escape(wanted)}"]`)
            : [wanted];
        for (const frame of all) {
          if (!(frame instanceof HTMLIFrameElement) || frame === bound || !frame.isConnected)
            continue;
          const from = originOfFrame(frame);
          // The adapter script puts its frame into the page before it gives it a src.
          if (!from && !origin) continue;
          const error = objection(frame, from);
          if (!error) bind(frame, from);
          else if (refused.get(frame) !== frame.src) {
            refused.set(frame, frame.src);
            tell({ type: 'refused', error });
          }
        }
      }

      const observer = new MutationObserver(refresh);
      // A frame in a shadow tree is out of the document's observer's sight.
      for (const root of new Set([
        document,
        typeof wanted === 'string' ? document : wanted.getRootNode(),
      ])) {
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
