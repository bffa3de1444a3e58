import { LOG_CALL, logsCalls, type LogParts, withCallLogs } from '../call-logs.js';
import type { ContractRule } from '../contract-rule.js';

/** Two legs of one call: only their keys differ. */
const ID = '201910162213030139010000000031';
const SESSION = '7741';
const FIRST: LogParts = { key: `${ID}$2`, session: SESSION, id: ID, notes: 'Wants a call back' };
const SECOND: LogParts = { ...FIRST, key: `${ID}$3` };

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
      const violate = (received: string): never => {
        const expected = `the log under ${FIRST.key}`;
        const given = dataOf(FIRST);
        throw ruleContext.violation({ message: LOG_CALL, given, expected, received });
      };
      const { call, reads } = await log(FIRST);
      if (call.state !== 'resolved') return;
      if (!reads.has('/sessionId') && usesAnotherId(reads)) {
        const used = OTHER_IDS.filter((pointer) => reads.has(pointer)).join(' and ');
        violate(`the handler reads ${used} of the request, and never /sessionId`);
      }
      const keyed = [...rows.with(ID), ...rows.with(SESSION)].filter(
        ({ key }) => key !== undefined,
      );
      const isUnder = (text: string) => keyed.some(({ key }) => String(key).includes(text));
      if (keyed.length > 0 && !isUnder(FIRST.key) && (isUnder(SESSION) || isUnder(ID)))
        violate('a row under another id of the call');
      const found = await find([FIRST.key, SECOND.key, SESSION, ID]);
      if (!found) return;
      const isFound = (key: string): boolean => (found[key] ?? []).length > 0;
      if (!isFound(FIRST.key) && (isFound(SESSION) || isFound(ID)))
        violate('matchCallLogs finds it under another id of the call');
      if (isFound(FIRST.key) && isFound(SECOND.key))
        violate(`matchCallLogs finds it under ${SECOND.key} too, which is another leg`);
      const second = await log(SECOND);
      if (second.call.state !== 'resolved' || !isFound(FIRST.key)) return;
      const after = await find([FIRST.key, SECOND.key]);
      if (after?.[FIRST.key]?.length === 0) violate('the log of another leg replaces it');
    }),
};
