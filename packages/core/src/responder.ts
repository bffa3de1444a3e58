import { type Attempt, attempt, type Handler } from './attempt.js';
import type { Clock } from './clock.js';
import { allOutcomes, mergeOutcomes, type Outcome } from './combine.js';
import type { Envelopes } from './envelope.js';
import { type ErrorCode, JackfieldError, messageOf } from './errors.js';
import type { Events } from './events.js';
import { applyMask, locate, sayFaults } from './mask.js';
import type { Fault, MessageMaps, Protocol, RequestEntry } from './protocol.js';

/** A request of the widget, as it came. */
export interface IncomingRequest {
  readonly id: string;
  readonly name: string;
  readonly wireType: string;
  readonly data: unknown;
  readonly at: number;
  /** Posts the response to whoever asked. Throws when it cannot be copied or the frame is gone. */
  reply(envelope: unknown): void;
}

export interface Responder {
  /** Answers with what `handlers` make of the request, once, by its deadline. */
  answer(request: IncomingRequest, handlers: readonly Handler[]): void;
  /** Gives `keepers` the raw body, then answers that it is invalid. */
  refuse(request: IncomingRequest, faults: readonly Fault[], keepers: readonly Handler[]): void;
  /** Answers with an error at once. */
  decline(request: IncomingRequest, error: JackfieldError): void;
  has(id: string): boolean;
  /** Aborts all handlers and answers with `error`. */
  stop(error: JackfieldError): void;
  /** Resolves when nothing is under way. */
  drained(): Promise<void>;
}

