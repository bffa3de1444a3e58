import { isFrameReady, markOf, originOfFrame } from './frame.js';
import { type ErrorCode, JackfieldError, unexpected } from './errors.js';
import type { Wire } from './protocol.js';
import type { Transport } from './transport.js';

/**
 * Exchanges messages with the widget in a frame of this page.
 *
 * 1. A frame is bound when it is in the document, is an `HTMLIFrameElement`, has an accepted
 *    origin, and no host uses it. The origin of the first frame is pinned permanently.
 * 2. It stays bound while it stays in place. Any other element with its id is refused and reported.
 *    A frame that is moved in the page reloads from `about:blank`, so it is bound again.
 * 3. A message is accepted if its source is the bound frame's window, read at that moment, and then if
 *    its origin is the pinned one. The data of all other messages is not read.
 * 4. Messages are posted to the pinned origin, so that a frame that has navigated elsewhere receives none.
 */
export function frameTransport(
  wanted: HTMLIFrameElement | string,
  origin: string | undefined,
  wire: Pick<Wire, 'origins' | 'paths'>,
  holder: string,
): Transport {
  if (typeof document === 'undefined') {
    throw new JackfieldError(
      'NO_DOCUMENT',
      'createHost: a server has no document. Call it in the browser',
    );
  }
  // An <object> has a window and a document like an iframe.
  if (!(typeof wanted === 'string' ? wanted : wanted instanceof HTMLIFrameElement)) {
    throw unexpected('BAD_OPTION', 'createHost', '/widget/frame', 'an <iframe> or its id', wanted);
  }
  let pinned = origin;
  let bound: HTMLIFrameElement | undefined;
  let inside: Window | null = null;
  let isReleased = false;
  const refused = new WeakMap<Element, string>();
  /** Why a frame that is there was not accepted; `undefined` if one is bound. */
  let refusal: JackfieldError | undefined;

  /** Posts to `target` if it is still the window of the bound frame. */
  function post(target: Window | null | undefined, envelope: unknown): void {
    if (!target || target !== bound?.contentWindow) {
      throw new JackfieldError('SEND_FAILED', "the widget's frame is gone");
    }
    target.postMessage(envelope, pinned as string);
  }

  /** Returns why `frame` may not be bound; `undefined` if it may. */
  function objection(
    frame: HTMLIFrameElement,
    from: string | undefined,
  ): JackfieldError | undefined {
    const refuse = (code: ErrorCode, reason: string): JackfieldError =>
      new JackfieldError(code, `Frame "${frame.id}": ${reason}`);
    const allowed = pinned ? [pinned] : wire.origins;
    if (from && pinned !== '*' && !allowed.includes(from)) {
      const hint = pinned ? '' : '; is it your widget.origin?';
      return refuse(
        pinned ? 'FRAME_REFUSED' : 'ORIGIN_UNKNOWN',
        `expected ${allowed.join(' or ')}, received ${from}${hint}`,
      );
    }
    if (frame === bound) return undefined;
    const path = wire.paths?.[from as string];
    if (path && !frame.src.startsWith(from + path))
      return refuse('FRAME_REFUSED', `another widget than ${from}${path}`);
    if (bound) return refuse('FRAME_REFUSED', 'another frame is bound');
    const other = markOf(frame);
    if (!other) return undefined;
    return refuse('WIDGET_TAKEN', `the host of "${other}" uses it: call its host.add(plugin)`);
  }

  function release(): void {
    if (bound && !isReleased) markOf(bound, '');
  }

  return {
    send: (envelope) => post(bound?.contentWindow, envelope),
    missing() {
      if (bound || refusal) return refusal;
      const id = typeof wanted === 'string' ? wanted : wanted.id;
      const there = [...document.querySelectorAll(`[id="${CSS.escape(id)}"],iframe`)]
        .slice(0, 5)
        .map((element) => `<${element.localName} id="${element.id}">`);
      const found = there.join(', ') || 'no iframe';
      return new JackfieldError(
        'FRAME_MISSING',
        `no <iframe id="${id}"> with a src, found ${found}`,
      );
    },
    release() {
      release();
      isReleased = true;
    },
    subscribe(emit) {
      const onMessage = ({ source, origin: from, data }: MessageEvent): void => {
        const frame = bound;
        // A removed frame has no window, and a synthetic message has no source: both are null.
        if (!frame || !source || source !== frame.contentWindow) return;
        if (pinned !== '*' && from !== pinned) return;
        // Once this host closes, requests belong to the host that takes over the frame.
        if (isReleased && markOf(frame)) return;
        emit({ type: 'message', data, reply: (envelope) => post(source, envelope) });
      };
      const onLoad = (): void => {
        if (bound && isFrameReady(bound)) emit({ type: 'load' });
      };

      function unbind(): void {
        bound?.removeEventListener('load', onLoad);
        release();
        bound = undefined;
      }

      function bind(frame: HTMLIFrameElement, from: string | undefined): void {
        bound = frame;
        refusal = undefined;
        inside = frame.contentWindow;
        pinned ??= from;
        markOf(frame, holder);
        frame.addEventListener('load', onLoad);
        // The document's observer does not observe a frame in a shadow tree.
        watch(frame.getRootNode());
        emit({ type: isFrameReady(frame) ? 'load' : 'loading' });
      }

      function refresh(): void {
        if (bound && bound.contentWindow !== inside) {
          unbind();
          emit({ type: 'gone' });
        }
        if (isReleased) return;
        const all =
          typeof wanted === 'string'
            ? document.querySelectorAll(`[id="${CSS.escape(wanted)}"]`)
            : [wanted];
        refusal = undefined;
        for (const frame of all) {
          if (!(frame instanceof HTMLIFrameElement) || !frame.isConnected) continue;
          const from = originOfFrame(frame);
          // The adapter script adds its frame to the page before it sets the src.
          if (!from && !origin) continue;
          const error = objection(frame, from);
          if (error && !bound) refusal = error;
          if (error && refused.get(frame) !== frame.src) {
            refused.set(frame, frame.src);
            emit({ type: 'refused', error });
          } else if (!error && frame !== bound) bind(frame, from);
        }
      }

      const observer = new MutationObserver(refresh);
      const watch = (root: Node): void =>
        observer.observe(root, { subtree: true, childList: true, attributeFilter: ['id', 'src'] });
      watch(document);
      if (typeof wanted !== 'string') {
        watch(wanted.getRootNode());
        // A later insertion into a shadow tree is observable only by the frame's own load.
        wanted.addEventListener('load', refresh);
      }
      addEventListener('message', onMessage);
      refresh();
      return () => {
        removeEventListener('message', onMessage);
        observer.disconnect();
        if (typeof wanted !== 'string') wanted.removeEventListener('load', refresh);
        unbind();
      };
    },
  };
}
