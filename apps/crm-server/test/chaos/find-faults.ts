/** One log that a widget asked for. */
export interface Submission {
  readonly notes: string;
  /** `cut`: the caller was killed before the response arrived. */
  outcome: 'answered' | 'error' | 'cut' | undefined;
}

/** A call, and all that was logged of it, in that order. */
export interface LoggedCall {
  readonly id: string;
  readonly submissions: readonly Submission[];
}

/** A row of the server's database. */
export interface StoredLog {
  readonly record: {
    readonly key: string;
    readonly call: { readonly id: string };
    readonly task?: { readonly notes?: string };
  };
}

/**
 * What is wrong with the database after all that:
 *
 * 1. a call has at most one row, under its own key, and there are no rows but those of calls;
 * 2. if any log of a call was answered without an error, there is a row;
 * 3. it has the notes of the last answered log, or of a later one that was cut off: that one may
 *    have been kept or not.
 */
export function findFaults(
  calls: readonly LoggedCall[],
  rows: readonly StoredLog[],
): readonly string[] {
  const problems: string[] = [];
  const byCall = new Map<string, StoredLog[]>();
  for (const row of rows) {
    const { id } = row.record.call;
    byCall.set(id, [...(byCall.get(id) ?? []), row]);
    if (!calls.some((call) => call.id === id)) problems.push(`${id}: this call was never logged.`);
  }
  for (const { id, submissions } of calls) {
    const own = byCall.get(id) ?? [];
    const last = submissions.findLastIndex(({ outcome }) => outcome === 'answered');
    if (own.length > 1) problems.push(`${id}: it is stored ${own.length} times.`);
    const [row] = own;
    if (!row) {
      if (last >= 0) problems.push(`${id}: log ${last + 1} was answered and is not stored.`);
      continue;
    }
    if (row.record.key !== `${id}$2`) problems.push(`${id}: it is stored under another key.`);
    const stored = submissions.findIndex(({ notes }) => notes === row.record.task?.notes);
    if (stored < 0) problems.push(`${id}: what is stored was never logged.`);
    else if (stored < last) {
      problems.push(`${id}: log ${last + 1} was answered, and log ${stored + 1} is stored.`);
    }
  }
  return problems;
}
