import type { Outcome } from './combine.js';
import type { Clock } from './clock.js';
import { type ErrorCode, JackfieldError, messageOf } from './errors.js';
import type { RequestContext } from './plugin.js';

/** One plugin's handler of a request. */
export interface Handler {
  readonly plugin: string;
  run(data: unknown, context: RequestContext): unknown;
}

interface AttemptOptions {
  readonly clock: Clock;
  readonly plugin: string;
  run(context: RequestContext): unknown;
  readonly requestId: string;
  readonly request: string;
  readonly deadlineAt: number;
  /** Judges what the handler returned. */
  accept(result: unknown): Outcome;
  /** Told of a throw, a rejection or the deadline. */
  failed(error: JackfieldError): void;
  /** Told when the handler settles after the outcome stood. */
  late(): void;
}

/** A handler under way. */
export interface Attempt {
  /** Settles at the deadline at the latest; never rejects. */
  readonly outcome: Promise<Outcome>;
  /** Aborts the handler and settles with `error`. */
  stop(error: JackfieldError): void;
}

/** Runs one handler, isolated: whatever it does, there is an outcome by its deadline. */
export function attempt(options: AttemptOptions): Attempt {
  const { clock, plugin, requestId, request, deadlineAt } = options;
  const abort = new AbortController();
  const ms = Math.max(0, deadlineAt - clock.now());
  let settle: ((outcome: Outcome) => void) | undefined;
  const outcome = new Promise<Outcome>((resolve) => {
    settle = resolve;
  });
  const end = (result: Outcome): void => {
    clock.clearTimeout(timer);
    settle?.(result);
    settle = undefined;
  };
  const fail = (code: ErrorCode, text: string, cause?: unknown): JackfieldError => {
    const error = new JackfieldError(
      code,
      `${request} failed in plugin "${plugin}": ${text}`,
      cause,
    );
    end({ ok: false, error: error.message });
    options.failed(error);
    return error;
  };
  const timer = clock.setTimeout(() => {
    // The outcome stands before the plugin's abort listeners run.
    abort.abort(fail('DEADLINE', `no answer within ${Math.round(ms)} ms`));
  }, ms);

  const context: RequestContext = { signal: abort.signal, deadlineAt, requestId, request };
  new Promise((resolve) => {
    resolve(options.run(context));
  }).then(
    (result) => (settle ? end(options.accept(result)) : options.late()),
    (thrown: unknown) =>
      settle ? fail('PLUGIN_FAILED', messageOf(thrown), thrown) : options.late(),
  );

  return {
    outcome,
    stop(error) {
      if (!settle) return;
      end({ ok: false, error: error.message });
      abort.abort(error);
    },
  };
}
