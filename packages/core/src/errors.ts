import type { Issue } from './protocol.js';

/** Every way in which Jackfield fails, and what to do about it. docs/generated/errors.md is made from this. */
export type ErrorCode =
  /**
   * An option of `createHost` is missing or wrong. The message says which, what was expected and
   * what came: correct it.
   */
  | 'BAD_OPTION'
  /**
   * A declaration is wrong, or something is no plugin. Make it with `definePlugin`, which says
   * what is wrong and where.
   */
  | 'BAD_PLUGIN'
  /**
   * Two plugins of one host have the same name. Name one of them otherwise: errors and events tell
   * plugins apart by it.
   */
  | 'DUPLICATE_PLUGIN'
  /**
   * A plugin or a command names a message that the protocol does not have. Take the name that the
   * message suggests.
   */
  | 'UNKNOWN_MESSAGE'
  /**
   * The origin of the widget's frame is neither given nor known. If it is your widget's, give it
   * as `widget.origin`; else find out whose frame that is.
   */
  | 'ORIGIN_UNKNOWN'
  /**
   * A frame is not the widget's: of another origin, or a second one beside a bound frame. Remove
   * it, or give its id to something else.
   */
  | 'FRAME_REFUSED'
  /**
   * Another host holds the frame. Add your plugins to that host with `host.add(plugin)`, or close
   * it first.
   */
  | 'WIDGET_TAKEN'
  /**
   * The widget did not show itself in time, and the command was not sent. Tell the agent, who may
   * try again.
   */
  | 'WIDGET_NOT_READY'
  /** The widget answered a request with an error, which is the message. */
  | 'WIDGET_ERROR'
  /** The widget did not answer a request in time. Ask again, or give it longer with `timeoutMs`. */
  | 'REQUEST_TIMEOUT'
  /** The host is closed or closing. Make a new one with `createHost`. */
  | 'HOST_CLOSED'
  /**
   * A body breaks its schema; `issues` says where. Correct what you send; if the widget sent it,
   * tell us which version it is.
   */
  | 'INVALID_MESSAGE'
  /**
   * An answer breaks its schema and was not used; `issues` says where. Correct the handler that
   * gave it.
   */
  | 'INVALID_RESULT'
  /**
   * A command holds something that `postMessage` cannot copy, such as a function or an element.
   * Send plain data.
   */
  | 'NOT_CLONEABLE'
  /**
   * A plugin threw or rejected; `cause` is what it threw. The widget was told, and no other plugin
   * was touched.
   */
  | 'PLUGIN_FAILED'
  /**
   * A handler did not settle within its deadline, and the answer went out without it. Hand its
   * `signal` to whatever it waits for.
   */
  | 'DEADLINE'
  /**
   * A request came for a plugin that has been removed, or, on a wire where nobody registers, for
   * none. The widget was told; nothing is to be done.
   */
  | 'NO_HANDLER'
  /**
   * The widget's frame cannot be posted to, mostly because it is gone from the page. Nothing was
   * sent.
   */
  | 'SEND_FAILED';

/** The one error class of `@jackfield/core`. Test it with {@link isJackfieldError}. */
export class JackfieldError extends Error {
  override readonly name = 'JackfieldError';
  declare readonly code: ErrorCode;
  /** Where a body or a result breaks its schema. */
  declare readonly issues: readonly Issue[];

  constructor(code: ErrorCode, message: string, cause?: unknown, issues: readonly Issue[] = []) {
    super(message, cause ? { cause } : undefined);
    this.code = code;
    this.issues = issues;
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
  if (value === null) return 'null';
  return Array.isArray(value) ? `array of ${value.length}` : typeof value;
}

/** An error in the one form that all of bad input has. */
export function unexpected(
  code: ErrorCode,
  subject: string,
  where: string,
  expected: string,
  got: unknown,
): JackfieldError {
  const received =
    typeof got === 'string' ? `"${got}"` : typeof got === 'number' ? got : kindOf(got);
  return new JackfieldError(
    code,
    `${subject}: expected ${expected} at ${where}, received ${received}`,
  );
}
