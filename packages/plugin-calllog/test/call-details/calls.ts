import type { Call } from '@jackfield/core';

/** 2026-06-01 12:00 UTC. */
export const NOON = Date.UTC(2026, 5, 1, 12);

export const MINUTE = 60_000;

/** A call as the widget reports it at its ring; with `sessionId: '2'` as it reports it later. */
export const call = (overrides: Partial<Call> = {}): Call => ({
  id: '201910162213030139010000000016',
  direction: 'INBOUND',
  from: { phoneNumber: '6505550142' },
  to: { phoneNumber: '6505550100' },
  startTime: NOON,
  ...overrides,
});
