/**
 * Why a store did not write a log:
 *
 * - `transient`: a retry may succeed (a network error, an overloaded server).
 * - `unauthorized`: a sign-in is required; delivery pauses until `calllog.resume()`. If the same log
 *   is refused again after that, it pauses alone.
 * - `permanent`: the CRM will never accept this record; a person has to look at it.
 */
export type StoreErrorKind = 'transient' | 'unauthorized' | 'permanent';

/** Options of {@link StoreError}. */
export interface StoreErrorOptions extends ErrorOptions {
  /**
   * With `transient`: the minimum delay before the retry, in milliseconds. More than a day counts as
   * a day, a negative number or one that is not finite as absent.
   */
  readonly retryAfterMs?: number | undefined;
}

/** The error of a store. Its kind decides what the outbox does; other errors count as `transient`. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;
  readonly retryAfterMs: number | undefined;

  constructor(kind: StoreErrorKind, message: string, options: StoreErrorOptions = {}) {
    super(message, options);
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Whether `x` is a {@link StoreError}, including one from another copy of this package. */
export function isStoreError(x: unknown): x is StoreError {
  return x instanceof Error && x.name === 'StoreError';
}
