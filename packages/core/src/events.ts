import type { Clock } from './clock.js';
import { checkName, type ErrorCode, JackfieldError } from './errors.js';
import { applyMask, type Hide, invalid } from './mask.js';
import type {
  DeprecatedUse,
  DeprecatedWatch,
  FailedKeyword,
  Issue,
  MessageMaps,
  Protocol,
} from './protocol.js';
import { safely } from './safely.js';
import type { TransportEvent } from './transport.js';

export type HostState =
  /** There is no widget. */
  | 'waiting'
  /** There is a widget that does not listen yet. */
  | 'loading'
  /** The register message was posted. */
  | 'registered'
  /** The register message could not be posted; it is posted again at the widget's next sign of life. */
  | 'registerFailed'
  /** Pending requests are being answered, and plugins cleaned up. */
  | 'closing'
  | 'closed';

export type MessageOutcome =
  /** A push was delivered to the plugins that listen to it. */
  | 'delivered'
  /** A request was answered with a result. */
  | 'answered'
  /** A request was answered with an error, or its answer could not be posted. */
  | 'failed'
  /** The body, or for a request of the page the answer, did not match its schema. */
  | 'invalid'
  /** Not answered: the host does not handle it, or the widget did not answer a request of the page in time. */
  | 'unhandled'
  /** A repeated push, a push without a listener, or one between the widget and its adapter. */
  | 'ignored'
  /** A message of the page was posted. */
  | 'sent';

const REVEAL: unique symbol = Symbol.for('jackfield.reveal') as never;

/**
 * A message and its outcome. The event for a request of the widget is emitted when it has been
 * answered, that for one of the page when it is sent and again when its answer has arrived.
 */
export interface MessageEventDetail {
  /** When the message, or the answer to the page, was received or sent, in milliseconds since 1970. */
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly kind: 'push' | 'request';
  /** Absent for a type that the protocol does not know. */
  readonly name?: string | undefined;
  /** Masked if the protocol does not know it. */
  readonly wireType: string;
  /** Whether it has no envelope. */
  readonly bare?: boolean | undefined;
  readonly requestId?: string | undefined;
  readonly outcome: MessageOutcome;
  /** The time from its arrival to its answer, in milliseconds. */
  readonly ms?: number | undefined;
  /** The body without personal data. Computed on access. */
  readonly body: unknown;
  /** The answer without personal data. Computed on access. */
  readonly result?: unknown;
  /** The error that was sent, without the text that a plugin or the widget threw. */
  readonly error?: string | undefined;
  /**
   * Copies body and result, with the result of `hide` in place of each value that is personal or
   * unknown to the schemas, and the type as it was posted: for a recorder, which must recognise equal
   * values. The key is the symbol `jackfield.reveal`, so that JSON, structured clones and loggers do not
   * include it by accident.
   */
  readonly [REVEAL]: (hide?: Hide) => {
    readonly body: unknown;
    readonly result: unknown;
    readonly wireType: string;
  };
}

/**
 * The events of a host: `host.on(name, listener)`. They are frozen, and contain no personal data, except
 * for `error.cause`: what a plugin or the browser threw, as it is.
 */
export interface HostEvents {
  readonly state: { readonly state: HostState };
  /** The widget appeared, was loaded, or was removed. */
  readonly widget: {
    /** In milliseconds since 1970. */
    readonly at: number;
    readonly type: Exclude<TransportEvent['type'], 'message' | 'refused'>;
  };
  /** A register message was posted. */
  readonly registered: { readonly service: string; readonly capabilities: readonly string[] };
  readonly message: MessageEventDetail;
  /** A request that this host answers was received. `message` follows when it has been answered. */
  readonly requestReceived: Omit<MessageEventDetail, 'outcome' | 'ms' | 'result' | 'error'>;
  /** A message that this host does not handle. */
  readonly unhandled: {
    readonly kind: 'push' | 'request';
    readonly name?: string | undefined;
    /** Masked if the protocol does not know it. */
    readonly wireType: string;
    readonly requestId?: string | undefined;
    readonly reason: 'unknown-type' | 'not-registered' | 'no-handler';
  };
  /** A body or a result does not match its schema: one event for each request and plugin. */
  readonly invalid: {
    readonly name: string;
    readonly part: 'body' | 'data' | 'result';
    readonly plugin?: string | undefined;
    readonly requestId?: string | undefined;
    /** How many issues there are. */
    readonly count: number;
    /** The first 20 issues. */
    readonly issues: readonly Issue[];
    readonly error: JackfieldError;
  };
  /** A plugin or an action of the host failed. */
  readonly failed: {
    readonly name?: string | undefined;
    readonly plugin?: string | undefined;
    readonly requestId?: string | undefined;
    readonly error: JackfieldError;
  };
  /**
   * A plugin or the page uses a deprecated message or member: emitted once for each plugin, and once
   * for the page. It contains no personal data.
   */
  readonly deprecated: DeprecatedUse;
  /** A handler settled after its request had been answered without it. */
  readonly settledLate: {
    readonly name: string;
    readonly plugin: string;
    readonly requestId: string;
    readonly ms: number;
  };
}

