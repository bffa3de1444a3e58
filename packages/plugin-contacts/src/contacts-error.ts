/** What went wrong; every code is explained in the package's README. */
export type ContactsErrorCode =
  | 'OPTION_INVALID'
  | 'IMPORT_INVALID'
  | 'CHANGES_INVALID'
  | 'LIST_TOO_LARGE'
  | 'WORKER_FAILED'
  | 'SOURCE_ANSWER_INVALID'
  | 'SOURCE_FAILED'
  | 'SOURCE_SIGN_IN'
  | 'SOURCE_SLOW'
  | 'DATABASE_UNAVAILABLE'
  | 'DATABASE_BLOCKED'
  | 'DATABASE_FULL'
  | 'DATABASE_FAILED';

/** One thing that is wrong with contacts to be imported. */
export interface ImportIssue {
  /** JSON pointer to it, such as `/12/phoneNumbers/0/phoneNumber`. */
  readonly pointer: string;
  readonly expected: string;
  readonly received: string;
  /** The line of the file where the contact begins, or what was left out of it; the first is 1. */
  readonly line?: number | undefined;
}

/** More are counted, and passed to listeners, but not kept: a file may have a million. */
export const KEPT_ISSUES = 1_000;

/** The one error of this package. Recognise it with {@link isContactsError}. */
export class ContactsError extends Error {
  override readonly name = 'ContactsError';
  readonly code: ContactsErrorCode;
  /** With `IMPORT_INVALID`: all that is wrong, in the order of the input. */
  readonly issues: readonly ImportIssue[];

  constructor(
    code: ContactsErrorCode,
    message: string,
    options: ErrorOptions & { readonly issues?: readonly ImportIssue[] } = {},
  ) {
    super(message, options);
    this.code = code;
    this.issues = options.issues ?? [];
  }
}

/** Whether `x` is a {@link ContactsError}, including one from another copy of this package. */
export function isContactsError(x: unknown): x is ContactsError {
  return x instanceof Error && x.name === 'ContactsError';
}
