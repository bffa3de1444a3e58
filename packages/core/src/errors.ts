import type { Issue } from './protocol.js';
import { safely } from './safely.js';

/** The codes of {@link JackfieldError}, and how to fix each. docs/generated/errors.md is generated from them. */
export type ErrorCode =
  /**
   * An option of `createHost`, or the name of an event, is missing or invalid. Fix what the message
   * names; it also says what was expected and what was received.
   */
  | 'BAD_OPTION'
  /**
   * There is no document: `createHost` was called on a server. Call it in the browser only, as in an
   * effect of your framework; in tests, set `widget.transport`.
   */
  | 'NO_DOCUMENT'
  /**
   * A declaration is invalid, or a value is not a plugin. Create plugins with `definePlugin`, whose
   * error says what is wrong and where.
   */
  | 'BAD_PLUGIN'
  /**
   * Two plugins of one host have the same name. Rename one of them: errors and events identify
   * plugins by name.
   */
  | 'DUPLICATE_PLUGIN'
  /**
   * A plugin or a command names a message that the protocol does not have. Use the name that the
   * error suggests.
   */
  | 'UNKNOWN_MESSAGE'
  /**
   * The origin of the widget's frame is neither configured nor known. If it is your widget's, set
   * `widget.origin`; otherwise find out who added the frame.
   */
  | 'ORIGIN_UNKNOWN'
  /**
   * There is no frame of the widget after 10 s: the message says which was expected, and which elements
   * there are. Set `widget.frame`, or load the adapter. A frame that is added later is still used.
   */
  | 'FRAME_MISSING'
  /**
   * A frame has another origin than the widget, or is a second frame with the widget's id. Remove it,
   * or change its id.
   */
  | 'FRAME_REFUSED'
  /**
   * Another host uses the frame. Add your plugins to that host with `host.add(plugin)`, or close it
   * first.
   */
  | 'WIDGET_TAKEN'
  /**
   * The widget was not ready in time, and the command was not sent. Show this to the agent, who can
   * try again.
   */
  | 'WIDGET_NOT_READY'
  /** The widget answered a request with an error, whose text is the message. */
  | 'WIDGET_ERROR'
  /** The widget did not answer a request in time. Retry, or raise `timeoutMs`. */
  | 'REQUEST_TIMEOUT'
  /** The host is closed or closing. Create a new one with `createHost`. */
  | 'HOST_CLOSED'
  /**
   * A body does not match its schema; `issues` says where. Fix what you send. If the widget sent it,
   * report the widget's version to us.
   */
  | 'INVALID_MESSAGE'
  /**
   * An answer does not match its schema and was not used; `issues` says where. Fix the handler that
   * returned it.
   */
  | 'INVALID_RESULT'
  /**
   * A command contains a value that `postMessage` cannot copy, such as a function or an element.
   * Send plain data.
   */
  | 'NOT_CLONEABLE'
  /**
   * A plugin threw or rejected; `cause` is its error, unmasked. The widget received an error, and other
   * plugins were not affected.
   */
  | 'PLUGIN_FAILED'
  /**
   * A handler did not settle within its deadline, and the request was answered without it; or a plugin's
   * clean-up did not finish within five seconds. Pass the `signal` to everything that the plugin waits
   * for.
   */
  | 'DEADLINE'
  /**
   * Posting to the widget's frame failed, usually because it was removed from the page; `cause` says
   * why, unmasked. The message was not sent.
   */
  | 'SEND_FAILED';

/** The one error class of `@jackfield/core`. Test it with {@link isJackfieldError}. */
export class JackfieldError extends Error {
  override readonly name = 'JackfieldError';
  declare readonly code: ErrorCode;
  /** Where a body or a result does not match its schema. */
  declare readonly issues: readonly Issue[];

  constructor(code: ErrorCode, message: string, cause?: unknown, issues: readonly Issue[] = []) {
    super(message, cause ? { cause } : undefined);
    this.code = code;
    this.issues = issues;
  }
}

/** Returns whether `error` is a `JackfieldError` of any copy of this package. */
export function isJackfieldError(error: unknown): error is JackfieldError {
  return error instanceof Error && error.name === 'JackfieldError' && 'code' in error;
}

/** The longest text of a thrown value that is passed on. */
const MAX_TEXT = 500;

/** Returns the message of a thrown value. Never throws, and the message is never empty. */
export const messageOf = (thrown: unknown): string =>
  safely(() => {
    const text = String((thrown as { message?: unknown } | null)?.message || thrown);
    // Without its values, which may be anything.
    const isBare =
      text === '[object Object]' &&
      `an object with ${Object.keys(thrown as object).join() || 'no members'}`;
    return (isBare || text).slice(0, MAX_TEXT);
  }) || 'no message';

/** Returns the message of an error of this package; of any other, no part of it. Never throws. */
export const ownReasonOf = (thrown: unknown): string =>
  thrown instanceof JackfieldError ? thrown.message : 'posting failed';

/** Returns whether `postMessage` or `structuredClone` threw because it cannot copy a value. */
export const isUncloneable = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.name === 'DataCloneError';

/** The class of a value. Never throws: a proxy may be revoked. */
const tagOf = (value: unknown): string =>
  safely(() => Object.prototype.toString.call(value).slice(8, -1)) ?? '';

/** Returns false for a Map, which has no members, and for an element; a module's namespace is one. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  /^(Object|Module)$/.test(tagOf(value));

/** What is often given by mistake, and what to do about it. */
const MISTAKES = [
  'a Map; use a plain object',
  'a Set; use an array',
  'a Promise; await it',
  'a Date',
  'an Error',
];

/** Returns the kind of a value, for a message that does not reveal the value. Never throws. */
export const kindOf = (value: unknown): string =>
  safely(() => {
    // Once: a getter may answer differently each time.
    const tag = tagOf(value);
    const mistake = MISTAKES.find((each) => each.split(/[ ;]/)[1] === tag);
    return Array.isArray(value) ? `array of ${value.length}` : mistake;
  }) ||
  { function: 'a function; call it' }[typeof value as string] ||
  (value === null ? 'null' : typeof value);

/** Creates the error of an invalid input, always in the same form. */
export function unexpected(
  code: ErrorCode,
  subject: string,
  where: string,
  expected: string,
  value: unknown,
): JackfieldError {
  const received =
    typeof value === 'string' ? `"${value}"` : typeof value === 'number' ? value : kindOf(value);
  return new JackfieldError(
    code,
    `${subject}: expected ${expected} at ${where}, received ${received}`,
  );
}

/** @throws `JackfieldError` with `code` if `name` is not one of `known` */
export function checkName(
  code: ErrorCode,
  what: string,
  name: string,
  known: readonly string[],
): void {
  if (!known.includes(name))
    throw new JackfieldError(code, `${what} "${name}", only ${known.join(', ')}`);
}
