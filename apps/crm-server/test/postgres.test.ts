// What only a real PostgreSQL can show: several servers, and transactions at the same time.
import { restCallLogStore } from '@jackfield/plugin-calllog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactsOf } from '../src/contacts.js';
import { readConfig } from '../src/config.js';
import { addTenant, openDatabase, type OpenDatabase } from '../src/database/open.js';
import { start, type Running } from '../src/start.js';
import { findPostgres, startPostgres, type TestPostgres } from './postgres.js';

const TOKEN = 'acme-token-acme-token-acme';
/** A signal for each request: many listen to theirs at the same time. */
const context = (): { signal: AbortSignal } => ({ signal: new AbortController().signal });
const found = findPostgres();

// Registered only where there is one: `databases.ts` says so where there is none.
if ('bin' in found) {
  describe('on one PostgreSQL', () => {
    let postgres: TestPostgres;
    let servers: Running[] = [];
    let direct: OpenDatabase;

    beforeAll(async () => {
      postgres = await startPostgres(found.bin);
      const env = { DATABASE_URL: postgres.url, CRM_TOKENS: `acme:${TOKEN}`, PORT: '0' };
      const config = { ...readConfig({ ...env, CRM_RATE_LIMIT: '1000000' }), logLevel: 'silent' };
      // At once, so that both want to make the tables.
      servers = await Promise.all([start(config), start(config)]);
      direct = await openDatabase({ databaseUrl: postgres.url });
    });
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.close()));
      await direct?.close();
      await postgres?.close();
    });

    it('two servers keep one row a key, with its highest revision', async () => {
      const stores = servers.map(({ url }) =>
        restCallLogStore({ url, headers: { authorization: `Bearer ${TOKEN}` } }),
      );
      const party = { phoneNumber: '6505550142' };
      const call = { id: 'c', direction: 'INBOUND', from: party, to: party } as const;
      const keys = Array.from({ length: 10 }, (_, i) => `k${i}`);
      await Promise.all(
        keys.flatMap((key, k) =>
          Array.from({ length: 12 }, (_, i) => {
            // All orders, on both servers.
            const revision = 1 + ((i * 5 + k) % 12);
            const task = { notes: `${revision}` };
            return stores[i % 2]?.upsert({ key, revision, call, task, receivedAt: 1 }, context());
          }),
        ),
      );
      const rows = await direct.db
        .selectFrom('call_logs')
        .select(['key', 'revision', 'record'])
        .orderBy('key')
        .execute();
      expect(rows.map(({ key, revision }) => [key, revision])).toEqual(
        keys.map((key) => [key, 12]),
      );
      for (const { record } of rows) expect(record).toMatchObject({ task: { notes: '12' } });
      expect(await stores[1]?.find(keys, context())).toHaveLength(10);
    });

    it('no change is passed over that is committed late', async () => {
      await addTenant(direct.db, 'late');
      const contacts = contactsOf(direct.db, 'late', 'US');
      await contacts.put([{ id: 0, name: 'before' }]);
      let commit = () => {};
      const held = new Promise<void>((resolve) => (commit = resolve));
      let locked = () => {};
      const isLocked = new Promise<void>((resolve) => (locked = resolve));
      // A writer that has its number, and takes its time.
      const early = direct.db.transaction().execute(async (transaction) => {
        const { contact_seq: seq } = await transaction
          .updateTable('tenants')
          .set((row) => ({ contact_seq: row('contact_seq', '+', 1) }))
          .where('id', '=', 'late')
          .returning('contact_seq')
          .executeTakeFirstOrThrow();
        await transaction
          .insertInto('contacts')
          .values({
            tenant_id: 'late',
            ref: '[null,1]',
            seq,
            contact: JSON.stringify({ id: 1, name: 'early' }),
            touched_at: 1,
          })
          .execute();
        locked();
        await held;
      });
      await isLocked;
      let isWritten = false;
      const later = contacts.put([{ id: 2, name: 'later' }]).then(() => (isWritten = true));

      // Whatever is read meanwhile, reading on from there finds all that comes after.
      const names: unknown[] = [];
      let since: string | undefined;
      const read = async () => {
        const { contacts: changed = [], next } = (await contacts.changes(since, 100)) ?? {};
        names.push(...changed.map((contact) => (contact as { name: string }).name));
        since = next;
      };
      for (let times = 0; times < 20; times += 1) await read();
      expect([names, isWritten]).toEqual([['before'], false]);
      commit();
      await Promise.all([early, later]);
      await read();
      expect(names).toEqual(['before', 'early', 'later']);
    });

    it('a reader receives the changes of many concurrent writers, each once', async () => {
      await addTenant(direct.db, 'busy');
      const writers = [...servers.map(({ db }) => db), direct.db].map((db) =>
        contactsOf(db, 'busy', 'US'),
      );
      let open = true;
      const ids: number[] = [];
      const reader = (async () => {
        let since: string | undefined;
        for (let last = false; !last;) {
          last = !open;
          const { contacts = [], next, more } = (await writers[0]?.changes(since, 50)) ?? {};
          ids.push(...contacts.map((contact) => (contact as { id: number }).id));
          since = next;
          if (more) last = false;
        }
      })();
      await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          writers[i % 3]?.put([
            { id: 2 * i, name: 'A' },
            { id: 2 * i + 1, name: 'B' },
          ]),
        ),
      );
      open = false;
      await reader;
      expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, i) => i));
    });
  });
}
