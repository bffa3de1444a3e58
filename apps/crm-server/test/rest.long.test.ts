// The shipped store and source against this server, over a real network.
import { restCallLogStore, isStoreError, type CallLogStore } from '@jackfield/plugin-calllog';
import { testCallLogStore } from '@jackfield/plugin-calllog/testing/vitest';
import { restContactSource } from '@jackfield/plugin-contacts';
import { createServer as createNetServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { contactsOf } from '../src/contacts.js';
import { addTenant, type OpenDatabase } from '../src/database/open.js';
import { createServer } from '../src/server.js';
import { databases } from './databases.js';

const TOKEN = 'acme-token-acme-token-acme';
const CONFIG = {
  ...readConfig({ CRM_TOKENS: `acme:${TOKEN}`, CRM_RATE_LIMIT: '1000000' }),
  logLevel: 'silent',
};
const { signal } = new AbortController();

describe.each(databases)('on $name', ({ start }) => {
  let database: Awaited<ReturnType<typeof start>>;
  let opened: OpenDatabase;
  let app: Awaited<ReturnType<typeof createServer>>;
  let url = '';
  let limited: Awaited<ReturnType<typeof createServer>>;

  beforeAll(async () => {
    database = await start();
    opened = await database.open();
    await addTenant(opened.db, 'acme');
    app = await createServer(opened.db, CONFIG);
    url = await app.listen({ host: '127.0.0.1', port: 0 });
    limited = await createServer(opened.db, { ...CONFIG, rateLimit: 0 });
  });
  afterAll(async () => {
    await app.close();
    await limited.close();
    await opened.close();
    await database.stop();
  });

  const headers = { authorization: `Bearer ${TOKEN}` };
  const store = (): CallLogStore => restCallLogStore({ url, headers });

  describe('restCallLogStore keeps what every store promises:', () => {
    testCallLogStore(store, {
      contact: { id: 'c-1', type: 'acme', name: 'Ada' },
      failing: () => restCallLogStore({ url: `${url}/nowhere`, headers }),
      hanging: () =>
        restCallLogStore({
          url,
          headers,
          fetch: (_url, init) =>
            new Promise((_resolve, reject) => {
              init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
            }),
        }),
      read: async (key) => {
        const row = await opened.db
          .selectFrom('call_logs')
          .select('record')
          .where('tenant_id', '=', 'acme')
          .where('key', '=', key)
          .executeTakeFirst();
        return row?.record as never;
      },
    });
  });

  it('distinguishes a wrong token, too many requests and a log that is not valid', async () => {
    const party = { phoneNumber: '1' };
    const log = {
      key: 'k',
      revision: 1,
      receivedAt: 1,
      call: { id: 'c', direction: 'INBOUND', from: party, to: party },
    };
    const refusal = async (at: CallLogStore, record: object = log) => {
      const error: unknown = await at.upsert(record as never, { signal }).catch((it) => it);
      return isStoreError(error) ? error : undefined;
    };
    const wrong = restCallLogStore({
      url,
      headers: { authorization: 'Bearer nobodys-token-at-all' },
    });
    expect((await refusal(wrong))?.kind).toBe('unauthorized');
    const invalid = await refusal(store(), { ...log, call: {} });
    expect([invalid?.kind, invalid?.message]).toEqual([
      'permanent',
      expect.stringContaining("body/call must have required property 'id'"),
    ]);
    const strict = restCallLogStore({
      url: await limited.listen({ host: '127.0.0.1', port: 0 }),
      headers,
    });
    const many = await refusal(strict);
    expect([many?.kind, many?.retryAfterMs]).toEqual(['transient', expect.any(Number)]);
    expect(many?.retryAfterMs).toBeGreaterThan(0);
    const gone = restCallLogStore({ url: await unused(), headers });
    expect((await refusal(gone))?.kind).toBe('transient');
  });

  it('restContactSource finds who has a number, and follows what changes', async () => {
    const source = restContactSource({ url, headers, defaultCountry: 'US' });
    const acme = contactsOf(opened.db, 'acme', 'US');
    const people = Array.from({ length: 600 }, (_, id) => ({
      id,
      name: `N${id}`,
      phoneNumbers: [{ phoneNumber: `650 555 ${String(id).padStart(4, '0')}` }],
    }));
    await acme.put(people);
    const numbers = people.map((_, id) => `+1650555${String(id).padStart(4, '0')}`);
    const found = await source.findByNumbers([...numbers, '+16505559999'], { signal });
    expect((found as Map<string, unknown>).size).toBe(600);
    expect((found as Map<string, unknown>).get('+16505550599')).toMatchObject([people[599]]);
    const seen: unknown[] = [];
    let since: string | undefined;
    for (;;) {
      const { contacts, next, more } = await source.changes({ since, limit: 250 }, { signal });
      seen.push(...contacts);
      since = next;
      if (!more) break;
    }
    expect(seen).toEqual(people);
    await acme.remove([{ id: 7 }]);
    expect(await source.changes({ since }, { signal })).toMatchObject({
      contacts: [],
      deleted: [{ id: 7 }],
      more: false,
    });
  });
});

/** An address that nobody listens at. */
const unused = (): Promise<string> =>
  new Promise((resolve) => {
    const server = createNetServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(`http://127.0.0.1:${port}`));
    });
  });
