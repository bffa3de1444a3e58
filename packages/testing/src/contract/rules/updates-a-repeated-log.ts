import { LOG_CALL, logsCalls, newLog, withCallLogs } from '../call-logs.js';
import type { ContractRule } from '../contract-rule.js';
import type { Row } from '../watch/watch-rows.js';

/** Returns how many rows each container has. */
function counts(rows: readonly Row[]): ReadonlyMap<unknown, number> {
  const found = new Map<unknown, number>();
  for (const { container } of rows) found.set(container, (found.get(container) ?? 0) + 1);
  return found;
}

const idsOf = (entries: readonly unknown[] = []): string =>
  JSON.stringify(entries.map((entry) => (entry as { readonly id?: unknown } | null)?.id));

export const updatesARepeatedLog: ContractRule = {
  id: 'updates-a-repeated-log',
  promise: 'A log that is sent again under its key updates the first one.',
  why: 'Each Submit sends the log again, and so does each edit in the history. With a row for each of them, one call counts several times in every report.',
  fix: 'Update or insert by the key: `PUT /logs/{sessionId}`, `rows.set(sessionId, row)`, or `on conflict (session_id) do update`.',
  subjects: logsCalls,
  check: (ruleContext) =>
    withCallLogs(ruleContext, async ({ rows, log, find, dataOf }) => {
      const first = newLog('Wants a call back');
      const again = { ...first, notes: 'Has been called back' };
      const violate = (received: string): never => {
        const expected = 'one log after the same key was sent twice';
        const given = dataOf(again);
        throw ruleContext.violation({ message: LOG_CALL, given, expected, received });
      };
      if ((await log(first)).call.state !== 'resolved') return;
      const before = counts(rows.with(first.key));
      const found = (await find([first.key]))?.[first.key];
      const unchanged = (await find([first.key]))?.[first.key];
      if ((await log(again)).call.state !== 'resolved') return;

      const kept = rows.with(first.key);
      const after = counts(kept);
      // Beside an update by the key, a list of all changes is a history.
      const isUpdated = kept.some(
        ({ container, key }) =>
          String(key).includes(first.key) && after.get(container) === before.get(container),
      );
      for (const [container, count] of after)
        if (!isUpdated && before.has(container) && count > (before.get(container) ?? 0))
          violate(`${count} rows with the key ${first.key}`);

      const later = (await find([first.key]))?.[first.key];
      if (!found || !later || found.length === 0) return;
      if (later.length > found.length)
        violate(`matchCallLogs finds ${later.length} logs, and ${found.length} before`);
      // An id that changes with every answer says nothing.
      if (idsOf(found) === idsOf(unchanged) && idsOf(later) !== idsOf(found))
        violate('matchCallLogs finds a log with another id than before');
    }),
};
