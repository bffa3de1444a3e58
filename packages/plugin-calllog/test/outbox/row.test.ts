import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf, type Outcome } from '../../src/outbox/outcome.js';
import {
  amended,
  attempted,
  clockPutBack,
  expired,
  dueNow,
  isWaiting,
  isQueued,
  isUndelivered,
  LAST_PRIORITY,
  received,
  receivedRejected,
  resumed,
  retried,
  type Row,
} from '../../src/outbox/row.js';
import { StoreError } from '../../src/index.js';
import { draft, refused } from './world.js';

const DAY = 86_400_000;
const RETENTION = 3_600_000;

type Event =
  | { readonly type: 'log' | 'derived' | 'reject'; readonly isHeld: boolean }
  | { readonly type: 'attempt'; readonly outcome: Outcome | 'fails'; readonly isOld: boolean }
  | { readonly type: 'amend'; readonly isEmpty: boolean; readonly isOld: boolean }
  | { readonly type: 'retry' | 'resume' | 'hurry' | 'expire' | 'clock' }
  | { readonly type: 'time'; readonly ms: number };

const accepted: Outcome = { kind: 'accepted' };

const events: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    type: fc.constantFrom('log' as const, 'derived' as const),
    isHeld: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('attempt' as const),
    isOld: fc.boolean(),
    outcome: fc.oneof(
      fc.constant(accepted),
      fc.constant('fails' as const),
      fc.constantFrom('permanent' as const, 'unauthorized' as const).map((kind) => ({
        kind,
        reason: 'no',
      })),
    ),
  }),
  fc.record({
    type: fc.constant('amend' as const),
    isEmpty: fc.boolean(),
    isOld: fc.boolean(),
  }),
  fc.record({
    type: fc.constantFrom(
      'retry' as const,
      'resume' as const,
      'hurry' as const,
      'expire' as const,
      'clock' as const,
    ),
  }),
  // The clock is put forward and back.
  fc.record({
    type: fc.constant('time' as const),
    ms: fc.integer({ min: -2 * DAY, max: 40 * DAY }),
  }),
);

/** What must hold of a row in any state. */
function expectPossible(row: Row): void {
  const { state, record, rejected, revision } = row;
  expect(Number.isFinite(revision)).toBe(true);
  if (record) expect(record.revision).toBe(revision);
  if (rejected) expect(rejected.revision).toBe(revision);
  expect(record !== undefined && rejected !== undefined).toBe(false);
  const hasContent = record !== undefined || rejected !== undefined;
  expect(hasContent).toBe(state.name !== 'remembered');
  expect(row.shown === 1).toBe(hasContent);
  expect(isQueued(row)).toBe(['held', 'waiting', 'retrying'].includes(state.name));
  if (isQueued(row)) {
    expect(Number.isFinite(row.state.dueAt)).toBe(true);
    expect(row.state.dueAt - row.state.since).toBeLessThanOrEqual(DAY);
    expect(row.state.priority).toBeLessThanOrEqual(LAST_PRIORITY);
    expect(row.state.priority > 0).toBe(row.state.name === 'retrying');
  }
  if ('expiresAt' in state) expect(isUndelivered(row)).toBe(false);
  if (isWaiting(row)) expect(isQueued(row) && isUndelivered(row)).toBe(true);
}

describe('any sequence of events', () => {
  it.each(['a valid log', 'a rejected log'])(
    'loses no undelivered log, and reaches no impossible state (%s)',
    (what) => {
      const isRejected = what !== 'a valid log';
      fc.assert(
        fc.property(fc.array(events, { maxLength: 40 }), fc.boolean(), (all, isSent) => {
          let now = 1_000_000;
          const first = () =>
            isRejected
              ? receivedRejected(row, refused(), now, isSent)
              : received(row, draft(), now, false);
          let row: Row | undefined;
          row = first();
          /** The revision that the store has. */
          let stored: number | undefined;
          for (const event of all) {
            const before: Row | undefined = row;
            if (event.type === 'time') now += event.ms;
            else if (event.type === 'log' || event.type === 'derived') {
              const origin = event.type === 'log' ? 'agent' : 'derived';
              row = isRejected ? first() : received(row, draft({ origin }), now, event.isHeld);
            } else if (row) {
              const revision: number =
                event.type === 'attempt' && event.isOld ? row.revision - 1 : row.revision;
              if (event.type === 'attempt') {
                const tries = 'tries' in row.state ? row.state.tries + 1 : 1;
                const error = new StoreError('transient', 'no', { retryAfterMs: tries * 1e7 });
                const outcome =
                  event.outcome === 'fails' ? failureOf(error, tries, {}, 1) : event.outcome;
                if (outcome.kind === 'accepted' && isQueued(row)) stored = revision;
                row = attempted(row, revision, outcome, now, RETENTION);
              } else if (event.type === 'amend') {
                const addition = event.isEmpty
                  ? {}
                  : { contact: { id: '1', type: 'x', name: 'Ada' } };
                row = amended(row, addition, now, event.isOld ? row.revision - 1 : row.revision);
              } else if (event.type === 'retry') row = retried(row, now);
              else if (event.type === 'resume') row = resumed(row, now);
              else if (event.type === 'hurry') row = dueNow(row, now);
              else if (event.type === 'clock') row = clockPutBack(row, now);
              else {
                // As the storage does: only what has expired.
                const isDue = 'expiresAt' in row.state && row.state.expiresAt <= now;
                if (isDue || isUndelivered(row)) row = expired(row, now);
              }
            }
            if (row) {
              expectPossible(row);
              // What the store has is what was submitted last.
              if (!isUndelivered(row)) expect(stored).toBe(row.revision);
              if (before) expect(row.revision).toBeGreaterThanOrEqual(before.revision);
            } else if (before) expect(isUndelivered(before)).toBe(false);
            if (event.type === 'clock' && isQueued(row)) {
              expect(row.state.since).toBeLessThanOrEqual(now);
              expect(row.state.dueAt).toBeLessThanOrEqual(now + DAY);
            }
            if (event.type === 'retry' && row && isUndelivered(row) && row.state.name !== 'kept')
              expect(isQueued(row)).toBe(true);
          }
        }),
        { numRuns: 500 },
      );
    },
  );

  it('is delivered in the end, if its store takes it from some time on', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (all) => {
        let now = 1_000_000;
        let row: Row = received(undefined, draft(), now, false);
        for (const event of all) {
          if (event.type === 'time') now += event.ms;
          else if (event.type === 'attempt') {
            const outcome =
              event.outcome === 'fails' ? failureOf(new Error('no'), 1, {}, 1) : event.outcome;
            row = attempted(row, row.revision, outcome, now, RETENTION);
          }
        }
        row = resumed(retried(row, now), now);
        if (isUndelivered(row)) {
          expect(isQueued(row)).toBe(true);
          row = attempted(row, row.revision, accepted, now, RETENTION);
        }
        expect(isUndelivered(row)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
