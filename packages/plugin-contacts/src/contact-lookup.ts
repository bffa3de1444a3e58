import { withTimeout } from '@jackfield/plugin-kit';
import type { AnswerCache } from './answer-cache.js';
import type { ContactSource } from './contact-source.js';
import { ContactsError } from './contacts-error.js';
import { readAnswer, type Known } from './read-answer.js';
import { shareCall, type SharedCall } from './shared-call.js';
import type { StoredPlace } from './stored-answers.js';

type Answer = ReadonlyMap<string, readonly Known[]>;

/** What a source said in time, and what was left open. */
export interface Found {
  readonly known: Answer;
  /** Why it did not say all. */
  readonly failure?: unknown;
}

/** A source that is asked as seldom as possible. */
export interface ContactLookup {
  /**
   * What is known of each of these (different) numbers when `until` aborts. Never rejects.
   *
   * @param isRefresh - whether to ask the source, whatever answers were kept
   */
  find(numbers: readonly string[], until: AbortSignal, isRefresh?: boolean): Promise<Found>;
  /** Forgets all answers, and those under way: contacts have changed. */
  forget(): void;
  /** Ends the calls under way. */
  end(reason: unknown): void;
}

interface Options {
  readonly cache: AnswerCache | undefined;
  readonly stored: StoredPlace | undefined;
  readonly sourceTimeoutMs: number;
  readonly now: () => number;
  /** Receives failures that no caller receives. */
  readonly report: (error: unknown) => void;
}

interface Call extends SharedCall<Answer> {
  /** The error of a slow source, once a caller has received it. */
  slow?: ContactsError;
}

/** An agent reads a name that may be outdated rather than a bare number for any longer. */
const PATIENCE_MS = 1_000;

const ENOUGH = Symbol('what is there is enough');

/**
 * The widget asks for the same numbers two or three times a call, at the same time, and past its
 * own cache. For each number:
 *
 * 1. an answer given lately is given again, by this page or by another;
 * 2. a look-up in progress is shared by all callers, also if it contains more numbers;
 * 3. the numbers left over are asked in one call. It goes on when its askers have been answered
 *    without it, and its late answer is kept for the next;
 * 4. where the source takes long or fails, an answer that has expired is better than none.
 *
 * A failed call is forgotten. Its callers receive the error; without a caller, it is reported.
 */
export function createContactLookup(source: ContactSource, options: Options): ContactLookup {
  const { cache, stored, sourceTimeoutMs, now, report } = options;
  const underWay = new Map<string, Call>();
  const running = new Set<Call>();
  let generation = 0;
  let hasEnded = false;

  const slowOf = (call: Call): ContactsError =>
    (call.slow ??= new ContactsError(
      'SOURCE_SLOW',
      'The source of contacts has not answered in time.',
    ));

  const ask = (numbers: readonly string[]): Call => {
    const asked = generation;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async (signal: AbortSignal): Promise<Answer> => {
      const answer = readAnswer(numbers, await source.findByNumbers(numbers, { signal }));
      if (asked === generation && !signal.aborted) {
        for (const [number, known] of answer) {
          const entry = { at: now(), known };
          cache?.set(number, entry);
          stored?.write(number, entry);
        }
      }
      return answer;
    };
    const done = () => {
      clearTimeout(timer);
      running.delete(call);
      for (const number of numbers) {
        if (underWay.get(number) === call) underWay.delete(number);
      }
    };
    const call: Call = shareCall(run, done, (error) => {
      if (!call.slow && !hasEnded) report(error);
    });
    timer = setTimeout(() => call.end(slowOf(call)), sourceTimeoutMs);
    running.add(call);
    for (const number of numbers) underWay.set(number, call);
    return call;
  };

  return {
    async find(numbers, until, isRefresh = false) {
      hasEnded = false;
      const known = new Map<string, readonly Known[]>();
      const missing = () => numbers.filter((number) => !known.has(number));
      const recall = () => {
        for (const number of missing()) {
          const entry = cache?.get(number);
          if (entry?.isFresh) known.set(number, entry.known);
        }
      };
      if (!isRefresh) recall();
      if (stored && !isRefresh && known.size < numbers.length) {
        const asked = generation;
        const entries = await stored.read(missing(), until);
        if (asked === generation) for (const [number, entry] of entries) cache?.set(number, entry);
        recall();
      }

      const calls = new Set<Call>();
      const unasked = missing().filter((number) => {
        const call = underWay.get(number);
        if (call) calls.add(call);
        return !call;
      });
      if (unasked.length > 0) calls.add(ask(unasked));
      const canDoWithout = missing().every((number) => cache?.get(number));
      const time = withTimeout(until, canDoWithout ? PATIENCE_MS : undefined, () => ENOUGH);
      let failure: unknown;
      const wait = async (call: Call): Promise<void> => {
        try {
          const answer = await call.wait(time.signal);
          for (const number of missing()) {
            const its = answer.get(number);
            if (its) known.set(number, its);
          }
        } catch (error) {
          if (error !== ENOUGH) failure ??= time.signal.aborted ? slowOf(call) : error;
        }
      };
      await Promise.all([...calls].map(wait));
      time.end();
      // Results that have arrived in the meantime, from any look-up.
      recall();
      if (missing().length === 0) failure = undefined;
      for (const number of missing()) {
        const entry = cache?.get(number);
        if (entry) known.set(number, entry.known);
      }
      return { known, failure };
    },
    forget() {
      generation += 1;
      underWay.clear();
      cache?.clear();
    },
    end(reason) {
      hasEnded = true;
      for (const call of running) call.end(reason);
    },
  };
}
