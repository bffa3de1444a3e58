import type { JackfieldError } from './errors.js';
import type { FoundFault } from './mask.js';

export type HostState = 'waiting' | 'loading' | 'registered' | 'closing' | 'closed';

export type MessageOutcome =
  /** A push reached the plugins that listen to it. */
  | 'delivered'
  /** A request was answered with a result. */
  | 'answered'
  /** A request was answered with an error, or could not be answered. */
  | 'failed'
  /** The body broke its schema. */
  | 'invalid'
  /** Not ours: left unanswered. */
  | 'unhandled'
  /** A repeated push, one that no plugin listens to, or one between the widget and its adapter. */
  | 'ignored'
  /** A message of the page was posted. */
  | 'sent';

/** One message and what became of it. A request is told once, when it has been answered. */
export interface MessageEventDetail {
  /** When it came or was sent, in milliseconds since 1970. */
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly kind: 'push' | 'request';
  /** Absent for a type that the protocol does not know. */
  readonly name?: string;
  readonly wireType: string;
  readonly requestId?: string;
  readonly outcome: MessageOutcome;
  /** From its arrival to its answer, in milliseconds. */
  readonly ms?: number;
  /** The body without anything personal. Computed when it is read. */
  readonly body: unknown;
  /** The answer without anything personal. Computed when it is read. */
  readonly result?: unknown;
  /** The error in the words that the other side was told. */
  readonly error?: string;
}

/** What a host tells: `host.on(name, listener)`. */
export interface HostEvents {
  readonly state: { readonly state: HostState };
  /** A register message was posted. */
  readonly registered: { readonly service: string; readonly capabilities: readonly string[] };
  readonly message: MessageEventDetail;
  /** A message that this host leaves alone. */
  readonly unhandled: {
    readonly kind: 'push' | 'request';
    readonly name?: string;
    readonly wireType: string;
    readonly requestId?: string;
    readonly reason: 'unknown-type' | 'not-registered' | 'no-handler';
  };
  /** A body or a result that breaks its schema. */
  readonly invalid: {
    readonly name: string;
    readonly part: 'body' | 'data' | 'result';
    readonly plugin?: string;
    readonly requestId?: string;
    readonly faults: readonly FoundFault[];
    readonly error: JackfieldError;
  };
  /** A plugin failed, or the host could not do what it should. */
  readonly failed: {
    readonly name?: string;
    readonly plugin?: string;
    readonly requestId?: string;
    readonly error: JackfieldError;
  };
  /** A handler settled after its answer had been given without it. */
  readonly late: {
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
  has(name: HostEventName): boolean;
}

/** Where an error goes that nobody listens for: the page's own error handling, never the console. */
function reportError(error: unknown): void {
  (globalThis as { reportError?: (error: unknown) => void }).reportError?.(error);
}

export function createEvents(): Events {
  const listeners = new Map<HostEventName, Set<(event: never) => void>>();
  return {
    on(name, listener) {
      const own = (event: never): void => listener(event);
      const group = listeners.get(name) ?? new Set();
      listeners.set(name, group.add(own));
      return () => void group.delete(own);
    },
    emit(name, event) {
      const group = listeners.get(name);
      for (const listener of group ?? []) {
        try {
          listener(event as never);
        } catch (error) {
          reportError(error);
        }
      }
      if (!group?.size && 'error' in event && (name === 'failed' || name === 'invalid'))
        reportError(event.error);
    },
    has: (name) => !!listeners.get(name)?.size,
  };
}
