import type { CallLogRecord } from '../../call-log-store.js';
import { CALL, newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

type More = Partial<CallLogRecord>;

/** Each of these must be written and found, whatever the CRM does with its content. */
const takes =
  (cases: readonly (readonly [said: string, more: More])[]): CallLogStoreRule['check'] =>
  async ({ write, isFound, violation }) => {
    for (const [said, more] of cases) {
      const record = newRecord(more);
      await write(record, `upsert of ${said}`);
      if (await isFound(record.key)) continue;
      throw violation({
        called: `upsert and find of ${said}`,
        expected: 'it is found',
        received: 'it is not',
      });
    }
  };

export const acceptsLogsWithoutATask: CallLogStoreRule = {
  id: 'accepts-logs-without-a-task',
  promise: 'A log whose task is absent or empty is written like any other.',
  why: 'Version 1.0 sends no task if the agent entered nothing, and 0.x sends a disposition of null. The call took place all the same.',
  fix: 'Read `task?.notes` and `task?.dispositionId`, and let both be null in the CRM.',
  check: takes([
    ['a log without a task', { task: undefined }],
    ['a log with an empty task', { task: {} }],
    ['a log whose disposition is null', { task: { dispositionId: null, notes: undefined } }],
  ]),
};

export const acceptsUnknownMembers: CallLogStoreRule = {
  id: 'accepts-unknown-members',
  promise: 'A log with unknown members is written like any other.',
  why: 'Later versions of the widget and of this plugin add members. They must not cause a log to be lost.',
  fix: 'Pick the members that the CRM has columns for, or store the whole record as JSON.',
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
      'a log with all optional members of this version',
      {
        origin: 'derived',
        owner: 'user-1',
        candidates: [],
        disposition: { id: '1001', label: 'Sale' },
        callDetails: {
          direction: 'inbound',
          outcome: 'missed',
          startTimeCertain: false,
          timesCertain: true,
        },
      },
    ],
  ]),
};

export const acceptsUnusualNumbers: CallLogStoreRule = {
  id: 'accepts-unusual-numbers',
  promise: 'A log with NaN, infinite or negative numbers is written like any other.',
  why: 'Version 0.x sends a startTime of NaN, which JSON turns into null and many databases refuse.',
  fix: 'Write null, or omit the value, if `Number.isFinite` returns false. Do not let an invalid date throw.',
  check: takes([
    ['a call whose startTime is NaN', { call: { ...CALL, startTime: Number.NaN } }],
    ['a call whose startTime is infinite', { call: { ...CALL, startTime: Infinity } }],
    ['a call before 1970', { call: { ...CALL, startTime: -1 } }],
    ['a call without a startTime', { call: { ...CALL, startTime: undefined } }],
  ]),
};
