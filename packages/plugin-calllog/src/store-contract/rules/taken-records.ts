import type { CallLogRecord } from '../../call-log-store.js';
import { CALL, newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

type More = Partial<CallLogRecord>;

/** Each of these must be written and found, whatever else the CRM makes of it. */
const takes =
  (cases: readonly (readonly [said: string, more: More])[]): CallLogStoreRule['check'] =>
  async ({ write, isFound, breach }) => {
    for (const [said, more] of cases) {
      const record = newRecord(more);
      await write(record, `upsert of ${said}`);
      if (await isFound(record.key)) continue;
      throw breach({
        asked: `upsert and find of ${said}`,
        expected: 'it is found',
        came: 'it is not',
      });
    }
  };

export const takesLogsWithoutATask: CallLogStoreRule = {
  id: 'takes-logs-without-a-task',
  promise: 'A log whose task is absent or empty is written as any other.',
  why: 'Version 1.0 sends no task when the agent touched nothing, and 0.x a disposition of null; the call took place all the same.',
  fix: 'Read `task?.notes` and `task?.dispositionId`, and let both be null in the CRM.',
  check: takes([
    ['a log without a task', { task: undefined }],
    ['a log with an empty task', { task: {} }],
    ['a log whose disposition is null', { task: { dispositionId: null, notes: undefined } }],
  ]),
};

export const takesUnknownMembers: CallLogStoreRule = {
  id: 'takes-unknown-members',
  promise: 'A log with members that nobody knows is written as any other.',
  why: 'A later widget, or a later version of this plugin, adds members; that must not cost a log.',
  fix: 'Pick the members that the CRM has columns for, or keep all of them as JSON.',
  check: takes([
    [
      'a log with members of a later version',
      {
        futureMember: { deep: [1, null, { a: undefined }] },
        call: { ...CALL, transfers: [{ to: '101' }], queue: { name: 'Sales' } },
        task: { dispositionId: '1001', notes: 'x', mood: 'good', constructor: 'x' },
      } as unknown as More,
    ],
    [
      'a log with all that this version may add',
      {
        origin: 'derived',
        owner: 'user-1',
        candidates: [],
        disposition: { id: '1001', label: 'Sale' },
        callDetails: { direction: 'inbound', outcome: 'missed', startTimeCertain: false },
      },
    ],
  ]),
};

export const takesOddNumbers: CallLogStoreRule = {
  id: 'takes-odd-numbers',
  promise: 'A log whose numbers are none (NaN, infinite, negative) is written as any other.',
  why: '0.x sends a startTime of NaN, which JSON turns into null and many databases refuse.',
  fix: 'Write null, or nothing, for a number that `Number.isFinite` refuses; do not let a date that is invalid throw.',
  check: takes([
    ['a call whose startTime is NaN', { call: { ...CALL, startTime: Number.NaN } }],
    ['a call whose startTime is infinite', { call: { ...CALL, startTime: Infinity } }],
    ['a call of before 1970', { call: { ...CALL, startTime: -1 } }],
    ['a call without a startTime', { call: { ...CALL, startTime: undefined } }],
  ]),
};
