import type { Alarm } from './alarm.js';
import { type Attempt, attempt, type Handler } from './attempt.js';
import type { Clock } from './clock.js';
import { allAnswers, type Answer, mergeAnswers } from './combine.js';
import { type JackfieldError, messageOf } from './errors.js';
import type { Events } from './events.js';
import { issueOfCopy, judge } from './judge.js';
import type { FailedKeyword, MessageMaps, Protocol, RequestEntry } from './protocol.js';

/** A request of the widget and its pending answer. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly entry: RequestEntry;
  readonly data: unknown;
  readonly at: number;
  readonly deadlineAt: number;
  /** Sends the answer. Throws if the result cannot be copied or the frame is gone. */
  reply(result: unknown, error?: string): void;
  /** Whether a plugin of this host asked, so that there is no message on the wire to emit. */
  readonly isOwn: boolean | undefined;
  /** The handlers that have been started. */
  readonly attempts: Attempt[];
  /** Settles when the request has been answered. */
  done?: Promise<unknown>;
}

export interface Responder {
  /** Answers once, by the deadline, with the combined results of `handlers`. */
  answer(job: Job, handlers: readonly Handler[]): void;
  /** Calls `keepers` with the raw body, then answers that it is invalid. */
  refuse(job: Job, failed: readonly FailedKeyword[], keepers: readonly Handler[]): void;
  /** Answers with an error at once. */
  decline(job: Job, error: JackfieldError): void;
  has(id: string): boolean;
  /** Aborts all handlers and answers with `error`. */
  stop(error: JackfieldError): void;
  /** Resolves when all pending requests have been answered. */
  drained(): Promise<unknown>;
}

/**
 * Answers the widget's requests. For each:
 *
 * 1. The policy of its schema runs the handlers; each has an answer by its deadline (attempt.ts).
 * 2. A result is checked when its handler returns. Only the invalid keys of a `merge` result are dropped.
 * 3. The policy combines them to one answer, which is posted. A result that cannot be copied is
 *    detected only then, because checking every result would cost more than posting it.
 * 4. After the first post, further answers are not sent: the widget receives exactly one response.
 */
export function createResponder(
  protocol: Protocol<MessageMaps>,
  events: Events,
  clock: Clock,
  alarm: Alarm,
): Responder {
  const jobs = new Map<string, Job>();

  /** Runs one handler. Each gets a copy of the data, the last one the original. */
  function run(
    job: Job,
    handler: Handler,
    isLast: boolean,
    accept: (result: unknown) => Answer,
    deadlineAt = job.deadlineAt,
  ): Promise<Answer> {
    const copy = (): unknown => (isLast ? job.data : structuredClone(job.data));
    const started = attempt(clock, alarm, events, job, handler, deadlineAt, copy, accept);
    job.attempts.push(started);
    return started.answer;
  }

  const runAll = (
    job: Job,
    handlers: readonly Handler[],
    accept: (plugin: string, result: unknown) => Answer,
  ) =>
    handlers.map((handler, index) =>
      run(job, handler, !handlers[index + 1], (result) => accept(handler.plugin, result)),
    );

  const judgeOf = (job: Job, trial?: boolean) => (plugin: string, result: unknown) =>
    judge(protocol, events, job, plugin, result, trial);

  /** Policy `first`: one after the other, each with an equal share of the remaining time. */
  async function inTurn(job: Job, handlers: readonly Handler[]): Promise<Answer> {
    let failure: Answer | undefined;
    let left = handlers.length;
    for (const handler of handlers) {
      const now = clock.now();
      const share = Math.max(0, job.deadlineAt - now) / left;
      left -= 1;
      const answer = await run(
        job,
        handler,
        !left,
        // `undefined` passes the request on.
        (result) => (result === undefined ? {} : judgeOf(job, true)(handler.plugin, result)),
        now + share,
      );
      if (answer.result !== undefined || !jobs.has(job.id)) return answer;
      if (answer.error) failure ??= answer;
    }
    return (
      failure ??
      (protocol.checkResult(job.name, undefined)
        ? { error: `${job.name}: no plugin answered` }
        : {})
    );
  }

  async function work(job: Job, handlers: readonly Handler[]): Promise<void> {
    const { combine } = job.entry;
    let answers: readonly Answer[];
    if (combine === 'first') answers = [await inTurn(job, handlers)];
    else {
      const pending = runAll(job, handlers, judgeOf(job));
      if (!pending[1]) answers = [await (pending[0] as Promise<Answer>)];
      else answers = combine === 'merge' ? await Promise.all(pending) : [await allAnswers(pending)];
    }
    for (const isTrial of [false, true]) {
      try {
        // Drops the results that cannot be copied or read; the policy combines the others.
        if (isTrial)
          answers = answers.map((answer, index) =>
            answer.error
              ? answer
              : judgeOf(job, true)((handlers[index] as Handler).plugin, answer.result),
          );
        if (finish(job, mergeAnswers(answers))) return;
      } catch {
        // Reading the result throws.
      }
    }
    // A result that changes while it is read may pass the check and still fail here.
    finish(job, { error: `${job.name}: the result cannot be copied` });
  }

  /** Posts the response. `false` only if the result cannot be copied, so that no response was sent. */
  function finish(job: Job, answer: Answer, outcome: 'invalid' | 'answered' = 'answered'): boolean {
    const { id: requestId, name, entry, at, data } = job;
    if (jobs.get(requestId) !== job) return true;
    const { result } = answer;
    let { error } = answer;
    try {
      job.reply(result, error);
    } catch (thrown) {
      // A result that throws when it is read cannot be copied either, and may throw any error.
      if ((thrown as Error | null)?.name === 'DataCloneError' || issueOfCopy(result)) return false;
      error = events.fail(
        'SEND_FAILED',
        name,
        messageOf(thrown),
        thrown,
        undefined,
        requestId,
      ).message;
    }
    jobs.delete(requestId);
    if (job.isOwn) return true;
    events.message(
      {
        at,
        direction: 'in',
        kind: 'request',
        name,
        wireType: entry.type,
        requestId,
        outcome: error && outcome === 'answered' ? 'failed' : outcome,
        ms: clock.now() - at,
        error,
      },
      data,
      result,
    );
    return true;
  }

  return {
    answer(job, handlers) {
      jobs.set(job.id, job);
      job.done = work(job, handlers);
    },
    refuse(job, failed, keepers) {
      // First, because it reads the data, which may throw.
      const { message: error, issues } = events.invalid('data', job.name, failed, job.data, job.id);
      jobs.set(job.id, job);
      const invalidHandlers = keepers.map(({ plugin, run: keep }): Handler => ({
        plugin,
        run: (raw, context) => keep(raw, Object.assign(context, { issues })),
      }));
      job.done = Promise.all(runAll(job, invalidHandlers, () => ({}))).then(() =>
        finish(job, { error }, 'invalid'),
      );
    },
    decline(job, { message: error }) {
      jobs.set(job.id, job);
      finish(job, { error });
    },
    has: (id) => jobs.has(id),
    stop(error) {
      for (const job of jobs.values()) {
        finish(job, { error: error.message });
        for (const { stop } of job.attempts) stop(error);
      }
    },
    drained: () => Promise.all([...jobs.values()].map(({ done }) => done)),
  };
}
