/** What is wrong with a message of the page, or with a missing one. */
export type ProblemCode =
  /** A message does not match its schema. */
  | 'MESSAGE_INVALID'
  /** No schema has a message of this type. */
  | 'MESSAGE_UNKNOWN'
  /** An envelope lacks a part, such as the id of a response. */
  | 'ENVELOPE_INVALID'
  /** The result of an answer does not match its schema. */
  | 'RESULT_INVALID'
  /** An answer has keys that the request did not ask for, such as numbers in another form. */
  | 'KEYS_CHANGED'
  /** The widget cannot show the error of an answer: RingCX needs a text, RingEX has no errors. */
  | 'ERROR_UNREADABLE'
  /** A request was answered a second time. */
  | 'ANSWERED_TWICE'
  /** A request was answered after its time-out. */
  | 'ANSWERED_LATE'
  /** A request has no answer. */
  | 'NOT_ANSWERED'
  /** An answer is to a request that the widget did not send. */
  | 'REQUEST_UNKNOWN'
  /** The page's listener threw an error while a request waited, which has no answer. */
  | 'HANDLER_THREW'
  /** A second service replaced the first: the widget keeps one. */
  | 'SERVICE_REPLACED'
  /** A message was sent before the widget could receive it. */
  | 'WIDGET_ABSENT'
  /** A message was posted to another origin than the widget's, and the browser dropped it. */
  | 'ORIGIN_WRONG';

/** A mistake of the page, which the real widget does not report. */
export interface Problem {
  readonly code: ProblemCode;
  /** What was expected and what was received. It contains no personal data. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
  /** The schema name of the message, where it has one. */
  readonly name?: string | undefined;
  /** The widget's time, in milliseconds since 1970. */
  readonly at: number;
  /** The number of the tab; 0 if no widget was there. */
  readonly tab: number;
}

/** What RingCentral's own documents show, too, although it is unsafe. */
export type WarningCode =
  /** The page posts to any origin, so that another page in the frame would receive its data. */
  | 'ANY_TARGET_ORIGIN'
  /** The page takes messages from any window, so that any other frame can act as the widget. */
  | 'ANY_SOURCE';

/** Something unsafe that works. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  readonly fix: string;
}

/** An error that the page did not catch. */
export interface PageError {
  readonly at: number;
  /** The name of its class, such as `TypeError`. */
  readonly name: string;
  /** Its text; shown for errors of the language only, because others may contain personal data. */
  readonly text: string;
  /** The file and the line, as in `app.js:12`. */
  readonly place?: string | undefined;
}

/** The mistakes of a page. */
export interface Inspection {
  /** Everything that the page did wrong so far. A request that waits for its answer is not answered. */
  problems(): readonly Problem[];
  /**
   * Returns what the page does that is unsafe, although RingCentral's own documents show it.
   *
   * It sends the page a forged request from another window, as any frame could, and waits up to half a
   * second for an answer: the page's handler runs once more.
   */
  warnings(): Promise<readonly Warning[]>;
}
