import type { CallMemory } from '../call-details/index.js';
import type { Box, Tables } from './box.js';
import { memoryBox } from './memory-box.js';
import { shared } from './shared.js';
import { watchBox } from './watched-box.js';

type Mode = 'readonly' | 'readwrite';
type Work<T> = (tables: Tables) => Promise<T>;

/** The database, and the memory for what the database does not take. */
export interface Boxes {
  /** It is let go of whenever nobody is at work in it or holds it. */
  readonly disk: Box;
  readonly memory: Box;
  /** What is wrong with the database; `undefined` while it works. */
  readonly problem: string | undefined;
  /** Keeps the database open until what it returns is called. */
  hold(): () => void;
  /** Resolves once all work in the database that is under way now has ended. */
  workEnded(): Promise<unknown>;
  /** Does the same in both; one that fails is passed over. */
  inBoth<T>(mode: Mode, work: Work<T>): Promise<readonly T[]>;
  /** Does it in the database, or, where that fails, in memory. */
  inEither<T>(mode: Mode, work: Work<T>): Promise<T>;
}

/** @param changed - called when the database starts or stops failing */
export function createBoxes(database: Box, changed: () => void): Boxes {
  const watched = watchBox(database, changed);
  const memory = memoryBox();
  const connection = shared(() => () => watched.close());
  const underWay = new Set<Promise<unknown>>();
  const disk: Box = {
    run(mode, work, signal) {
      const leave = connection.use();
      const done = watched.run(mode, work, signal).finally(() => {
        underWay.delete(done);
        leave();
      });
      underWay.add(done);
      return done;
    },
    close: () => watched.close(),
  };
  return {
    disk,
    memory,
    get problem() {
      return watched.problem;
    },
    hold: () => connection.use(),
    workEnded: () => Promise.allSettled(underWay),
    async inBoth(mode, work) {
      const done = await Promise.allSettled([disk.run(mode, work), memory.run(mode, work)]);
      return done.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    },
    inEither: (mode, work) => disk.run(mode, work).catch(() => memory.run(mode, work)),
  };
}

/** Remembers calls where the logs are. */
export const callMemoryIn = ({ inEither }: Boxes): CallMemory => ({
  get: (id) => inEither('readonly', (tables) => tables.call(id)),
  all: () => inEither('readonly', (tables) => tables.calls()),
  update: (id, change) =>
    inEither('readwrite', async (tables) => {
      const row = change(await tables.call(id));
      await (row ? tables.putCall(row) : tables.deleteCall(id));
      return row;
    }),
});
