import { LOG_CALL, logsCalls, newLog, withCallLogs } from '../call-logs.js';
import type { ContractRule } from '../contract-rule.js';
import { differences, valueAt } from '../differences.js';
import { visibleText } from '../visible-text.js';

const NOTES = 'Prefers to be called on Tuesdays';

/** Returns whether a value has a member, at any depth, that is explicitly empty. */
const hasEmpty = (value: unknown, depth = 0): boolean =>
  value === '' ||
  value === null ||
  (typeof value === 'object' &&
    depth < 6 &&
    Object.values(value).some((member) => hasEmpty(member, depth + 1)));

/** Returns whether a body is empty at a place where the one before it has the notes. */
const erases = (before: unknown, after: unknown): boolean =>
  differences(before, after).some((pointer) => {
    const value = valueAt(after, pointer);
    return (value === '' || value === null) && String(valueAt(before, pointer)).includes(NOTES);
  });

export const keepsNotes: ContractRule = {
  id: 'keeps-notes',
  promise: 'A log without a task leaves the notes of the log before it as they are.',
  why: '1.0 sends no task if the agent touched nothing: for instance, when the log is opened again in the history. What the agent wrote before must not be lost by that.',
  fix: 'Write only what the request contains: `if (task) row.notes = task.notes`, and no `task?.notes ?? ""`.',
  subjects: logsCalls,
  check: (ruleContext) =>
    withCallLogs(ruleContext, async ({ rows, bodies, log, find, dataOf, isFinder }) => {
      const first = newLog(NOTES);
      const without = { ...first, notes: null };
      const violate = (received: string): never => {
        const expected = `the notes "${NOTES}" of the log before`;
        const given = dataOf(without);
        throw ruleContext.violation({ message: LOG_CALL, given, expected, received });
      };
      const shows = async (): Promise<boolean> =>
        visibleText(await find([first.key])).includes(NOTES);

      if ((await log(first)).call.state !== 'resolved') return;
      const wasShown = await shows();
      const held = rows.with(NOTES, first.key);
      const sent = [...bodies];
      const emptyBefore = held.some(({ value }) => hasEmpty(value));
      if ((await log(without)).call.state !== 'resolved') return;
      if (wasShown && !(await shows())) violate('matchCallLogs finds the log without its notes');
      const sentNow = bodies.slice(sent.length);
      if (sent.some((before) => sentNow.some((after) => erases(before, after))))
        violate('a request to a server with empty notes');
      if (held.length === 0 || rows.with(NOTES, first.key).length > 0) return;
      // What matchCallLogs reads is the whole row; elsewhere, a client does not write what is undefined.
      const now = rows
        .with(first.key)
        .filter(({ container }) => held.some((each) => each.container === container));
      if (isFinder || (!emptyBefore && now.some(({ value }) => hasEmpty(value))))
        violate('a row without them');
    }),
};
