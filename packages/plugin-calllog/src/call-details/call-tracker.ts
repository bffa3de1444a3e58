import type { Call } from '@jackfield/core';
import type { CallDetails } from '../call-log-store.js';
import { callDetailsOf } from './call-details.js';
import type { CallMemory, CallRow } from './call-memory.js';
import { watchClock } from './clock-watch.js';
import { answered, ended, endedUnnamed, isRepeat, type Push, rung } from './pushes.js';
import { browserZone, findStart } from './start-time.js';
import { type Due, takeDue } from './undisposed.js';

/** An end without a call can only end an answered call that was updated this recently. */
const OPEN_MS = 12 * 3_600_000;

/** Options of {@link createCallTracker}. */
export interface CallTrackerOptions {
  readonly memory: CallMemory;
  /** The clock, in epoch milliseconds. */
  readonly now: () => number;
  /**
   * A monotonic clock in milliseconds, which detects that `now` was set during a call. Without it,
   * only a clock that was put back to before the last message is detected.
   */
  readonly elapsed?: (() => number) | undefined;
  /** The browser's time zone. Default: that of the browser. */
  readonly zone?: (() => string) | undefined;
  /** How long after its end an unlogged call is due; `false` if never. */
  readonly undisposedAfterMs: number | false;
  /** The id of the signed-in CRM user. */
  readonly owner?: string | undefined;
}

/** Follows the calls of this agent. Its methods reject only when the memory does. */
export interface CallTracker {
  /** The push `ringCall`. */
  ring(call: Call): Promise<void>;
  /** The push `newCall`. */
  answer(call: Call): Promise<void>;
  /** The push `endCall`, which may name no call. Resolves to the id of the call that ended, if that is known. */
  end(call: Call | undefined): Promise<string | undefined>;
  /** Returns the details of a call that the agent logs. Never rejects: uses what is known. */
  of(call: Call, receivedAt: number): Promise<CallDetails>;
  /**
   * Records that the outbox has a log of the call. After the agent's log no other is needed; a
   * derived log is created again under its key if another message about the call arrives.
   */
  logged(callId: string, origin?: 'agent' | 'derived'): Promise<void>;
  /**
   * Claims ended calls that were not logged in time. Each is claimed by one tab, which calls
   * `logged(call.id, 'derived')` once it is in the outbox; otherwise it can be claimed again later.
   * Call this again at `nextAt` and after each push.
   */
  due(now: number): Promise<Due>;
}

export function createCallTracker(options: CallTrackerOptions): CallTracker {
  const { memory, now, elapsed, zone = browserZone, undisposedAfterMs, owner } = options;
  const clock = watchClock(now, elapsed);
  const keepsCall = undisposedAfterMs !== false;

  const update = async (
    id: string,
    at: number,
    change: (row: CallRow | undefined) => CallRow | undefined,
  ): Promise<void> => {
    let isFirst = false;
    await memory.update(id, (row) => {
      isFirst = row === undefined;
      return change(row);
    });
    if (isFirst) await memory.forget(at);
  };

  const apply = (
    call: Call,
    change: (row: CallRow | undefined, push: Push) => CallRow,
  ): Promise<void> => {
    const at = now();
    const start = findStart(call.startTime, zone(), at);
    clock.begin(call.id);
    const isClockChanged = clock.isChanged(call.id);
    return update(call.id, at, (row) =>
      change(row, { call, at, start, keepsCall, isClockChanged }),
    );
  };

  /** The ended call is known only if there is exactly one candidate. */
  const endUnnamed = async (at: number): Promise<string | undefined> => {
    const rows = await memory.all();
    if (rows.some((row) => isRepeat(row, at))) return undefined;
    const open = rows.filter(
      ({ talkingSince, updatedAt }) => talkingSince !== undefined && at - updatedAt < OPEN_MS,
    );
    const [only] = open;
    if (!only || open.length > 1) return undefined;
    const isClockChanged = clock.isChanged(only.id);
    clock.end(only.id);
    await memory.update(only.id, (row) =>
      row?.talkingSince === undefined ? row : endedUnnamed(row, at, isClockChanged),
    );
    return only.id;
  };

  return {
    ring: (call) => apply(call, rung),
    answer: (call) => apply(call, answered),
    async end(call) {
      if (!call) return endUnnamed(now());
      const at = now();
      const isClockChanged = clock.isChanged(call.id);
      let isOver = false;
      await update(call.id, at, (row) => {
        isOver = row?.endedAt !== undefined && !isRepeat(row, at);
        // An end may come long after the start, so it says nothing about it.
        const push = { call, at, start: undefined, keepsCall, isClockChanged };
        return isOver ? row : ended(row, push);
      });
      // 0.x names the call that the agent is viewing, whichever has ended.
      if (isOver) return endUnnamed(at);
      clock.end(call.id);
      return call.id;
    },
    async of(call, receivedAt) {
      let row: CallRow | undefined;
      try {
        row = await memory.get(call.id);
      } catch {
        // Missing call details must not cost a log.
      }
      const known: CallRow = {
        ...(row ?? { id: call.id, updatedAt: receivedAt }),
        ...(clock.isChanged(call.id) && { isClockChanged: true }),
      };
      const start = known.start ?? findStart(call.startTime, zone());
      return callDetailsOf(known, call, start, receivedAt, true);
    },
    async logged(callId, origin = 'agent') {
      const at = now();
      await update(callId, at, (row) => {
        if (origin === 'derived') {
          const { derived } = row ?? {};
          // If another message has arrived since the claim, the log must be created again.
          if (!row || derived?.claimedAt === undefined) return row;
          return { ...row, derived: { ...derived, storedAt: at } };
        }
        const { call: _call, ...kept } = row ?? { id: callId, updatedAt: at };
        return { ...kept, loggedAt: at };
      });
    },
    due: async (at) =>
      undisposedAfterMs === false ? { calls: [] } : takeDue(memory, at, undisposedAfterMs, owner),
  };
}
