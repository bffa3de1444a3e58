import type { Clock } from './clock.js';
import { JackfieldError } from './errors.js';

/** What the page waits for: commands until the widget listens, responses until they come. */
export interface Requester {
  /** Runs `post` once the widget has shown itself; rejects if that takes too long. */
  whenReady(name: string, post: () => void): Promise<void>;
  /** The widget listens, or it does so no more. */
  ready(is: boolean): void;
  /** Waits for the response to request `id`; starts when it is called. */
  response(name: string, id: string, timeoutMs: number): Promise<unknown>;
  /** Hands over a response; `false` if nobody waits for it. */
  receive(id: string, result: unknown, error: unknown): boolean;
  /** Rejects all that wait. */
  stop(error: JackfieldError): void;
}

/** How long a command is held for a widget that has not shown itself: a late dial calls the wrong person. */
const HOLD_MS = 10_000;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: JackfieldError): void;
}

export function createRequester(clock: Clock): Requester {
  let isReady = false;
  const held = new Set<Waiting>();
  const asked = new Map<string, Waiting>();

  /** A promise that is rejected with `late` after `ms`; `forget` runs when it settles. */
  function waiting(
    ms: number,
    late: () => JackfieldError,
    add: (entry: Waiting) => void,
    forget: (entry: Waiting) => void,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T): void => {
          clock.clearTimeout(timer);
          forget(entry);
          how(value);
        };
      const entry: Waiting = { resolve: settle(resolve), reject: settle(reject) };
      const timer = clock.setTimeout(() => entry.reject(late()), ms);
      add(entry);
    });
  }

  return {
    async whenReady(name, post) {
      if (!isReady) {
        const late = (): JackfieldError =>
          new JackfieldError(
            'WIDGET_NOT_READY',
            `${name}: the widget did not show itself within ${HOLD_MS} ms; nothing was sent`,
          );
        await waiting(
          HOLD_MS,
          late,
          (entry) => held.add(entry),
          (entry) => held.delete(entry),
        );
      }
      post();
    },
    ready(is) {
      isReady = is;
      if (is) for (const entry of held) entry.resolve(undefined);
    },
    response(name, id, timeoutMs) {
      const late = (): JackfieldError =>
        new JackfieldError(
          'REQUEST_TIMEOUT',
          `${name}: the widget did not answer within ${timeoutMs} ms`,
        );
      return waiting(
        timeoutMs,
        late,
        (entry) => asked.set(id, entry),
        () => asked.delete(id),
      );
    },
    receive(id, result, error) {
      const entry = asked.get(id);
      // An error is a truthy one (MessageTransport.ts:112-116).
      if (error) entry?.reject(new JackfieldError('WIDGET_ERROR', String(error)));
      else entry?.resolve(result);
      return entry !== undefined;
    },
    stop(error) {
      for (const entry of [...held, ...asked.values()]) entry.reject(error);
    },
  };
}
