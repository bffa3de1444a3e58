import type { Call } from '@jackfield/core';
import type { CallDetails } from '../call-log-store.js';
import { callDetailsOf } from './call-details.js';
import type { CallMemory, CallRow } from './call-memory.js';
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
  /** The browser's time zone. Default: that of the browser. */
  readonly zone?: (() => string) | undefined;
  /** How long after its end an unlogged call is due; `false` if never. */
  readonly undisposedAfterMs: number | false;
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
  const { memory, now, zone = browserZone, undisposedAfterMs } = options;
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
    isEvidence: boolean,
  ): Promise<void> => {
    const at = now();
    const start = isEvidence ? findStart(call.startTime, zone(), at) : undefined;
    return update(call.id, at, (row) => change(row, { call, at, start, keepsCall }));
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
    await memory.update(only.id, (row) =>
      row?.talkingSince === undefined ? row : endedUnnamed(row, at),
    );
    return only.id;
  };

  return {
    ring: (call) => apply(call, rung, true),
    answer: (call) => apply(call, answered, true),
    async end(call) {
      if (!call) return endUnnamed(now());
      const at = now();
      let isOver = false;
      await update(call.id, at, (row) => {
        isOver = row?.endedAt !== undefined && !isRepeat(row, at);
        return isOver ? row : ended(row, { call, at, start: undefined, keepsCall });
      });
      // 0.x names the call that the agent is viewing, whichever has ended.
      return isOver ? endUnnamed(at) : call.id;
    },
    async of(call, receivedAt) {
      let row: CallRow | undefined;
      try {
        row = await memory.get(call.id);
      } catch {
        // Missing call details must not cost a log.
      }
      const known = row ?? { id: call.id, updatedAt: receivedAt };
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
      undisposedAfterMs === false ? { calls: [] } : takeDue(memory, at, undisposedAfterMs),
  };
}
