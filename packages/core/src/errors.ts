import type { FoundFault } from './protocol.js';

/** Every way in which Jackfield fails, and what to do about it. docs/errors.md is made from this. */
export type ErrorCode =
  /** An option of `createHost` or of a transport is missing or wrong. */
  | 'BAD_OPTION'
  /** A plugin's declaration is wrong. */
  | 'BAD_PLUGIN'
  /** Two plugins of one host have the same name. */
  | 'DUPLICATE_PLUGIN'
  /** A plugin or a command names a message that the protocol does not have. */
  | 'UNKNOWN_MESSAGE'
  /** The origin of the widget's frame is neither given nor known. */
  | 'ORIGIN_UNKNOWN'
  /** A frame is not the widget's: another origin, or a second one beside a bound frame. */
  | 'FRAME_REFUSED'
  /** Another host holds the frame. */
  | 'WIDGET_TAKEN'
  /** The widget did not show itself in time, and the command was not sent. */
  | 'WIDGET_NOT_READY'
  /** The widget answered a request with an error. */
  | 'WIDGET_ERROR'
  /** The widget did not answer a request in time. */
  | 'REQUEST_TIMEOUT'
  /** The host is closed or closing. */
  | 'HOST_CLOSED'
  /** A body breaks its schema. */
  | 'INVALID_MESSAGE'
  /** A handler's result breaks its schema. */
  | 'INVALID_RESULT'
  /** A body or result holds something that `postMessage` cannot copy. */
  | 'NOT_CLONEABLE'
  /** A plugin threw or rejected. */
  | 'PLUGIN_FAILED'
  /** A handler did not settle within its deadline. */
  | 'DEADLINE'
  /** A request came that no plugin handles. */
  | 'NO_HANDLER'
  /** The widget's frame cannot be posted to. */
  | 'SEND_FAILED';

/** The one error class of `@jackfield/core`. Test it with {@link isJackfieldError}. */
export class JackfieldError extends Error {
  override readonly name = 'JackfieldError';
  readonly code: ErrorCode;
  /** Where a body or a result breaks its schema. */
  readonly faults: readonly FoundFault[];

  constructor(
    code: ErrorCode,
    message: string,
    cause?: unknown,
    faults: readonly FoundFault[] = [],
  ) {
    super(message, cause ? { cause } : undefined);
    this.code = code;
    this.faults = faults;
  }
}

/** Whether `error` is a `JackfieldError`, from whichever copy of the package it comes. */
export function isJackfieldError(error: unknown): error is JackfieldError {
  return error instanceof Error && error.name === 'JackfieldError' && 'code' in error;
}

/** What a thrown value says, in words. Never throws and is never empty. */
export function messageOf(thrown: unknown): string {
  try {
    return String((thrown as { message?: unknown } | null)?.message || thrown) || 'no message';
  } catch {
    return 'no message';
  }
}

/** The kind of a value, for a message that gives nothing of it away. */
export function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** An error in the one form that all of bad input has. */
export function unexpected(
  code: ErrorCode,
  subject: string,
  where: string,
  expected: string,
  got: unknown,
): JackfieldError {
  const came = typeof got === 'string' ? `"${got}"` : typeof got === 'number' ? got : kindOf(got);
  return new JackfieldError(code, `${subject}: expected ${expected} at ${where}, got ${came}`);
}
