import { safely } from './safely.js';

const HOLDER: unique symbol = Symbol.for('jackfield.host');

/**
 * Returns which host uses `frame`; `holder` sets it, and `''` releases the frame. It is stored on the
 * element under a registered symbol, which separate copies of this package share.
 */
export function markOf(
  frame: HTMLIFrameElement & { [HOLDER]?: string },
  holder?: string,
): string | undefined {
  if (holder !== undefined) frame[HOLDER] = holder;
  return frame[HOLDER];
}

/** Returns the origin of a frame's `src`; `undefined` if it has none. */
export function originOfFrame(frame: HTMLIFrameElement): string | undefined {
  const origin = safely(() => new URL(frame.src).origin);
  return origin === 'null' ? undefined : origin;
}

/**
 * Returns whether the frame contains the widget's document. A cross-origin document is not accessible,
 * but the initial `about:blank` of every frame is; a message that is posted to that one is lost.
 */
export function isFrameReady(frame: HTMLIFrameElement): boolean {
  // Some engines throw where others return null.
  const inside = safely(() => frame.contentDocument);
  return inside ? inside.URL !== 'about:blank' && inside.readyState === 'complete' : true;
}
