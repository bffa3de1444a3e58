/** What comes of a request: a result, or an error in words, which is never empty. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: string | undefined;
}

type Entry = { readonly type?: unknown; readonly id?: unknown };

/** Entries that share type and id are one; entries without an id all stay. */
function union(entries: readonly Entry[]): Entry[] {
  // Not by their text, since what the schema does not know may have none.
  const seen = new Map<unknown, Set<unknown>>();
  return entries.filter(({ type, id }) => {
    const types = seen.get(id) ?? new Set();
    seen.set(id, types);
    return id === undefined || (!types.has(type) && types.add(type));
  });
}

/** Policy `merge`: under each key the entries of all results in turn; if all failed, the first error. */
export function mergeAnswers(answers: readonly Answer[]): Answer {
  const found = answers.filter(({ error }) => !error);
  if (found.length < 2) return found[0] ?? (answers[0] as Answer);
  const merged = new Map<string, Entry[]>();
  for (const { result } of found) {
    for (const [key, entries] of Object.entries(result as Record<string, Entry[]>)) {
      merged.set(key, union([...(merged.get(key) ?? []), ...entries]));
    }
  }
  return { result: Object.fromEntries(merged) };
}

/** Policy `all`: the first failure as soon as it is known, or else the first result. */
export function allAnswers(pending: readonly Promise<Answer>[]): Promise<Answer> {
  const orFail = async (each: Promise<Answer>): Promise<Answer> => {
    const answer = await each;
    // eslint-disable-next-line no-throw-literal
    if (answer.error) throw answer;
    return answer;
  };
  return Promise.all(pending.map(orFail)).then(
    ([first]) => first as Answer,
    (failure: Answer) => failure,
  );
}
