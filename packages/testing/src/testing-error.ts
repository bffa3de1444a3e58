/** Why this package stopped. */
export type TestingErrorCode =
  /** No message of the wire has this name; the error says which name is nearest. */
  | 'UNKNOWN_MESSAGE'
  /** The message has no such part: a push has a body, a request has data and a result. */
  | 'UNKNOWN_PART'
  /** A schema says something that data cannot be derived from. */
  | 'SCHEMA_UNSUPPORTED'
  /** The tab is closed and its frame is gone from the page. Open another one with `openTab`. */
  | 'TAB_CLOSED'
  /** What a method of the widget does is not possible at that moment; the error says when it is. */
  | 'WRONG_STATE'
  /** A widget in a frame has no transport: the page reaches it by its frame. */
  | 'IN_A_FRAME'
  /** A transcript is not as `record` writes it; the error says in which line, and what is wrong. */
  | 'TRANSCRIPT_MALFORMED'
  /** An option is wrong; the error says which, what was expected and what came. */
  | 'BAD_OPTION'
  /** A plugin breaks a rule of the contract; the error says which, and how it is mended. */
  | 'CONTRACT_BROKEN';

/** The one error class of `@jackfield/testing`. Test it with {@link isTestingError}. */
export class TestingError extends Error {
  override readonly name = 'TestingError';
  readonly code: TestingErrorCode;

  constructor(code: TestingErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** Whether `error` is a `TestingError`, from whichever copy of the package it comes. */
export const isTestingError = (error: unknown): error is TestingError =>
  error instanceof Error && error.name === 'TestingError' && 'code' in error;
