/** What came of one plugin's handler. */
export type Outcome =
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: string };

type Entry = { readonly type?: unknown; readonly id?: unknown };

/** Entries that share type and id are one; entries without an id all stay. */
function union(lists: readonly (readonly Entry[])[]): Entry[] {
  const seen = new Set<string>();
  return lists.flat().filter((entry) => {
    if (entry?.id === undefined) return true;
    const key = JSON.stringify([entry.type ?? null, entry.id]);
    return !seen.has(key) && seen.add(key);
  });
}

/** Policy `merge`: under each key, the entries of all results, in the order of the plugins. */
export function mergeResults(results: readonly unknown[]): unknown {
  if (results.length === 1) return results[0];
  const lists = new Map<string, (readonly Entry[])[]>();
  for (const result of results) {
    for (const [key, entries] of Object.entries(result as Record<string, readonly Entry[]>)) {
      const group = lists.get(key);
      if (group) group.push(entries);
      else lists.set(key, [entries]);
    }
  }
  return Object.fromEntries([...lists].map(([key, group]) => [key, union(group)]));
}

/** The one outcome of a `merge` request: what was found, or the first error if all failed. */
export function mergeOutcomes(outcomes: readonly Outcome[]): Outcome {
  const results = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.result] : []));
  return results.length > 0
    ? { ok: true, result: mergeResults(results) }
    : (outcomes[0] as Outcome);
}

/** The one outcome of an `all` request: the first failure as soon as it is known, or the first result. */
export function allOutcomes(outcomes: readonly Promise<Outcome>[]): Promise<Outcome> {
  return new Promise((resolve) => {
    void Promise.all(
      outcomes.map(async (pending) => {
        const outcome = await pending;
        if (!outcome.ok) resolve(outcome);
        return outcome;
      }),
    ).then((all) => resolve(all[0] as Outcome));
  });
}
