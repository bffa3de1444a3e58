import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { failureOf } from './database/failure.js';
import type { Database } from './database/open.js';

/**
 * More than the free space of the pages and of the journal that were allocated earlier: a small row
 * can be written when a log cannot. Random, since PostgreSQL compresses.
 */
const FILLER = sql<string>`(select string_agg(md5(random()::text), '') from generate_series(1, 2048))`;

/**
 * `/health/live`: this process answers. `/health/ready`: its database is available and takes writes,
 * and it is not shutting down, so it accepts requests.
 */
export function addHealth(app: FastifyInstance, db: Database): void {
  /** Whether the storage has failed since the last write that is known to have succeeded. */
  let hasFailed = false;
  let trial: Promise<void> | undefined;
  app.addHook('onError', async (_request, _reply, error) => {
    if (failureOf(error) === 'storage') hasFailed = true;
  });

  // Only after a failure: this address is public, and each trial costs a write.
  const tryToWrite = async (): Promise<void> => {
    await db
      .insertInto('storage_trials')
      .values({ id: 1, filler: FILLER })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({ filler: row.ref('excluded.filler') })),
      )
      .execute();
    hasFailed = false;
  };

  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async () => {
    await sql`select 1`.execute(db);
    if (hasFailed) {
      trial ??= tryToWrite().finally(() => (trial = undefined));
      await trial;
    }
    return { status: 'ok' };
  });
}
