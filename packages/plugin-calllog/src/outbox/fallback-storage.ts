import type { Clock } from '@jackfield/core';
import { forgetOld, type CallMemory } from '../call-details/index.js';
import { withTimeout } from '@jackfield/plugin-kit';
import { CallLogError, isCallLogError } from '../call-log-error.js';
import { memoryStorage } from './memory-storage.js';
import { errorText } from './outcome.js';
import { shared } from './shared.js';
import type { Mode, OutboxStorage, Work } from './storage.js';

/** How long the database may take: longer than it waits for one that is blocked. */
const WORK_MS = 4_000;
/** The same after that: nothing waits for it that long again soon. */
const HANGING_MS = 500;
/** When it may take long again: it may have become slow, and not hang. */
const LONG_AGAIN_MS = 30_000;

/** The database, and the memory for what the database does not take. */
export interface FallbackStorage {
  /** It is closed whenever no work is under way in it and nothing holds it. Work that hangs fails. */
  readonly disk: OutboxStorage;
  readonly memory: OutboxStorage;
  /** What is wrong with the database; `undefined` while it works. */
  readonly problem: string | undefined;
  /** Keeps the database open until what it returns is called. */
  hold(): () => void;
  /** Resolves once all work in the database that is under way now has ended. */
  workEnded(): Promise<unknown>;
  /** Changes both alike; one that fails is passed over. */
  changeBoth(work: Work<unknown>): Promise<void>;
  /** Does it in the database, or, where that fails, in memory. */
  runInEither<T>(mode: Mode, work: Work<T>): Promise<T>;
}

/** Whether an error is about what was to be kept, and not about the storage. */
export const isAboutData = (error: unknown): boolean => {
  const { name, cause, code } = (error ?? {}) as Partial<CallLogError>;
  const names = [name, (cause as Partial<Error> | undefined)?.name];
  return names.includes('DataCloneError') || code === 'NOT_DELIVERED';
};

/** @param onChange - called when the database starts or stops failing */
export function fallbackStorage(
  database: OutboxStorage,
  system: Clock,
  onChange: () => void,
): FallbackStorage {
  const memory = memoryStorage();
  const connection = shared(() => () => database.close());
  const underWay = new Set<Promise<unknown>>();
  // Reading may work although writing fails: a successful read does not clear a failed write, unless
  // the database was blocked, which holds up both.
  const problems: Partial<Record<Mode, string>> = {};
  let isBlocked = false;
  let hangsUntil = -Infinity;
  const problemNow = () => problems.readwrite ?? problems.readonly;
  const note = (change: () => void): void => {
    const before = problemNow();
    change();
    if (problemNow() !== before) onChange();
  };
  const late = () => {
    if (system.elapsed() >= hangsUntil) hangsUntil = system.elapsed() + LONG_AGAIN_MS;
    return new CallLogError('DATABASE_FAILED', 'The database does not respond.');
  };
  const watched = async <T>(mode: Mode, work: Work<T>, signal?: AbortSignal): Promise<T> => {
    const ms = system.elapsed() < hangsUntil ? HANGING_MS : WORK_MS;
    const time = withTimeout(signal, ms, late, system);
    try {
      const result = await time.wait(database.run(mode, work, time.signal));
      hangsUntil = -Infinity;
      note(() => {
        delete problems.readonly;
        if (mode === 'readwrite' || isBlocked) delete problems.readwrite;
        isBlocked = false;
      });
      return result;
    } catch (error) {
      if (!signal?.aborted && !isAboutData(error)) note(() => (problems[mode] = errorText(error)));
      isBlocked ||= isCallLogError(error) && error.code === 'DATABASE_BLOCKED';
      throw error;
    } finally {
      time.end();
    }
  };
  const disk: OutboxStorage = {
    run(mode, work, signal) {
      const leave = connection.use();
      const done = watched(mode, work, signal).finally(() => {
        underWay.delete(done);
        leave();
      });
      underWay.add(done);
      return done;
    },
    close: () => database.close(),
  };
  return {
    disk,
    memory,
    get problem() {
      return problemNow();
    },
    hold: () => connection.use(),
    workEnded: () => Promise.allSettled(underWay),
    async changeBoth(work) {
      await Promise.allSettled([disk, memory].map((each) => each.run('readwrite', work)));
    },
    runInEither: (mode, work) => disk.run(mode, work).catch(() => memory.run(mode, work)),
  };
}

/** Remembers calls where the logs are. */
export const callMemoryIn = ({ runInEither }: FallbackStorage): CallMemory => ({
  get: (id) => runInEither('readonly', (tables) => tables.call(id)),
  all: () => runInEither('readonly', (tables) => tables.calls()),
  // Not readonly: only a transaction that may write clears what stale calls leave in an index.
  open: () => runInEither('readwrite', (tables) => tables.openCalls()),
  forget: (now) => runInEither('readwrite', (tables) => forgetOld(tables, now)),
  update: (id, change) =>
    runInEither('readwrite', async (tables) => {
      const last = await tables.call(id);
      const row = change(last);
      if (row !== last) await (row ? tables.putCall(row) : tables.deleteCall(id));
      return row;
    }),
});
