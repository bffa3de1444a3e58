import type { CallRow } from './call-memory.js';

const KEPT_MS = 7 * 86_400_000;
const KEPT_ROWS = 1_000;
/** The most that are deleted at once, so that a call never waits for all those before it. */
const MOST = 20;

/** What forgetting needs of a transaction. Its cost does not depend on how many calls there are. */
export interface CallTables {
  countCalls(): Promise<number>;
  /** Calls for which a log may still have to be created. */
  openCalls(): Promise<readonly CallRow[]>;
  /** The open or the closed calls that were updated least recently, the oldest first. */
  oldestCalls(kind: 'openSince' | 'closedSince', limit: number): Promise<readonly CallRow[]>;
  deleteCall(id: string): Promise<unknown>;
}

/** Whether a log may still have to be created for it. */
export const isOpenCall = ({ call, derived }: CallRow): boolean =>
  call !== undefined && derived?.storedAt === undefined;

/**
 * Deletes calls without a message for a week, unless their log is still to be created, and all
 * beyond a thousand, the oldest first.
 */
export async function forgetOld(tables: CallTables, now: number): Promise<void> {
  const count = await tables.countCalls();
  const closed = await tables.oldestCalls('closedSince', MOST);
  const beyond = Math.min(MOST, count - KEPT_ROWS);
  const open =
    closed.length < beyond ? await tables.oldestCalls('openSince', beyond - closed.length) : [];
  for (const [i, row] of [...closed, ...open].entries()) {
    if (i < beyond || now - row.updatedAt > KEPT_MS) await tables.deleteCall(row.id);
  }
}
