/** The codes of {@link TestingError}. */
export type TestingErrorCode =
  /** No message has this name; the error suggests the closest one. */
  | 'UNKNOWN_MESSAGE'
  /** The message has no such part: a push has a body, a request has data and a result. */
  | 'UNKNOWN_PART'
  /** A schema has a keyword or a structure from which no data can be derived. */
  | 'SCHEMA_UNSUPPORTED'
  /** The tab is closed and its frame is removed from the page. Open another one with `openTab`. */
  | 'TAB_CLOSED'
  /** A method of the widget is not possible in its current phase; the error lists the phases in which it is. */
  | 'WRONG_STATE'
  /** A widget in a frame has no transport: the page reaches it through the frame. */
  | 'IN_A_FRAME'
  /** No page has loaded the widget, or none has registered a service, within ten seconds. */
  | 'NOT_READY'
  /** A page made mistakes; the error lists them. */
  | 'PAGE_PROBLEMS'
  /** A transcript does not have the format of `record`; the error says which line, and what is wrong. */
  | 'TRANSCRIPT_MALFORMED'
  /** An option is invalid; the error says which, what was expected and what was received. */
  | 'BAD_OPTION'
  /** A plugin breaks a rule of the contract; the error says which rule, and how to fix the plugin. */
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

/** Returns whether `error` is a `TestingError` of any copy of this package. */
export const isTestingError = (error: unknown): error is TestingError =>
  error instanceof Error && error.name === 'TestingError' && 'code' in error;
