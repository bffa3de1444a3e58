import { randomBytes } from 'node:crypto';
import { Kysely, Migrator, PostgresDialect } from 'kysely';
import type { Tables } from './schema.js';
import { lockFolder } from './lock-folder.js';
import { migrations } from './migrations.js';
import { pgliteDialect } from './pglite-dialect.js';

export type Database = Kysely<Tables>;

/** Where the data is stored. */
export interface DatabaseOptions {
  /** The address of a PostgreSQL server. Default: PGlite. */
  readonly databaseUrl?: string | undefined;
  /** PGlite's folder. Without it, the data is lost when the process ends. */
  readonly dataFolder?: string | undefined;
}

export interface OpenDatabase {
  readonly db: Database;
  close(): Promise<void>;
}

const INT8 = 20;

/** PGlite's own type expects the name of a type where a driver passes its number. */
type GetParser = (oid: number, format?: 'text' | 'binary') => (text: string) => unknown;

async function openPostgres(connectionString: string): Promise<OpenDatabase> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    types: {
      // Ids and counters stay below 2^53, and PGlite returns numbers for them.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : (pg.types.getTypeParser as GetParser)(oid, format),
    },
  });
  // A broken idle connection is replaced at the next use. Without a listener, the error would end the process.
  pool.on('error', () => {});
  // The same for one that breaks between two statements of a transaction, whose next statement then fails.
  pool.on('connect', (client) => void client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

async function openPglite(folder: string | undefined): Promise<OpenDatabase> {
  const { PGlite } = await import('@electric-sql/pglite');
  const unlock = folder === undefined ? undefined : await lockFolder(folder);
  try {
    const db = new Kysely<Tables>({ dialect: pgliteDialect(await PGlite.create(folder)) });
    return {
      db,
      async close() {
        await db.destroy();
        await unlock?.();
      },
    };
  } catch (error) {
    await unlock?.();
    throw error;
  }
}

/** Opens the database and brings its tables up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { databaseUrl, dataFolder } = options;
  const opened = databaseUrl ? await openPostgres(databaseUrl) : await openPglite(dataFolder);
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error } = await new Migrator({ db: opened.db, provider }).migrateToLatest();
  if (error !== undefined) {
    await opened.close();
    throw error;
  }
  return opened;
}

/** Adds a tenant unless it exists. */
export async function addTenant(db: Database, id: string): Promise<void> {
  await db
    .insertInto('tenants')
    .values({ id, epoch: randomBytes(6).toString('hex') })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