interface Options {
  readonly protocol: Protocol<MessageMaps>;
  readonly envelopes: Envelopes;
  readonly events: Events;
  readonly clock: Clock;
  deadlineOf(name: string): number;
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

function whyNotCloneable(value: unknown): string | undefined {
  try {
    structuredClone(value);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * Answers the widget's requests. For each:
 *
 * 1. The policy of its schema runs the handlers; each has an outcome by its deadline (attempt.ts).
 * 2. A result is checked when its handler returns. Of a `merge` result only the keys at fault go.
 * 3. The policy makes one outcome of them, which is posted. What cannot be copied is found only
 *    then, because to look for it in every result would cost more than to post it.
 * 4. Whatever comes after the first post is not sent: the widget is told one thing.
 */
export function createResponder({
  protocol,
  envelopes,
  events,
  clock,
  deadlineOf,
}: Options): Responder {
  interface Job extends IncomingRequest {
    readonly entry: RequestEntry;
    readonly deadlineAt: number;
    readonly attempts: Attempt[];
    readonly finished: () => void;
    readonly done: Promise<void>;
    invalid?: boolean;
  }
  const jobs = new Map<string, Job>();

  function start(request: IncomingRequest): Job {
    let finished = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      finished = resolve;
    });
    const entry = (protocol.requests as Record<string, RequestEntry>)[request.name] as RequestEntry;
    const job: Job = {
      ...request,
      entry,
      deadlineAt: request.at + deadlineOf(request.name),
      attempts: [],
      finished,
      done,
    };
    jobs.set(job.id, job);
    return job;
  }

  const masksOf = (name: string) => protocol.masks.fromWidget[name];

  /** Tells the author of a result what is wrong with it; returns the words for the widget. */
  function spoil(
    job: Job,
    plugin: string,
    code: ErrorCode,
    result: unknown,
    faults: readonly Fault[],
  ): string {
    const found = locate(faults, result, masksOf(job.name)?.result);
    const text = `${job.name}: invalid result of plugin "${plugin}": ${sayFaults(found)}`;
    const error = new JackfieldError(code, text);
    events.emit('invalid', {
      name: job.name,
      part: 'result',
      plugin,
      requestId: job.id,
      faults: found,
      error,
    });
    return text;
  }

  function faultsOf(
    job: Job,
    result: unknown,
    copied: boolean,
  ): readonly [ErrorCode, readonly Fault[]] | undefined {
    const faults =
      job.entry.combine === 'merge' &&
      typeof result === 'object' &&
      result !== null &&
      !isPlain(result)
        ? [{ pointer: '', expected: 'plain object', keyword: 'type' }]
        : protocol.checkResult(job.name, result);
    if (faults) return ['INVALID_RESULT', faults];
    const reason = copied ? undefined : whyNotCloneable(result);
    return reason === undefined
      ? undefined
      : [
          'NOT_CLONEABLE',
          [{ pointer: '', expected: `data that can be copied (${reason})`, keyword: 'clone' }],
        ];
  }

  /** What may be used of a result. `copied` says that it needs no trial copy. */
  function judge(job: Job, plugin: string, result: unknown, copied: boolean): Outcome {
    const wrong = faultsOf(job, result, copied);
    if (!wrong) return { ok: true, result };
    let error = '';
    const kept: [string, unknown][] = [];
    if (
      job.entry.combine === 'merge' &&
      typeof result === 'object' &&
      result !== null &&
      isPlain(result)
    ) {
      for (const [key, entries] of Object.entries(result)) {
        const part = { [key]: entries };
        const own = faultsOf(job, part, copied);
        if (own) error ||= spoil(job, plugin, own[0], part, own[1]);
        else kept.push([key, entries]);
      }
    }
    if (kept.length > 0) return { ok: true, result: Object.fromEntries(kept) };
    return { ok: false, error: error || spoil(job, plugin, wrong[0], result, wrong[1]) };
  }

  function run(
    job: Job,
    handler: Handler,
    deadlineAt: number,
    last: boolean,
    accept: (result: unknown) => Outcome,
  ): Promise<Outcome> {
    const { name, id } = job;
    const trial = attempt({
      clock,
      plugin: handler.plugin,
      // Each plugin has a copy of its own, the last one the original: what one does to it never
      // touches another.
      run: (context) => handler.run(last ? job.data : structuredClone(job.data), context),
      requestId: id,
      request: name,
      deadlineAt,
      accept,
      failed: (error) =>
        events.emit('failed', { name, plugin: handler.plugin, requestId: id, error }),
      late: () =>
        events.emit('late', {
          name,
          plugin: handler.plugin,
          requestId: id,
          ms: clock.now() - job.at,
        }),
    });
    job.attempts.push(trial);
    return trial.outcome;
  }

  async function inTurn(job: Job, handlers: readonly Handler[]): Promise<Outcome> {
    let failure: Outcome | undefined;
    for (const [index, handler] of handlers.entries()) {
      const now = clock.now();
      const share = now + Math.max(0, job.deadlineAt - now) / (handlers.length - index);
      const outcome = await run(job, handler, share, index === handlers.length - 1, (result) =>
        result === undefined ? { ok: true, result } : judge(job, handler.plugin, result, false),
      );
      if (!jobs.has(job.id)) return outcome;
      if (outcome.ok && outcome.result !== undefined) return outcome;
      if (!outcome.ok) failure ??= outcome;
    }
    if (failure) return failure;
    return protocol.checkResult(job.name, undefined)
      ? { ok: false, error: `${job.name}: no plugin had an answer` }
      : { ok: true, result: undefined };
  }

  async function together(job: Job, handlers: readonly Handler[]): Promise<void> {
    const { combine } = job.entry;
    const each = handlers.map((handler, index) =>
      run(job, handler, job.deadlineAt, index === handlers.length - 1, (result) =>
        judge(job, handler.plugin, result, true),
      ),
    );
    const merging = combine === 'merge';
    const outcomes = merging ? await Promise.all(each) : [await allOutcomes(each)];
    const post = (of: readonly Outcome[]): boolean =>
      finish(job, merging ? mergeOutcomes(of) : (of[0] as Outcome));
    if (post(outcomes)) return;
    // Something in it cannot be copied: whose it is, decides what is left.
    const left = outcomes.map((outcome, index) =>
      outcome.ok ? judge(job, handlers[index]?.plugin ?? '', outcome.result, false) : outcome,
    );
    if (!post(left)) giveUp(job);
  }

  /** For a result that changes while it is read: it could be copied in the trial and not after. */
  function giveUp(job: Job): void {
    finish(job, { ok: false, error: `${job.name}: the result could not be copied` });
  }

  /** Posts the one response. `false` only when the result cannot be copied and nothing was sent. */
  function finish(job: Job, outcome: Outcome): boolean {
    if (jobs.get(job.id) !== job) return true;
    let error = outcome.ok ? undefined : outcome.error;
    try {
      job.reply(
        envelopes.response(
          job.id,
          outcome.ok ? { result: outcome.result } : { error: outcome.error },
        ),
      );
    } catch (thrown) {
      if (outcome.ok && whyNotCloneable(outcome.result) !== undefined) return false;
      const failure = new JackfieldError(
        'SEND_FAILED',
        `${job.name}: the answer could not be sent: ${messageOf(thrown)}`,
        thrown,
      );
      error = failure.message;
      events.emit('failed', { name: job.name, requestId: job.id, error: failure });
    }
    jobs.delete(job.id);
    job.finished();
    if (!events.has('message')) return true;
    const { id: requestId, name, wireType, at, data } = job;
    const masks = masksOf(name);
    events.emit('message', {
      at,
      direction: 'in',
      kind: 'request',
      name,
      wireType,
      requestId,
      outcome: job.invalid ? 'invalid' : error === undefined ? 'answered' : 'failed',
      ms: clock.now() - at,
      get body() {
        return applyMask(data, masks?.data);
      },
      get result() {
        return outcome.ok ? applyMask(outcome.result, masks?.result) : undefined;
      },
      ...(error === undefined ? {} : { error }),
    });
    return true;
  }

  return {
    answer(request, handlers) {
      const job = start(request);
      if (job.entry.combine !== 'first') void together(job, handlers);
      else void inTurn(job, handlers).then((outcome) => finish(job, outcome) || giveUp(job));
    },
    refuse(request, faults, keepers) {
      const job = start(request);
      job.invalid = true;
      const found = locate(faults, request.data, masksOf(request.name)?.data);
      const text = `${request.name} is invalid: ${sayFaults(found)}`;
      events.emit('invalid', {
        name: request.name,
        part: 'data',
        requestId: request.id,
        faults: found,
        error: new JackfieldError('INVALID_MESSAGE', text),
      });
      const kept = keepers.map(({ plugin, run: keep }, index) => {
        const handler: Handler = {
          plugin,
          run: (raw, context) => keep(raw, { ...context, faults } as typeof context),
        };
        return run(job, handler, job.deadlineAt, index === keepers.length - 1, (result) => ({
          ok: true,
          result,
        }));
      });
      void Promise.all(kept).then(() => finish(job, { ok: false, error: text }));
    },
    decline(request, error) {
      finish(start(request), { ok: false, error: error.message });
    },
    has: (id) => jobs.has(id),
    stop(error) {
      for (const job of jobs.values()) {
        finish(job, { ok: false, error: error.message });
        for (const trial of job.attempts) trial.stop(error);
      }
    },
    async drained() {
      while (jobs.size > 0) await Promise.all([...jobs.values()].map((job) => job.done));
    },
  };
}
