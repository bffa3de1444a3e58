import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Database } from './database/open.js';
import { Problem } from './problem.js';

/**
 * `/health/live`: this process answers. `/health/ready`: its database is available and it is not
 * shutting down, so it accepts requests.
 */
export function addHealth(app: FastifyInstance, db: Database): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async () => {
    if (closing) throw new Problem(503, 'This server is about to end.');
    try {
      await sql`select 1`.execute(db);
    } catch {
      throw new Problem(503, 'The database is not there.', { 'retry-after': '5' });
    }
    return { status: 'ok' };
  });
}
