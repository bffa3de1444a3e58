import type { Clock } from './clock.js';
import { JackfieldError } from './errors.js';
import { type Timed, timed } from './timed.js';

/** What the page waits for: commands until the widget listens, responses until they come. */
export interface Requester {
  /** Resolves once the widget has shown itself; rejects if that takes too long. */
  whenReady(name: string): Promise<unknown>;
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

export function createRequester(clock: Clock): Requester {
  let isReady = false;
  let commands = 0;
  /** Commands by number, requests by id. */
  const waiting = new Map<string | number, Timed<End>>();

  const raise =
    (code: 'WIDGET_NOT_READY' | 'REQUEST_TIMEOUT' | 'WIDGET_ERROR', text: string): End =>
    () => {
      throw new JackfieldError(code, text);
    };

  async function wait(key: string | number, ms: number, late: End): Promise<unknown> {
    const entry = timed(clock, ms, () => late);
    waiting.set(key, entry);
    const end = await entry.promise;
    waiting.delete(key);
    return end();
  }

  return {
    whenReady: async (name) =>
      isReady ||
      wait(
        (commands += 1),
        HOLD_MS,
        raise('WIDGET_NOT_READY', `${name} was not sent: no widget in ${HOLD_MS} ms`),
      ),
    ready(is) {
      isReady = is;
      for (const [key, { settle }] of waiting)
        if (is && typeof key === 'number') settle(() => undefined);
    },
    response: (name, id, ms) =>
      wait(id, ms, raise('REQUEST_TIMEOUT', `${name}: no answer in ${ms} ms`)),
    receive(id, result, error) {
      // An error is a truthy one (MessageTransport.ts:112-116).
      waiting.get(id)?.settle(error ? raise('WIDGET_ERROR', String(error)) : () => result);
    },
    stop(error) {
      for (const { settle } of waiting.values()) {
        settle(() => {
          throw error;
        });
      }
    },
  };
}
