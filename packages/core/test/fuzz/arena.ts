import {
  createHost,
  type Host,
  type HostEvents,
  isJackfieldError,
  type Plugin,
  type TransportEvent,
} from '@jackfield/core';
import { createTestClock, settle, type TestClock } from '../../../testing/src/test-clock.js';
import { PAGE_ID, type RequestName } from './messages.js';
import { createReferee } from './referee.js';

export const SERVICE = 'Acme CRM';

/** Within this time all deadlines are over, and the page's own request too. */
const LONG_MS = 60_000;

/** All that a host emits. */
export const EVENTS: readonly (keyof HostEvents)[] = [
  'state',
  'widget',
  'registered',
  'requestReceived',
  'message',
  'unhandled',
  'invalid',
  'failed',
  'settledLate',
];

/** Reads all that `host` emits. `see` is called with what became of each message, as in `logCall answered`. */
function readEvents(host: Host, issues: string[], see: (outcome: string) => void): void {
  host.on('message', ({ name, outcome }) => see(`${name} ${outcome}`));
  for (const name of EVENTS) {
    host.on(name, (event) => {
      try {
        Object.values(event);
      } catch (error) {
        issues.push(`emitted what cannot be read with ${name}: ${String(error)}`);
      }
    });
  }
}

/** Puts the id in that stands for the page's own request, which differs each time. */
function withPageId(message: unknown, pageId: string): void {
  try {
    const posted = message as { requestId?: unknown };
    if (posted.requestId === PAGE_ID && pageId !== '') posted.requestId = pageId;
  } catch {
    // It cannot be read.
  }
}

/** A host in memory that is shot at, and the one that watches it. */
export interface Arena {
  /** `isSure` if the host can read all of the message. */
  deliver(message: unknown, isSure?: boolean): void;
  advance(ms: number): Promise<void>;
  /** Closes the host; returns what it has done wrong, which is nothing. */
  finish(options?: { readonly now?: boolean }): Promise<readonly string[]>;
}

export interface ArenaOptions {
  readonly plugins: readonly Plugin[];
  /** The requests that they handle. */
  readonly handled: readonly RequestName[];
  readonly clock?: TestClock;
  /** Whether to read all that the host emits: a value that is not a copy may throw. */
  readonly isRead?: boolean;
  /** Gets what became of the messages, as in `logCall answered`. */
  readonly seen?: Set<string>;
  /** Gets all that the host posts. */
  posted?(envelope: unknown): void;
}

export function openArena({
  plugins,
  handled,
  clock = createTestClock(),
  isRead = false,
  seen = new Set(),
  posted: alsoPosted,
}: ArenaOptions): Arena {
  const referee = createReferee({ service: SERVICE, handled });
  const issues: string[] = [];
  let emit: ((event: TransportEvent) => void) | undefined;
  let pageId = '';
  const transport = {
    send(envelope: unknown): void {
      const posted = structuredClone(envelope) as { readonly requestId?: string; type: string };
      if (posted.type === 'MessageTransport-request') pageId = posted.requestId ?? '';
      referee.posted(posted);
      alsoPosted?.(posted);
    },
    subscribe(listener: (event: TransportEvent) => void) {
      emit = listener;
      listener({ type: 'load' });
      return () => {
        emit = undefined;
      };
    },
  };
  const host = createHost({ service: SERVICE, clock, widget: { transport }, plugins });
  if (isRead) readEvents(host, issues, (outcome) => void seen.add(outcome));
  let answer: unknown = 'none';
  void host.request('checkPopupWindow').then(
    (result) => (answer = result),
    (error: unknown) => (answer = error),
  );

  return {
    deliver(message, isSure = true) {
      withPageId(message, pageId);
      referee.delivers(message, isSure);
      try {
        emit?.({ type: 'message', data: message });
      } catch (error) {
        issues.push(`threw ${String(error)}`);
      }
    },
    advance: (ms) => clock.advance(ms),
    async finish({ now = false } = {}) {
      if (!now) await clock.advance(LONG_MS);
      const closing = host.close({ now });
      await settle();
      await closing;
      const isAnswer = typeof answer === 'boolean' || isJackfieldError(answer);
      // What a script hands over may be a result that throws whatever it likes.
      if (isRead ? !isAnswer : answer === 'none') issues.push('left the page without an answer');
      if (referee.open.length > 0) issues.push(`never answered ${referee.open.join()}`);
      if (emit) issues.push('still listens');
      return [...issues, ...referee.issues];
    },
  };
}
