import type { CombinePolicy } from './protocol.js';

/** A plugin's answer to a request, or all plugins' answer: a result, or an error. */
export interface Answer {
  readonly result?: unknown;
  /** The text for the widget, which is never empty. */
  readonly error?: string | undefined;
  /** The text for events, if `error` contains what a plugin threw. */
  readonly maskedError?: string | undefined;
}

/** Runs one plugin's handler with `ms` until its deadline. Never rejects. */
export type RunPlugin = (ms: number) => Promise<Answer>;

/** Runs the handlers, at least one, and combines their answers to one by `ms`. */
type Policy = (
  runs: readonly RunPlugin[],
  ms: number,
  elapsed: () => number,
) => Promise<Answer> | Answer;

type Entry = { readonly type?: unknown; readonly id?: unknown };

/** Removes entries with equal type and id; keeps all entries without an id. */
function union(entries: readonly Entry[]): Entry[] {
  // Not by their JSON, because members unknown to the schema may have none.
  const seen = new Map<unknown, Set<unknown>>();
  return entries.filter(({ type, id }) => {
    const types = seen.get(id) ?? new Set();
    seen.set(id, types);
    return id === undefined || (!types.has(type) && types.add(type));
  });
}

/** How the answers of several plugins become one. */
export const policies: Readonly<Record<CombinePolicy, Policy>> = {
  /** Joins the entries of all results under each key; the first error if all failed. */
  async merge(runs, ms) {
    const answers = await Promise.all(runs.map((run) => run(ms)));
    const found = answers.filter(({ error }) => !error);
    if (found.length < 2) return found[0] ?? (answers[0] as Answer);
    const merged = new Map<string, Entry[]>();
    for (const { result } of found) {
      for (const [key, entries] of Object.entries(result as Record<string, Entry[]>)) {
        merged.set(key, (merged.get(key) ?? []).concat(entries));
      }
    }
    return {
      result: Object.fromEntries([...merged].map(([key, entries]) => [key, union(entries)])),
    };
  },

  /** The first failure, as soon as it occurs, or else the first plugin's result. */
  all(runs, ms) {
    return new Promise((resolve) => {
      const answers = runs.map(async (run) => {
        const answer = await run(ms);
        if (answer.error) resolve(answer);
        return answer;
      });
      void Promise.all(answers).then(([first]) => resolve(first as Answer));
    });
  },

  /**
   * One after the other, each with an equal share of the remaining time. A failure passes on, and so
   * does `undefined`: an answer without a result and without an error means that all passed.
   */
  async first(runs, ms, elapsed) {
    const end = elapsed() + ms;
    let failure: Answer = {};
    for (const [index, run] of runs.entries()) {
      const answer = await run(Math.max(0, end - elapsed()) / (runs.length - index));
      if (answer.result !== undefined) return answer;
      if (!failure.error) failure = answer;
    }
    return failure;
  },
};
