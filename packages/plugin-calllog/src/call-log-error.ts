/** The codes of {@link CallLogError}, explained in the package's README. */
export type CallLogErrorCode =
  | 'OPTION_INVALID'
  | 'KEY_MISSING'
  | 'STORE_ANSWER_INVALID'
  | 'NOT_DELIVERED'
  | 'DATABASE_UNAVAILABLE'
  | 'DATABASE_BLOCKED'
  | 'DATABASE_FULL'
  | 'DATABASE_FAILED'
  | 'CONTRACT_BROKEN';

/** The error class of this package. Test for it with {@link isCallLogError}. */
export class CallLogError extends Error {
  override readonly name = 'CallLogError';
  readonly code: CallLogErrorCode;

  constructor(code: CallLogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether `x` is a {@link CallLogError}, including one from another copy of this package. */
export function isCallLogError(x: unknown): x is CallLogError {
  return x instanceof Error && x.name === 'CallLogError';
}
