import type { Clock } from './clock.js';
import type { Answer } from './envelope.js';
import { messageOf } from './errors.js';
import type { Events } from './events.js';
import type { RequestContext } from './plugin.js';
import { timed } from './timed.js';

/** One plugin's handler of a request. */
export interface Handler {
  readonly plugin: string;
  run(data: unknown, context: RequestContext): unknown;
}

/** A handler under way. */
export interface Attempt {
  /** Settles at the deadline at the latest; never rejects. */
  readonly answer: Promise<Answer>;
  /** Aborts the handler. */
  stop(error: Error): void;
}

/**
 * Runs one handler, isolated: whatever it does, there is an answer by its deadline.
 *
 * @param data - makes what the handler gets
 * @param accept - makes what the handler returned an answer
 */
export function attempt(
  clock: Clock,
  events: Events,
  at: number,
  { plugin, run }: Handler,
  { requestId, request: name, deadlineAt }: Omit<RequestContext, 'signal'>,
  data: () => unknown,
  accept: (result: unknown) => Answer,
): Attempt {
  const abort = new AbortController();
  const ms = Math.max(0, deadlineAt - clock.now());
  const fail = (code: 'DEADLINE' | 'PLUGIN_FAILED', reason: string, cause?: unknown): Answer => {
    const error = events.fail(code, name, reason, cause, plugin, requestId);
    abort.abort(error);
    return { error: error.message };
  };
  const { promise, settle, isOpen } = timed(clock, ms, () =>
    fail('DEADLINE', `no answer in ${Math.round(ms)} ms`),
  );
  const late = (): void => events.emit('late', { name, plugin, requestId, ms: clock.now() - at });

  new Promise((resolve) => {
    resolve(run(data(), { signal: abort.signal, deadlineAt, requestId, request: name }));
  }).then(
    (result) => (isOpen() ? settle(accept(result)) : late()),
    (thrown: unknown) =>
      isOpen() ? settle(fail('PLUGIN_FAILED', messageOf(thrown), thrown)) : late(),
  );

  return {
    answer: promise,
    stop(error) {
      settle({ error: error.message });
      abort.abort(error);
    },
  };
}
