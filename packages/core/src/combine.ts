/** The outcome of a request: a result, or the text of an error, which is never empty. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: string | undefined;
}

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

/** Policy `merge`: joins the entries of all results under each key; the first error if all failed. */
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

/** Policy `all`: the first failure, as soon as it occurs, or else the first result. */
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
