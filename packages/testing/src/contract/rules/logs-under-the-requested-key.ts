import { LOG_CALL, logsCalls, newLog, withCallLogs } from '../call-logs.js';
import type { ContractRule } from '../contract-rule.js';

/** Members of a call that do not identify its log. */
const OTHER_IDS = ['/call/sessionId', '/call/id'];
const CONTENT = ['/task', '/call/from', '/call/to', '/call/startTime', '/call/direction'];

/** Whether a handler used another id in place of the key: a popup may well be closed by its call’s id. */
const usesAnotherId = (reads: ReadonlySet<string>): boolean =>
  reads.has('/call/sessionId') ||
  (reads.has('/call/id') && CONTENT.some((pointer) => reads.has(pointer)));

export const logsUnderTheRequestedKey: ContractRule = {
  id: 'logs-under-the-requested-key',
  promise: 'A log is stored under the `sessionId` of the request.',
  why: '`call.sessionId` is the number of one leg, and `call.id` is shared by all legs: under either, the log of a transferred call overwrites another one, and matchCallLogs, which asks for the key of the request, does not find it.',
  fix: 'Use the request’s own key: `const { sessionId } = log`, not `log.call.sessionId`.',
  subjects: logsCalls,
  check: (ruleContext) =>
    withCallLogs(ruleContext, async ({ rows, log, find, dataOf }) => {
      // Two legs of one call: only their keys differ.
      const first = newLog('Wants a call back');
      const { id, session } = first;
      const second = { ...first, key: `${id}$3` };
      const violate = (received: string): never => {
        const expected = `the log under ${first.key}`;
        const given = dataOf(first);
        throw ruleContext.violation({ message: LOG_CALL, given, expected, received });
      };
      const { call, reads } = await log(first);
      if (call.state !== 'resolved') return;
      if (!reads.has('/sessionId') && usesAnotherId(reads)) {
        const used = OTHER_IDS.filter((pointer) => reads.has(pointer)).join(' and ');
        violate(`the handler reads ${used} of the request, and never /sessionId`);
      }
      const keyed = [...rows.with(id), ...rows.with(session)].filter(
        ({ key }) => key !== undefined,
      );
      const isUnder = (text: string) => keyed.some(({ key }) => String(key).includes(text));
      const found = await find([first.key, second.key, session, id]);
      const isFound = (key: string): boolean => (found?.[key] ?? []).length > 0;
      // A plugin that finds it may well keep other things by the id of a call.
      const isMisplaced = !isUnder(first.key) && (isUnder(session) || isUnder(id));
      if (isMisplaced && !isFound(first.key)) violate('a row under another id of the call');
      if (!found) return;
      if (!isFound(first.key) && (isFound(session) || isFound(id)))
        violate('matchCallLogs finds it under another id of the call');
      if (isFound(first.key) && isFound(second.key))
        violate(`matchCallLogs finds it under ${second.key} too, which is another leg`);
      const other = await log(second);
      if (other.call.state !== 'resolved' || !isFound(first.key)) return;
      const after = await find([first.key, second.key]);
      if (after?.[first.key]?.length === 0) violate('the log of another leg replaces it');
    }),
};
