import type { Contact } from '@jackfield/core';
import type { AnswerCache } from './answer-cache.js';
import type { ContactSource } from './contact-source.js';
import { readAnswer } from './read-answer.js';
import { shareCall, type SharedCall } from './shared-call.js';

type Answer = ReadonlyMap<string, readonly Contact[]>;

/** A source that is asked as seldom as possible. */
export interface ContactLookup {
  /** The contacts of each of these (different) numbers. */
  find(numbers: readonly string[], signal: AbortSignal): Promise<Answer>;
  /** Forgets all answers, and those under way: contacts have changed. */
  forget(): void;
}

/**
 * The widget asks for the same numbers two or three times a call, at the same time, and past its
 * own cache. For each number:
 *
 * 1. an answer given lately is given again;
 * 2. a question under way is waited for, whoever asked it, also as part of a larger one;
 * 3. the numbers left over are asked in one call, which goes on until its last asker has gone.
 *
 * A failed call fails those who wait for it, and is forgotten.
 */
export function createContactLookup(
  source: ContactSource,
  cache: AnswerCache | undefined,
): ContactLookup {
  const underWay = new Map<string, SharedCall<Answer>>();
  let generation = 0;

  const ask = (numbers: readonly string[]): SharedCall<Answer> => {
    const asked = generation;
    const done = () => {
      for (const number of numbers) {
        if (underWay.get(number) === call) underWay.delete(number);
      }
    };
    const call = shareCall<Answer>(async (signal) => {
      try {
        const answer = readAnswer(numbers, await source.findByNumbers(numbers, { signal }));
        if (asked === generation) {
          for (const [number, contacts] of answer) cache?.set(number, contacts);
        }
        return answer;
      } finally {
        done();
      }
    }, done);
    for (const number of numbers) underWay.set(number, call);
    return call;
  };

  return {
    async find(numbers, signal) {
      signal.throwIfAborted();
      const found = new Map<string, readonly Contact[]>();
      const calls = new Set<SharedCall<Answer>>();
      const unasked: string[] = [];
      for (const number of numbers) {
        const cached = cache?.get(number);
        const call = underWay.get(number);
        if (cached) found.set(number, cached);
        else if (call) calls.add(call);
        else unasked.push(number);
      }
      if (unasked.length > 0) calls.add(ask(unasked));
      const answers = await Promise.all([...calls].map((call) => call.wait(signal)));
      for (const number of numbers) {
        const contacts = answers.find((answer) => answer.has(number))?.get(number);
        if (contacts) found.set(number, contacts);
      }
      return found;
    },
    forget() {
      generation += 1;
      underWay.clear();
      cache?.clear();
    },
  };
}