export type HostEventName = keyof HostEvents;

type Listener<K extends HostEventName> = (event: HostEvents[K]) => void;

export interface Events {
  on<K extends HostEventName>(name: K, listener: Listener<K>): () => void;
  emit<K extends HostEventName>(name: K, event: HostEvents[K]): void;
  /** Reports the use of deprecated messages, if the protocol has any. */
  readonly watch: DeprecatedWatch | undefined;
  /**
   * Emits that a plugin or the host failed; returns the error. What was thrown is its cause and no part
   * of its text, because it may contain anything.
   */
  fail(
    code: ErrorCode,
    name: string,
    cause?: unknown,
    plugin?: string,
    requestId?: string,
    reason?: string,
  ): JackfieldError;
  /** Emits that a message or a result does not match its schema; returns the error. */
  invalid(
    part: 'body' | 'data' | 'result',
    name: string,
    issues: readonly FailedKeyword[],
    value: unknown,
    requestId?: string,
    plugin?: string,
  ): JackfieldError;
  /**
   * Emits a message, masked; without an outcome, that it was received. Does no work without listeners.
   *
   * @param wireType - the type as it was posted, for a recorder
   */
  message(
    detail: Omit<MessageEventDetail, 'at' | 'outcome' | 'body' | 'result' | typeof REVEAL> & {
      readonly at?: number | undefined;
      readonly outcome?: MessageOutcome | undefined;
    },
    body: unknown,
    result?: unknown,
    wireType?: string,
  ): void;
}

/** Passes an error without a listener to the page's error handling, never to the console. */
function report(error: unknown): void {
  // The page may have replaced it.
  safely(() => (globalThis as { reportError?: (error: unknown) => void }).reportError?.(error));
}

const inPlugin = (what: string, plugin: string | undefined): string =>
  plugin ? `${what} in plugin "${plugin}"` : what;

export function createEvents(
  { masks, watchDeprecated }: Pick<Protocol<MessageMaps>, 'masks' | 'watchDeprecated'>,
  clock: Clock,
): Events {
  const listeners: Record<HostEventName, Set<(event: never) => void>> = {
    state: new Set(),
    widget: new Set(),
    registered: new Set(),
    message: new Set(),
    requestReceived: new Set(),
    failed: new Set(),
    invalid: new Set(),
    unhandled: new Set(),
    deprecated: new Set(),
    settledLate: new Set(),
  };

  function emit<K extends HostEventName>(name: K, event: HostEvents[K]): void {
    const group = listeners[name];
    // Only `failed` and `invalid` have an error object: the `error` of `message` is a string.
    const { error } = event as { readonly error?: unknown };
    // No listener can alter what the next one receives, or what is sent.
    Object.freeze(event);
    // Before the listeners run: one may remove itself.
    const isUnheeded = error instanceof Error && Object.freeze(error) && !group.size;
    for (const listener of group) {
      try {
        listener(event as never);
      } catch (thrown) {
        report(thrown);
      }
    }
    if (isUnheeded) report(error);
  }

  return {
    watch: watchDeprecated?.((use) => emit('deprecated', use)),
    on(name, listener) {
      checkName('BAD_OPTION', 'host.on: no event', name, Object.keys(listeners));
      const group = listeners[name];
      group.add(listener);
      return () => void group.delete(listener);
    },
    emit,
    fail(code, name, cause, plugin, requestId, reason) {
      const text = inPlugin(`${name} failed`, plugin);
      const error = new JackfieldError(code, reason ? `${text}: ${reason}` : text, cause);
      emit('failed', { name, plugin, requestId, error });
      return error;
    },
    invalid(part, name, failed, value, requestId, plugin) {
      const code = plugin ? 'INVALID_RESULT' : 'INVALID_MESSAGE';
      const subject = inPlugin(`${name} is invalid`, plugin);
      const error = invalid(code, subject, failed, value, masks.fromWidget[name]?.[part]);
      const { issues } = error;
      emit('invalid', { name, part, plugin, requestId, count: failed.length, issues, error });
      return error;
    },
    message(detail, body, result, wireType = detail.wireType) {
      const { direction, name = '', outcome, at = clock.now() } = detail;
      const event = outcome ? 'message' : 'requestReceived';
      if (!listeners[event].size) return;
      const own = masks[direction === 'in' ? 'fromWidget' : 'fromPage'][name] ?? {};
      const reveal: MessageEventDetail[typeof REVEAL] = (hide) => ({
        body: applyMask(body, own['body'] ?? own['data'], hide),
        result: applyMask(result, own['result'], hide),
        wireType,
      });
      emit(event, {
        ...(detail as typeof detail & { readonly outcome: MessageOutcome }),
        at,
        get body() {
          return reveal().body;
        },
        get result() {
          return reveal().result;
        },
        [REVEAL]: reveal,
      });
    },
  };
}
