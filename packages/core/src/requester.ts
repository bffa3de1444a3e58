import type { Alarm } from './alarm.js';
import { JackfieldError, messageOf } from './errors.js';
import { type Timed, timed } from './timed.js';

/** What the page waits for: commands until the widget listens, responses until they come. */
export interface Requester {
  /** Runs `post` once the widget has shown itself, in the order of the calls; rejects if that takes too long. */
  whenReady(name: string, post: () => void): Promise<unknown>;
  /** The widget listens, or it does so no more. */
  ready(is: boolean): void;
  /** Waits for the response to request `id`. */
  response(name: string, id: string, timeoutMs: number): Promise<unknown>;
  /** Hands over a response. */
  receive(id: string, result: unknown, error: unknown): void;
  /** Rejects all that wait. */
  stop(error: JackfieldError): void;
}

/** How long a command is held for a widget that has not shown itself: a late dial calls the wrong person. */
const HOLD_MS = 10_000;

/** What ends a wait: a value, or an error to throw. */
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
        // At once, so that what is sent next does not overtake it.
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
      // An error is a truthy one (MessageTransport.ts:112-116).
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
