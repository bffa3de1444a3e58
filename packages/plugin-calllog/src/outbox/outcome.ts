import { isStoreError } from '../store-error.js';

/** How long to wait between tries. */
export interface Backoff {
  /** The most to wait before the second try, in milliseconds; it doubles with each. Default 1,000. */
  readonly minMs?: number | undefined;
  /** The most to wait at all, in milliseconds. Default five minutes. */
  readonly maxMs?: number | undefined;
}

/** What became of a try. */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'permanent' | 'unauthorized'; readonly reason: string }
  | {
      readonly kind: 'transient';
      readonly reason: string;
      /** The store wants no try before that. */
      readonly retryAfterMs: number;
      /** How long to wait, in all. */
      readonly waitMs: number;
    };

const DAY_MS = 86_400_000;
const MOST_CHARACTERS = 500;

/** The text of whatever was thrown; never throws. */
export function errorText(error: unknown): string {
  try {
    const { message } = (error instanceof Error ? error : {}) as { readonly message?: unknown };
    const text = typeof message === 'string' && message !== '' ? message : String(error);
    return text.slice(0, MOST_CHARACTERS);
  } catch {
    return 'The store failed with something that is not an error and has no text.';
  }
}

/** More than a day counts as a day, and what is not a time as absent. */
const retryAfterOf = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.min(value, DAY_MS) : 0;

/**
 * How long to wait after so many failed tries: anything from nothing to twice as much as last time.
 * Browsers that were cut off together do not come back together.
 */
function waitAfter(tries: number, { minMs = 1_000, maxMs = 300_000 }: Backoff, random: number) {
  return random * Math.min(DAY_MS, maxMs, minMs * 2 ** (tries - 1));
}

/**
 * Reads what a store rejected with; never throws, whatever that is.
 *
 * @param tries - how many tries have failed, with this one
 * @param random - from 0 to 1
 */
export function failureOf(
  error: unknown,
  tries: number,
  backoff: Backoff,
  random: number,
): Exclude<Outcome, { readonly kind: 'accepted' }> {
  const reason = errorText(error);
  let kind: unknown;
  let retryAfterMs = 0;
  try {
    if (isStoreError(error)) {
      kind = error.kind;
      retryAfterMs = retryAfterOf(error.retryAfterMs);
    }
  } catch {
    // A getter or a proxy that throws: an error like any other.
  }
  if (kind === 'permanent' || kind === 'unauthorized') return { kind, reason };
  const waitMs = Math.max(waitAfter(tries, backoff, random), retryAfterMs);
  return { kind: 'transient', reason, retryAfterMs, waitMs };
}
