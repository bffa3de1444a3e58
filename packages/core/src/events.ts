import type { Clock } from './clock.js';
import { type ErrorCode, JackfieldError } from './errors.js';
import { applyMask, type Hide, invalid } from './mask.js';
import type {
  DeprecatedUse,
  DeprecatedWatch,
  FailedKeyword,
  Issue,
  MessageMaps,
  Protocol,
} from './protocol.js';
import type { TransportEvent } from './transport.js';

export type HostState = 'waiting' | 'loading' | 'registered' | 'closing' | 'closed';

export type MessageOutcome =
  /** A push reached the plugins that listen to it. */
  | 'delivered'
  /** A request was answered with a result. */
  | 'answered'
  /** A request was answered with an error, or its answer could not be posted. */
  | 'failed'
  /** The body broke its schema; of a request of the page, the answer did. */
  | 'invalid'
  /** Left unanswered: not ours; or, of a request of the page, the widget said nothing in time. */
  | 'unhandled'
  /** A repeated push, one that no plugin listens to, or one between the widget and its adapter. */
  | 'ignored'
  /** A message of the page was posted. */
  | 'sent';

const REVEAL: unique symbol = Symbol.for('jackfield.reveal') as never;

/**
 * One message and what became of it. A request of the widget is told when it has been answered, one
 * of the page when it is sent and again when its answer has come.
 */
export interface MessageEventDetail {
  /** When it came or was sent, in milliseconds since 1970; of an answer to the page, when that came. */
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly kind: 'push' | 'request';
  /** Absent for a type that the protocol does not know. */
  readonly name?: string | undefined;
  readonly wireType: string;
  /** Posted without an envelope. */
  readonly bare?: boolean | undefined;
  readonly requestId?: string | undefined;
  readonly outcome: MessageOutcome;
  /** From its arrival to its answer, in milliseconds. */
  readonly ms?: number | undefined;
  /** The body without anything personal. Computed when it is read. */
  readonly body: unknown;
  /** The answer without anything personal. Computed when it is read. */
  readonly result?: unknown;
  /** The error in the words that the other side was told. */
  readonly error?: string | undefined;
  /**
   * Copies body and result with what `hide` returns in place of each value that is personal or that
   * no schema knows: for a recorder, which has to tell equal values from others. It is under the
   * symbol `jackfield.reveal`, not an ordinary member, so that nothing carries it by accident:
   * neither JSON nor a structured clone nor a logger takes it along, and who reads the event does
   * not come upon it.
   */
  readonly [REVEAL]: (hide?: Hide) => { readonly body: unknown; readonly result: unknown };
}

