import { openDatabase, type OpenDatabase } from '../src/database/open.js';
import { findPostgres, startPostgres } from './postgres.js';

/** A kind of database that the same tests run on. */
export interface TestDatabase {
  readonly name: string;
  /** Starts it; each database that is opened then has the same data. */
  start(): Promise<{ open(): Promise<OpenDatabase>; stop(): Promise<void> }>;
}

const pglite: TestDatabase = {
  name: 'PGlite',
  async start() {
    const opened = await openDatabase({});
    return { open: async () => ({ ...opened, close: async () => {} }), stop: opened.close };
  },
};

const found = findPostgres();

export const postgres: TestDatabase | undefined =
  'bin' in found
    ? {
        name: 'PostgreSQL',
        async start() {
          const { url, close } = await startPostgres(found.bin);
          return { open: () => openDatabase({ databaseUrl: url }), stop: close };
        },
      }
    : undefined;

if ('missing' in found) console.log(`Only on PGlite, since ${found.missing}.`);

export const databases: readonly TestDatabase[] = postgres ? [pglite, postgres] : [pglite];
