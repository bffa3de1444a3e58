/** How long to wait between tries. */
export interface Backoff {
  /** The most to wait before the second try, in milliseconds; it doubles with each. Default 1,000. */
  readonly minMs?: number | undefined;
  /** The most to wait at all, in milliseconds. Default five minutes. */
  readonly maxMs?: number | undefined;
}

/**
 * How long to wait after so many tries in vain.
 *
 * Anything from nothing to twice as much as last time: browsers that were cut off together do not
 * come back together.
 *
 * @param random - from 0 to 1
 */
export function waitAfter(tries: number, backoff: Backoff, random: number): number {
  const { minMs = 1_000, maxMs = 300_000 } = backoff;
  return random * Math.min(maxMs, minMs * 2 ** (tries - 1));
}
