/**
 * Why a store did not write:
 *
 * - `transient`: it may go better later (the network, a full server).
 * - `unauthorized`: nobody is signed in; delivery pauses until `calllog.resume()`.
 * - `permanent`: this record will never be taken; a person has to look at it.
 */
export type StoreErrorKind = 'transient' | 'unauthorized' | 'permanent';

/** What {@link StoreError} is made of beside its message. */
export interface StoreErrorOptions extends ErrorOptions {
  /** With `transient`: not before that many milliseconds have passed. */
  readonly retryAfterMs?: number | undefined;
}

/** What a store rejects with, so that the outbox knows what to do. Anything else counts as `transient`. */
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

/** Whether `x` is a {@link StoreError}, also one of another copy of this package. */
export function isStoreError(x: unknown): x is StoreError {
  return x instanceof Error && x.name === 'StoreError';
}
