const HOLDER: unique symbol = Symbol.for('jackfield.host');

/**
 * Who holds `frame`; with `holder`, writes it down, with `''` frees it. It stands on the element
 * under a registered symbol, so that separate copies of this package see each other.
 */
export function markOf(
  frame: HTMLIFrameElement & { [HOLDER]?: string },
  holder?: string,
): string | undefined {
  if (holder !== undefined) frame[HOLDER] = holder;
  return frame[HOLDER];
}

/** The origin that a frame's `src` names; `undefined` while it names none. */
export function originOfFrame(frame: HTMLIFrameElement): string | undefined {
  try {
    const { origin } = new URL(frame.src);
    return origin === 'null' ? undefined : origin;
  } catch {
    return undefined;
  }
}

/**
 * Whether the widget's document is in the frame. A foreign one cannot be looked into, while the
 * `about:blank` in which every frame begins can; a post to that one is lost.
 */
export function isFrameReady(frame: HTMLIFrameElement): boolean {
  let inside: Document | null = null;
  try {
    inside = frame.contentDocument;
  } catch {
    // Some engines throw where others say null.
  }
  return inside ? inside.URL !== 'about:blank' && inside.readyState === 'complete' : true;
}
