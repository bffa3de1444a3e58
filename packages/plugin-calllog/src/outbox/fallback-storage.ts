import { forgetOld, type CallMemory } from '../call-details/index.js';
import { type CallLogError, isCallLogError } from '../call-log-error.js';
import { memoryStorage } from './memory-storage.js';
import { errorText } from './outcome.js';
import { shared } from './shared.js';
import type { Mode, OutboxStorage, Work } from './storage.js';

/** The database, and the memory for what the database does not take. */
export interface FallbackStorage {
  /** It is closed whenever no work is under way in it and nothing holds it. */
  readonly disk: OutboxStorage;
  readonly memory: OutboxStorage;
  /** What is wrong with the database; `undefined` while it works. */
  readonly problem: string | undefined;
  /** Keeps the database open until what it returns is called. */
  hold(): () => void;
  /** Resolves once all work in the database that is under way now has ended. */
  workEnded(): Promise<unknown>;
  /** Does the same in both; one that fails is passed over. */
  runInBoth<T>(mode: Mode, work: Work<T>): Promise<readonly T[]>;
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
export function fallbackStorage(database: OutboxStorage, onChange: () => void): FallbackStorage {
  const memory = memoryStorage();
  const connection = shared(() => () => database.close());
  const underWay = new Set<Promise<unknown>>();
  // Reading may work although writing fails: a successful read does not clear a failed write, unless
  // the database was blocked, which holds up both.
  const problems: Partial<Record<Mode, string>> = {};
  let isBlocked = false;
  const problemNow = () => problems.readwrite ?? problems.readonly;
  const note = (change: () => void): void => {
    const before = problemNow();
    change();
    if (problemNow() !== before) onChange();
  };
  const watched = async <T>(mode: Mode, work: Work<T>, signal?: AbortSignal): Promise<T> => {
    try {
      const result = await database.run(mode, work, signal);
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
    async runInBoth(mode, work) {
      const done = await Promise.allSettled([disk.run(mode, work), memory.run(mode, work)]);
      return done.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
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
      const row = change(await tables.call(id));
      await (row ? tables.putCall(row) : tables.deleteCall(id));
      return row;
    }),
});
