import type { Alarm } from './alarm.js';
import { JackfieldError, messageOf } from './errors.js';
import { type Timed, timed } from './timed.js';

/** Holds commands until the widget listens, and requests until their responses arrive. */
export interface Requester {
  /** Runs `post` once the widget is ready, in the order of the calls; rejects if that takes too long. */
  whenReady(name: string, post: () => void): Promise<unknown>;
  /** Sets whether the widget listens. */
  ready(is: boolean): void;
  /** Waits for the response to request `id`. */
  response(name: string, id: string, timeoutMs: number): Promise<unknown>;
  /** Resolves a pending request with its response. */
  receive(id: string, result: unknown, error: unknown): void;
  /** Rejects everything that is pending. */
  stop(error: JackfieldError): void;
}

/** How long a command waits for a widget that is not ready: a late dial calls the wrong person. */
const HOLD_MS = 10_000;

/** Ends a wait: with a value, or with an error to throw. */
type End = () => unknown;

export function createRequester(alarm: Alarm): Requester {
  let isReady = false;
  const held = new Map<() => void, Timed<End>>();
  const asked = new Map<string, Timed<End>>();

  const raise =
    (error: JackfieldError): End =>
    () => {
      throw error;
    };

  async function wait<K>(
    waiting: Map<K, Timed<End>>,
    key: K,
    ms: number,
    late: JackfieldError,
  ): Promise<unknown> {
    const entry = timed(alarm, ms, () => raise(late));
    waiting.set(key, entry);
    const end = await entry.promise;
    waiting.delete(key);
    return end();
  }

  return {
    async whenReady(name, post) {
      if (isReady) return post();
      const text = `${name} was not sent: no widget in ${HOLD_MS} ms`;
      return wait(held, post, HOLD_MS, new JackfieldError('WIDGET_NOT_READY', text));
    },
    ready(is) {
      isReady = is;
      if (!is) return;
      for (const [post, { settle, isOpen }] of held) {
        if (!isOpen()) continue;
        // Synchronously, so that the next message does not overtake it.
        try {
          post();
          settle(() => undefined);
        } catch (error) {
          settle(raise(error as JackfieldError));
        }
      }
    },
    response: (name, id, ms) =>
      wait(asked, id, ms, new JackfieldError('REQUEST_TIMEOUT', `${name}: no answer in ${ms} ms`)),
    receive(id, result, error) {
      // Only a truthy error counts (MessageTransport.ts:112-116).
      asked
        .get(id)
        ?.settle(
          error ? raise(new JackfieldError('WIDGET_ERROR', messageOf(error))) : () => result,
        );
    },
    stop(error) {
      for (const { settle } of [...held.values(), ...asked.values()]) settle(raise(error));
    },
  };
}
