import { sql } from 'kysely';
import type { Database } from './database/open.js';

/** The members of a call log that this server reads; the others are stored unchanged. */
export interface CallLogBody {
  readonly key: string;
  readonly revision: number;
  readonly contact?: { readonly id?: string | number };
}

export interface WrittenRow {
  readonly key: string;
  readonly revision: number;
  readonly id: number;
}

export interface FoundRow {
  readonly key: string;
  readonly id: number;
  readonly contactId?: string | number;
}

export interface ListedRow {
  readonly id: number;
  readonly record: unknown;
}

/** The call logs of one tenant. */
export interface CallLogs {
  write(body: CallLogBody): Promise<WrittenRow>;
  reject(body: CallLogBody): Promise<void>;
  find(keys: readonly string[]): Promise<readonly FoundRow[]>;
  list(after: number, limit: number): Promise<readonly ListedRow[]>;
}

export function callLogsOf(db: Database, tenant: string): CallLogs {
  return {
    async write(body) {
      const { key, revision } = body;
      // One statement compares and writes. If two arrive at the same time, even on two servers, the
      // higher revision remains, and the lower one changes nothing.
      const written = await db
        .insertInto('call_logs')
        .values({
          tenant_id: tenant,
          key,
          revision,
          contact_id: JSON.stringify(body.contact?.id ?? null),
          record: JSON.stringify(body),
        })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'key'])
            .doUpdateSet((row) => ({
              revision: row.ref('excluded.revision'),
              contact_id: row.ref('excluded.contact_id'),
              record: row.ref('excluded.record'),
              updated_at: sql`now()`,
            }))
            .whereRef('excluded.revision', '>', 'call_logs.revision'),
        )
        .returning(['key', 'revision', 'id'])
        .executeTakeFirst();
      if (written) return written;
      return db
        .selectFrom('call_logs')
        .select(['key', 'revision', 'id'])
        .where('tenant_id', '=', tenant)
        .where('key', '=', key)
        .executeTakeFirstOrThrow();
    },
    async reject(body) {
      const { key, revision } = body;
      await db
        .insertInto('rejected_call_logs')
        .values({ tenant_id: tenant, key, revision, record: JSON.stringify(body) })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'key'])
            .doUpdateSet((row) => ({
              revision: row.ref('excluded.revision'),
              record: row.ref('excluded.record'),
              updated_at: sql`now()`,
            }))
            .whereRef('excluded.revision', '>', 'rejected_call_logs.revision'),
        )
        .execute();
    },
    async find(keys) {
      if (keys.length === 0) return [];
      const rows = await db
        .selectFrom('call_logs')
        .select(['key', 'id', 'contact_id'])
        .where('tenant_id', '=', tenant)
        .where('key', 'in', [...new Set(keys)])
        .execute();
      return rows.map(({ key, id, contact_id: contactId }) =>
        contactId === null ? { key, id } : { key, id, contactId },
      );
    },
    list: (after, limit) =>
      db
        .selectFrom('call_logs')
        .select(['id', 'record'])
        .where('tenant_id', '=', tenant)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute(),
  };
}
