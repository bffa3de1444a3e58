import type { Call } from '@jackfield/core';
import type { CallLogRecord } from '../call-log-store.js';

/** The prefix of every key of this run, so that a store may contain the logs of earlier runs. */
const RUN = `contract-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;

let keys = 0;
let lastRevision = 0;

/** Returns a new key in the widget's format. */
export function newKey(): string {
  keys += 1;
  return `${RUN}-${keys}$2`;
}

/** Returns a revision higher than all others, including those of earlier runs. */
export function newRevision(): number {
  lastRevision = Math.max(lastRevision + 1, Date.now());
  return lastRevision;
}

/** A call with fictional numbers. */
export const CALL: Call = {
  id: '201910162213030139010000000016',
  sessionId: '2',
  direction: 'INBOUND',
  from: { phoneNumber: '6505550142', name: 'Ada Example' },
  to: { phoneNumber: '6505550100' },
  startTime: 1_571_278_384_000,
};

/** Returns a log, with a new key and a new revision unless they are given. */
export const newRecord = (more: Partial<CallLogRecord> = {}): CallLogRecord => ({
  key: newKey(),
  revision: newRevision(),
  call: CALL,
  task: { dispositionId: '1001', notes: 'Call back on Monday.' },
  receivedAt: 1_571_278_384_000,
  ...more,
});
