import type { Clock } from '@jackfield/core';

/** A person of the CRM that the bad plugins are for. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A remote CRM: each call takes some time, and aborts with its signal. */
export interface AcmeCrm {
  /** Returns a person for each number. */
  find(numbers: readonly string[], signal?: AbortSignal): Promise<readonly Person[]>;
  save(row: object, signal?: AbortSignal): Promise<void>;
}

/** @param ms - how long each call takes on the clock */
export function acmeCrm(clock: Clock, ms: number): AcmeCrm {
  const travel = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const end = (then: () => void) => () => {
        clock.clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        then();
      };
      const abort = end(() => reject(signal?.reason));
      const timer = clock.setTimeout(end(resolve), ms);
      signal?.addEventListener('abort', abort);
    });
  return {
    async find(numbers, signal) {
      await travel(signal);
      return numbers.map((number, index) => ({
        id: `person-${number}`,
        name: `Grace Hopper the ${index + 1}th`,
      }));
    },
    save: async (_row, signal) => travel(signal),
  };
}