/** What a host tells: `host.on(name, listener)`. */
export interface HostEvents {
  readonly state: { readonly state: HostState };
  /** What the transport told of the widget: it is there, it was loaded, it went away. */
  readonly widget: {
    /** In milliseconds since 1970. */
    readonly at: number;
    readonly type: Exclude<TransportEvent['type'], 'message' | 'refused'>;
  };
  /** A register message was posted. */
  readonly registered: { readonly service: string; readonly capabilities: readonly string[] };
  readonly message: MessageEventDetail;
  /** A request came that this host answers. `message` tells it once more when that is done. */
  readonly requestReceived: Omit<MessageEventDetail, 'outcome' | 'ms' | 'result' | 'error'>;
  /** A message that this host leaves alone. */
  readonly unhandled: {
    readonly kind: 'push' | 'request';
    readonly name?: string | undefined;
    readonly wireType: string;
    readonly requestId?: string | undefined;
    readonly reason: 'unknown-type' | 'not-registered' | 'no-handler';
  };
  /** A body or a result that breaks its schema. */
  readonly invalid: {
    readonly name: string;
    readonly part: 'body' | 'data' | 'result';
    readonly plugin?: string | undefined;
    readonly requestId?: string | undefined;
    readonly issues: readonly Issue[];
    readonly error: JackfieldError;
  };
  /** A plugin failed, or the host could not do what it should. */
  readonly failed: {
    readonly name?: string | undefined;
    readonly plugin?: string | undefined;
    readonly requestId?: string | undefined;
    readonly error: JackfieldError;
  };
  /**
   * A plugin or the page uses a message or a member that is deprecated: once for each plugin, and
   * once for the page. Nothing personal is in it.
   */
  readonly deprecated: DeprecatedUse;
  /** A handler settled after its answer had been given without it. */
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
  /** Whom to tell what is used, where some of it is deprecated. */
  readonly watch: DeprecatedWatch | undefined;
  /** Tells that a plugin or the host failed; returns the error. */
  fail(
    code: ErrorCode,
    name: string | undefined,
    reason: string,
    cause?: unknown,
    plugin?: string,
    requestId?: string,
  ): JackfieldError;
  /** Tells that a message or a result breaks its schema; returns the error. */
  invalid(
    part: 'body' | 'data' | 'result',
    name: string,
    issues: readonly FailedKeyword[],
    value: unknown,
    requestId?: string,
    plugin?: string,
  ): JackfieldError;
  /** Tells one message, masked; without an outcome, that it was asked. Costs nothing when nobody listens. */
  message(
    detail: Omit<MessageEventDetail, 'at' | 'outcome' | 'body' | 'result' | typeof REVEAL> & {
      readonly at?: number;
      readonly outcome?: MessageOutcome | undefined;
    },
    body: unknown,
    result?: unknown,
  ): void;
}

/** Where an error goes that nobody listens for: the page's own error handling, never the console. */
function report(error: unknown): void {
  (globalThis as { reportError?: (error: unknown) => void }).reportError?.(error);
}

const say = (what: string, plugin: string | undefined): string =>
  plugin ? `${what} in plugin "${plugin}"` : what;

export function createEvents(
  { masks, watchDeprecated }: Pick<Protocol<MessageMaps>, 'masks' | 'watchDeprecated'>,
  clock: Clock,
): Events {
  const listeners: { [name in HostEventName]?: Set<(event: never) => void> } = {};
  const events: Events = {
    watch: watchDeprecated?.((use) => events.emit('deprecated', use)),
    on(name, listener) {
      const group = (listeners[name] ??= new Set());
      group.add(listener);
      return () => void group.delete(listener);
    },
    emit(name, event) {
      const group = listeners[name];
      for (const listener of group ?? []) {
        try {
          listener(event as never);
        } catch (error) {
          report(error);
        }
      }
      // Only what failed or was invalid carries an error object: of a message it is a text.
      const { error } = event as { readonly error?: unknown };
      if (!group?.size && typeof error === 'object') report(error);
    },
    fail(code, name, reason, cause, plugin, requestId) {
      const error = new JackfieldError(code, `${say(`${name} failed`, plugin)}: ${reason}`, cause);
      events.emit('failed', { name, plugin, requestId, error });
      return error;
    },
    invalid(part, name, issues, value, requestId, plugin) {
      const code = plugin ? 'INVALID_RESULT' : 'INVALID_MESSAGE';
      const error = invalid(
        code,
        say(`${name} is invalid`, plugin),
        issues,
        value,
        masks.fromWidget[name]?.[part],
      );
      events.emit('invalid', { name, part, plugin, requestId, issues: error.issues, error });
      return error;
    },
    message(detail, body, result) {
      const { direction, name = '', outcome } = detail;
      const event = outcome ? 'message' : 'requestReceived';
      if (!listeners[event]?.size) return;
      const own = masks[direction === 'in' ? 'fromWidget' : 'fromPage'][name] ?? {};
      const reveal: MessageEventDetail[typeof REVEAL] = (hide) => ({
        body: applyMask(body, own['body'] ?? own['data'], hide),
        result: applyMask(result, own['result'], hide),
      });
      events.emit(event, {
        at: clock.now(),
        ...(detail as typeof detail & { readonly outcome: MessageOutcome }),
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
  return events;
}
