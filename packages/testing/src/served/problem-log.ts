import type { Clock } from '@jackfield/core';
import { findProblems } from '../problems/find-problems.js';
import type { InspectedWire } from '../problems/inspected-wire.js';
import type { PageError, Problem } from '../problems/problem.js';
import type { OpenJournal } from '../simulator/journal.js';

/** As many messages of the page are kept to find problems in, and up to twice as many. */
const KEPT = 500;
/** As many problems are kept. */
const PROBLEMS = 100;
const IDS = 2_000;

/** What was seen of the pages, besides their messages. */
export interface SeenPages {
  readonly errors: PageError[];
  readonly lost: number[];
  readonly elsewhere: number[];
  /** The ids of requests whose answers say nothing about the page. */
  readonly excused: Set<string>;
}

/** The problems of pages over a long time: what they are found in is bounded. */
export interface ProblemLog {
  list(): readonly Problem[];
  /** Forgets messages that are old. */
  trim(): void;
  /** Forgets the problems so far. */
  clear(): void;
}

const last = <T>(list: T[], count: number): void => {
  list.splice(0, Math.max(0, list.length - count));
};

export function createProblemLog(
  wire: InspectedWire,
  journal: Pick<OpenJournal<string>, 'received' | 'requests'>,
  clock: Clock,
  { errors, lost, elsewhere, excused }: SeenPages,
): ProblemLog {
  let since = 0;
  let older: readonly Problem[] = [];

  const found = (): readonly Problem[] =>
    findProblems({
      wire,
      journal: {
        received: journal.received,
        // A request that waits may still be answered.
        requests: journal.requests.filter(
          ({ id, status }) => status !== 'waiting' && !excused.has(id),
        ),
      },
      errors,
      lost,
      elsewhere,
      forged: new Set([
        ...excused,
        ...journal.requests.filter(({ status }) => status === 'waiting').map(({ id }) => id),
      ]),
      now: clock.now(),
    }).filter(({ at }) => at >= since);

  return {
    list: () => [...older, ...found()].slice(-PROBLEMS),
    trim() {
      const { received, requests } = journal;
      for (const list of [errors, lost, elsewhere]) last<unknown>(list, KEPT);
      if (received.length <= 2 * KEPT && requests.length <= 2 * KEPT) return;
      const cut = Math.max(received.at(-KEPT)?.at ?? 0, requests.at(-KEPT)?.at ?? 0);
      older = [...older, ...found().filter(({ at }) => at < cut)].slice(-PROBLEMS);
      since = Math.max(since, cut);
      const { register } = wire.protocol.roles;
      const registrations = received.filter(({ at, name }) => at < cut && name === register);
      const recent = received.filter(({ at }) => at >= cut);
      // Which service is registered is not known otherwise.
      received.splice(0, received.length, ...registrations.slice(-KEPT), ...recent);
      const gone = requests.filter(({ at, status }) => at < cut && status !== 'waiting');
      for (const { id } of gone) excused.add(id);
      for (const id of excused) if (excused.size > IDS) excused.delete(id);
      const kept = requests.filter((request) => !gone.includes(request));
      requests.splice(0, requests.length, ...kept);
    },
    clear() {
      older = [];
      since = clock.now() + 1;
    },
  };
}
