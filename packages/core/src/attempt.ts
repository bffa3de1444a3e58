import type { Alarm } from './alarm.js';
import type { Clock } from './clock.js';
import type { Answer } from './combine.js';
import { type JackfieldError, messageOf } from './errors.js';
import type { Events } from './events.js';
import type { RequestContext } from './plugin.js';
import { timed } from './timed.js';

/** One plugin's handler of a request. */
export interface Handler {
  readonly plugin: string;
  run(data: unknown, context: RequestContext): unknown;
}

/** The context of a handler. Its signal is created on first access, which is rare. */
class Context implements RequestContext {
  declare readonly requestId: string;
  declare readonly request: string;
  declare readonly deadlineAt: number;
  #controller: AbortController | undefined;

  constructor(requestId: string, request: string, deadlineAt: number) {
    this.requestId = requestId;
    this.request = request;
    this.deadlineAt = deadlineAt;
  }

  get signal(): AbortSignal {
    return (this.#controller ??= new AbortController()).signal;
  }

  static abort(context: Context, error: Error): void {
    (context.#controller ??= new AbortController()).abort(error);
  }
}

/** A running handler. */
export interface Attempt {
  /** Settles at the deadline at the latest; never rejects. */
  readonly answer: Promise<Answer>;
  /** Aborts the handler. */
  stop(error: Error): unknown;
}

/**
 * Runs one handler in isolation: there is an answer by its deadline even if it throws or hangs.
 *
 * @param data - returns the handler's argument
 * @param accept - converts the handler's result to an answer
 */
export function attempt(
  clock: Clock,
  alarm: Alarm,
  events: Events,
  { id: requestId, name, at }: { readonly id: string; readonly name: string; readonly at: number },
  { plugin, run }: Handler,
  deadlineAt: number,
  data: () => unknown,
  accept: (result: unknown) => Answer,
): Attempt {
  const context = new Context(requestId, name, deadlineAt);
  const ms = Math.max(0, deadlineAt - clock.now());
  const fail = (
    code: 'DEADLINE' | 'PLUGIN_FAILED',
    reason: string,
    cause?: unknown,
  ): JackfieldError => events.fail(code, name, reason, cause, plugin, requestId);
  const stop = (error: Error): Answer => {
    Context.abort(context, error);
    return { error: error.message };
  };
  const { promise, settle, isOpen } = timed(alarm, ms, () =>
    stop(fail('DEADLINE', `no answer in ${Math.round(ms)} ms`)),
  );
  const late = (): void =>
    events.emit('settledLate', { name, plugin, requestId, ms: clock.now() - at });

  (async () => run(data(), context))()
    .then((result) => (isOpen() ? settle(accept(result)) : late()))
    // Also catches errors of `accept`: reading a result may throw.
    .catch((thrown: unknown) =>
      isOpen()
        ? settle({ error: fail('PLUGIN_FAILED', messageOf(thrown), thrown).message })
        : late(),
    );

  return { answer: promise, stop: (error) => isOpen() && settle(stop(error)) };
}
