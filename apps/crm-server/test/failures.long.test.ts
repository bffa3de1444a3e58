// What happens when the database itself breaks: a real PostgreSQL, and a real disk that is full.
import { isStoreError, restCallLogStore } from '@jackfield/plugin-calllog';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactsOf } from '../src/contacts.js';
import { addTenant, openDatabase, type OpenDatabase } from '../src/database/open.js';
import { createServer } from '../src/server.js';
import { hashToken } from '../src/tokens.js';
import { useCommandLine } from './command-line.js';
import { findPostgres, startPostgres, type TestPostgres } from './postgres.js';

const TOKEN = 'acme-token-acme-token-acme';
const CANARY = 'Canary6505550199';
const headers = { authorization: `Bearer ${TOKEN}` };
const party = { phoneNumber: '6505550142' };
const log = (key: string, revision = 1, notes = CANARY) => ({
  key,
  revision,
  receivedAt: 1,
  call: { id: 'c', direction: 'INBOUND', from: party, to: party },
  task: { notes },
});
const post = (url: string, body: object): Promise<Response> =>
  fetch(`${url}/call-logs`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const statusOf = async (url: string): Promise<number> =>
  (await fetch(`${url}/health/ready`)).status;
const problemOf = async (response: Response): Promise<unknown> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return ((await response.json()) as { detail: unknown }).detail;
};

const found = findPostgres();

// Registered only where there is one: `databases.ts` says so where there is none.
if ('bin' in found) {
  describe('a PostgreSQL', { timeout: 120_000 }, () => {
    const lines: string[] = [];
    let postgres: TestPostgres;
    let opened: OpenDatabase;
    /** Of its own pool, for what breaks the server's. */
    let other: OpenDatabase;
    let app: FastifyInstance;
    let url = '';

    beforeAll(async () => {
      postgres = await startPostgres(found.bin);
      opened = await openDatabase({ databaseUrl: postgres.url });
      other = await openDatabase({ databaseUrl: postgres.url });
      await addTenant(opened.db, 'acme');
      app = await createServer(opened.db, {
        origins: [],
        tokens: [{ tenant: 'acme', hash: hashToken(TOKEN) }],
        rateLimit: 1_000_000,
        metricsToken: undefined,
        country: 'US',
        logLevel: 'trace',
        logStream: { write: (line) => void lines.push(line) },
      });
      url = await app.listen({ host: '127.0.0.1', port: 0 });
    });
    afterAll(async () => {
      await app?.close();
      await opened?.close();
      await other?.close();
      await postgres?.close();
    });

    const waiting = async (): Promise<readonly number[]> => {
      const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
        where wait_event_type = 'Lock' and pid <> pg_backend_pid()`.execute(other.db);
      return rows.map(({ pid }) => pid);
    };
    /** Lets all writes of logs wait while `work` runs. */
    const whileLocked = (work: () => Promise<void>): Promise<void> =>
      other.db.transaction().execute(async (transaction) => {
        await sql`lock table call_logs in exclusive mode`.execute(transaction);
        await work();
      });
    const storedKeys = async (prefix: string): Promise<readonly string[]> => {
      const rows = await other.db
        .selectFrom('call_logs')
        .select('key')
        .where('key', 'like', `${prefix}%`)
        .orderBy('key')
        .execute();
      return rows.map(({ key }) => key);
    };

    it('without a free connection lets requests wait for a while, answers 503, and takes them again', async () => {
      const keys = Array.from({ length: 40 }, (_, i) => `busy${String(i).padStart(2, '0')}`);
      let first: Promise<Response>[] = [];
      const refused: string[] = [];
      await whileLocked(async () => {
        first = keys.slice(0, 10).map((key) => post(url, log(key)));
        await expect.poll(waiting, { timeout: 60_000 }).toHaveLength(10);
        await Promise.all(
          keys.slice(10).map(async (key) => {
            const response = await post(url, log(key));
            expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
            expect(await problemOf(response)).toBe('The database is not there.');
            refused.push(key);
          }),
        );
        expect(await statusOf(url)).toBe(503);
      });
      expect((await Promise.all(first)).map(({ status }) => status)).toEqual(Array(10).fill(200));
      expect(await statusOf(url)).toBe(200);
      const again = await Promise.all(refused.map((key) => post(url, log(key))));
      expect(again.map(({ status }) => status)).toEqual(Array(30).fill(200));
      expect(await storedKeys('busy')).toEqual(keys);
    });

    it('that ends a connection in the middle of a write gets the log once, with the next attempt', async () => {
      const store = restCallLogStore({ url, headers });
      const { signal } = new AbortController();
      const record = log('killed') as never;
      await whileLocked(async () => {
        const attempt = store.upsert(record, { signal }).catch((error: unknown) => error);
        await expect.poll(waiting, { timeout: 60_000 }).toHaveLength(1);
        const [pid] = await waiting();
        await sql`select pg_terminate_backend(${pid})`.execute(other.db);
        const error: unknown = await attempt;
        expect(isStoreError(error) && [error.kind, error.retryAfterMs]).toEqual([
          'transient',
          5_000,
        ]);
      });
      expect(await storedKeys('killed')).toEqual([]);
      await store.upsert(record, { signal });
      expect(await storedKeys('killed')).toEqual(['killed']);
    });

    it('that ends a connection between two statements of a transaction leaves nothing half written', async () => {
      const attempt = opened.db.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
          transaction,
        );
        await addTenant(transaction, 'half');
        await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other.db);
        const isThere = async () =>
          (await sql`select 1 from pg_stat_activity where pid = ${rows[0]?.pid}`.execute(other.db))
            .rows.length > 0;
        await expect.poll(isThere, { timeout: 60_000 }).toBe(false);
        await addTenant(transaction, 'other-half');
      });
      await expect(attempt).rejects.toThrow();
      await contactsOf(opened.db, 'acme', 'US').put([{ id: 1, name: 'after' }]);
      const tenants = await opened.db.selectFrom('tenants').select('id').execute();
      expect(tenants).toEqual([{ id: 'acme' }]);
    });

    it('whose errors quote a row gets nothing of it into the log', async () => {
      await sql`create unique index one on call_logs ((record -> 'task' ->> 'notes')) where key like 'twin%'`.execute(
        other.db,
      );
      expect((await post(url, log('twin1'))).status).toBe(200);
      expect((await post(url, log('twin2'))).status).toBe(500);
      await sql`drop index one`.execute(other.db);
      await sql`alter table rejected_call_logs alter column key type varchar(5)`.execute(other.db);
      const response = await fetch(`${url}/call-logs/rejected`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ key: CANARY, revision: 1, receivedAt: 1, raw: CANARY, issues: [] }),
      });
      expect(response.status).toBe(422);
      await sql`alter table rejected_call_logs alter column key type text`.execute(other.db);
      const all = lines.join('');
      for (const code of ['23505', '22001', '57P01']) expect(all).toContain(`"code":"${code}"`);
      for (const secret of [CANARY, party.phoneNumber, TOKEN, 'insert into']) {
        expect(all).not.toContain(secret);
      }
    });

    it('that restarts has all that was answered, and the server reaches it again', async () => {
      expect((await post(url, log('before'))).status).toBe(200);
      await postgres.stop();
      const response = await post(url, log('during'));
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await problemOf(response)).toBe('The database is not there.');
      expect([await statusOf(url), (await fetch(`${url}/health/live`)).status]).toEqual([503, 200]);
      await postgres.run();
      expect(await statusOf(url)).toBe(200);
      expect((await post(url, log('during'))).status).toBe(200);
      expect([...(await storedKeys('before')), ...(await storedKeys('during'))]).toEqual([
        'before',
        'during',
      ]);
    });
  });
}

const { dataFolder, run } = useCommandLine();

it('a start that fails prints no password, and no file', { timeout: 120_000 }, async () => {
  const secret = 's3cret-Canary';
  for (const DATABASE_URL of [
    `postgres://crm:${secret}@127.0.0.1:1/crm`,
    `postgres://crm:${secret}@[/crm`,
    `postgres://crm:${secret}%@127.0.0.1:1/crm`,
    secret,
  ]) {
    const { ended, output } = run(dataFolder(`url${DATABASE_URL.length}`), [], { DATABASE_URL });
    expect(await ended).toBe(1);
    expect(output()).toMatch(/^The server has failed: \{"name":/);
    expect(output()).not.toContain(secret);
  }
});

/** A file system of its own, which is gone with the process. */
const hasMounts = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

it.runIf(hasMounts)(
  'a full disk makes the server not ready and loses nothing, and it recovers when there is room',
  { timeout: 120_000 },
  async () => {
    const data = dataFolder('full');
    const mount = `mount -t tmpfs -o size=120m none "${data}" && exec "$@"`;
    const server = run(data, [], { CRM_TOKENS: `acme:${TOKEN}`, CRM_LOG: 'trace' }, [
      ...['unshare', '-m', 'sh', '-c', mount, 'sh'],
    ]);
    const url = await server.url();
    const inside = `/proc/${server.child.pid}/root${data}`;
    const { bavail, bsize } = statfsSync(inside);
    writeFileSync(`${inside}/filler`, Buffer.alloc(bavail * bsize - 4_000_000));

    const answered: string[] = [];
    let last: Response | undefined;
    for (let i = 0; i < 200; i += 1) {
      // Random, since PostgreSQL compresses.
      const notes = Array.from({ length: 20_000 }, () => Math.random().toString(36)[2]).join('');
      last = await post(url, log(`full${i}`, 1, `${CANARY}${notes}`));
      if (last.status !== 200) break;
      answered.push(`full${i}`);
    }
    expect([last?.status, last && (await problemOf(last))]).toEqual([
      503,
      'The storage of the database is full or failing.',
    ]);
    expect([await statusOf(url), await statusOf(url)]).toEqual([503, 503]);
    rmSync(`${inside}/filler`);
    expect(await statusOf(url)).toBe(200);
    expect((await post(url, log(`full${answered.length}`))).status).toBe(200);
    const response = await fetch(`${url}/call-logs/find`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ keys: answered }),
    });
    expect(((await response.json()) as { found: unknown[] }).found).toHaveLength(answered.length);
    expect(server.output()).toContain('"code":"53100"');
    expect(server.output()).not.toContain(CANARY);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  },
);
