import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactsOf } from '../src/contacts.js';
import { addTenant, type OpenDatabase } from '../src/database/open.js';
import { createServer, type ServerOptions } from '../src/server.js';
import { addToken, hashToken, revokeTokens } from '../src/tokens.js';
import { databases } from './databases.js';

const ACME = 'acme-token-acme-token-acme';
const OTHER = 'other-token-other-token-other';
const METRICS = 'metrics-token-metrics-token';
const OPTIONS: ServerOptions = {
  origins: ['https://crm.example'],
  tokens: [
    { tenant: 'acme', hash: hashToken(ACME) },
    { tenant: 'other', hash: hashToken(OTHER) },
  ],
  rateLimit: 100_000,
  metricsToken: hashToken(METRICS),
  country: 'US',
  logLevel: 'silent',
};

const party = { phoneNumber: '6503945910' };
const log = (key: string, revision: number, more: object = {}) => ({
  key,
  revision,
  receivedAt: 1_571_278_450_000,
  call: { id: 'call', direction: 'INBOUND', from: party, to: party },
  ...more,
});
const rejection = (key: string, revision: number, raw: unknown) => ({
  key,
  revision,
  receivedAt: 1,
  raw,
  issues: [],
});

describe.each(databases)('on $name', ({ start }) => {
  let database: Awaited<ReturnType<typeof start>>;
  let opened: OpenDatabase;
  let app: FastifyInstance;
  let keys = 0;
  const newKey = (): string => `call${(keys += 1)}$2`;

  beforeAll(async () => {
    database = await start();
    opened = await database.open();
    for (const { tenant } of OPTIONS.tokens) await addTenant(opened.db, tenant);
    app = await createServer(opened.db, OPTIONS);
  });
  afterAll(async () => {
    await app.close();
    await opened.close();
    await database.stop();
  });

  const send = (
    method: 'GET' | 'POST',
    url: string,
    body?: unknown,
    token: string | undefined = ACME,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<LightMyRequestResponse> =>
    app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body !== undefined && { payload: body as object }),
    } satisfies InjectOptions);

  /** A refusal as the contract has it. */
  const expectProblem = (response: LightMyRequestResponse, status: number): string => {
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const { detail, ...rest } = response.json<{ detail: string }>();
    expect(rest).toEqual({ type: 'about:blank', title: expect.any(String), status });
    return detail;
  };

  const stored = async (key: string, token = ACME): Promise<unknown> => {
    const { callLogs } = (await send('GET', '/call-logs?limit=1000', undefined, token)).json<{
      callLogs: { record: { key: string } }[];
    }>();
    const found = callLogs.filter(({ record }) => record.key === key);
    expect(found.length, `rows of ${key}`).toBeLessThan(2);
    return found[0]?.record;
  };

  describe('tokens', () => {
    it.each([
      ['POST', '/call-logs'],
      ['GET', '/call-logs'],
      ['POST', '/call-logs/find'],
      ['POST', '/call-logs/rejected'],
      ['POST', '/contacts/match'],
      ['GET', '/contacts/changes'],
    ] as const)('are needed for %s %s', async (method, url) => {
      for (const authorization of [
        undefined,
        '',
        'Bearer',
        'Bearer short',
        `Bearer ${ACME}x`,
        `Basic ${ACME}`,
        `Bearer ${hashToken(ACME)}`,
      ]) {
        const response = await app.inject({
          method,
          url,
          headers: authorization === undefined ? {} : { authorization },
          ...(method === 'POST' && { payload: {} }),
        });
        expectProblem(response, 401);
        expect(response.headers['www-authenticate']).toBe('Bearer');
      }
    });

    it('from the database are good until they are revoked, and only their hash is kept', async () => {
      const token = await addToken(opened.db, 'third', 'pages');
      const kept = JSON.stringify(await opened.db.selectFrom('tokens').selectAll().execute());
      expect(kept).not.toContain(token);
      expect((await send('GET', '/call-logs', undefined, token)).json()).toEqual({ callLogs: [] });
      expect(await revokeTokens(opened.db, 'acme', 'pages')).toBe(0);
      expect((await send('GET', '/call-logs', undefined, token)).statusCode).toBe(200);
      expect(await revokeTokens(opened.db, 'third', 'pages')).toBe(1);
      expectProblem(await send('GET', '/call-logs', undefined, token), 401);
    });
  });

  describe('what is refused', () => {
    it.each([
      ['no object', []],
      ['no key', { ...log('a', 1), key: undefined }],
      ['an empty key', log('', 1)],
      ['a key with a NUL', log('a\0', 1)],
      ['a key too long for an index', log('a'.repeat(501), 1)],
      ['a key that is a number', { ...log('a', 1), key: 1 }],
      ['a revision that is a text', { ...log('a', 1), revision: '1' }],
      ['no revision', { ...log('a', 1), revision: undefined }],
      ['no call', { ...log('a', 1), call: undefined }],
      ['a call without an id', { ...log('a', 1), call: { direction: 'INBOUND' } }],
      ['a contact without a name', log('a', 1, { contact: { id: 1 } })],
      ['an origin that nobody knows', log('a', 1, { origin: 'guess' })],
    ])('as a log: %s', async (_what, body) => {
      const detail = expectProblem(await send('POST', '/call-logs', body), 422);
      expect(detail).toMatch(/^body/);
      expect(await stored('a')).toBeUndefined();
    });

    it('without a word of what was sent', async () => {
      const body = log('a', 1, { task: { notes: 42, summary: 'Priya' }, owner: { x: 'Priya' } });
      expect(expectProblem(await send('POST', '/call-logs', body), 422)).not.toMatch(/Priya|42/);
    });

    it('as keys, numbers, tokens and limits', async () => {
      const many = Array.from({ length: 501 }, (_, i) => `k${i}`);
      expectProblem(await send('POST', '/call-logs/find', { keys: many }), 422);
      expectProblem(await send('POST', '/call-logs/find', { keys: [1] }), 422);
      expectProblem(await send('POST', '/call-logs/find', {}), 422);
      expectProblem(await send('POST', '/call-logs/rejected', { key: 'a' }), 422);
      expectProblem(await send('POST', '/contacts/match', { phoneNumbers: many }), 422);
      expectProblem(await send('POST', '/contacts/match', { phoneNumbers: [''] }), 422);
      for (const query of [
        'limit=0',
        'limit=1001',
        'limit=x',
        'limit=1&limit=2',
        'since=',
        'since=x',
      ]) {
        expectProblem(await send('GET', `/contacts/changes?${query}`), 400);
      }
      for (const query of ['after=-1', 'after=1.5', 'limit=1e3']) {
        expectProblem(await send('GET', `/call-logs?${query}`), 400);
      }
    });

    it('as a body: no JSON, another type, too much', async () => {
      const post = (payload: string, type: string) =>
        send('POST', '/call-logs', payload, ACME, { 'content-type': type });
      expectProblem(await post('{', 'application/json'), 400);
      expectProblem(await post('', 'application/json'), 400);
      expectProblem(await post('key=a', 'application/x-www-form-urlencoded'), 415);
      expectProblem(await post('{}', 'text/plain'), 415);
      const notes = 'x'.repeat(1_100_000);
      expectProblem(await send('POST', '/call-logs', log('a', 1, { task: { notes } })), 413);
    });

    it('as an address', async () => {
      expectProblem(await send('GET', '/'), 404);
      expectProblem(await send('GET', '/call-logs/find'), 404);
      expectProblem(await send('POST', '/contacts/changes', {}), 404);
    });
  });

  describe('a log', () => {
    it('is written, and found with its contact', async () => {
      const [key, other] = [newKey(), newKey()];
      const contact = { id: 1001, name: 'Priya Raman' };
      const response = await send('POST', '/call-logs', log(key, 5, { contact }));
      expect(response.json()).toEqual({ key, revision: 5, id: expect.any(Number) });
      await send('POST', '/call-logs', log(other, 5));
      const { id } = response.json<{ id: number }>();
      const found = await send('POST', '/call-logs/find', { keys: [key, 'nobody', key, other] });
      expect(found.json<{ found: unknown[] }>().found).toHaveLength(2);
      expect(found.json()).toEqual({
        found: expect.arrayContaining([
          { key, id, contactId: 1001 },
          { key: other, id: expect.any(Number) },
        ]),
      });
      expect((await send('POST', '/call-logs/find', { keys: [] })).json()).toEqual({ found: [] });
    });

    it('is replaced by a higher revision only; all others succeed and change nothing', async () => {
      const key = newKey();
      const first = (await send('POST', '/call-logs', log(key, 5, { owner: 'a' }))).json();
      for (const [revision, owner] of [
        [5, 'same'],
        [4.5, 'lower'],
        [-1e300, 'lowest'],
      ] as const) {
        const again = await send('POST', '/call-logs', log(key, revision, { owner }));
        expect([again.statusCode, again.json()]).toEqual([200, first]);
      }
      expect(await stored(key)).toEqual(log(key, 5, { owner: 'a' }));
      const later = await send('POST', '/call-logs', log(key, 5.5, { owner: 'b' }));
      expect(later.json()).toEqual({ ...(first as object), revision: 5.5 });
      expect(await stored(key)).toEqual(log(key, 5.5, { owner: 'b' }));
    });

    it('comes out as the highest revision, in whatever order many come at once', async () => {
      const key = newKey();
      const revisions = [3, 9, 1, 7, 5, 8, 2, 6, 4, 9];
      const answers = await Promise.all(
        revisions.map((revision) => send('POST', '/call-logs', log(key, revision))),
      );
      for (const [i, answer] of answers.entries()) {
        const { revision } = answer.json<{ revision: number }>();
        expect(revision).toBeGreaterThanOrEqual(revisions[i] ?? 0);
      }
      expect(await stored(key)).toEqual(log(key, 9));
    });

    it('is kept as it came, whatever texts and members it has', async () => {
      const key = `${newKey()}__proto__ü🙂`;
      const odd = JSON.parse(
        '{"__proto__": {"a": 1}, "constructor": {"prototype": 1}, "nul": "\\u0000", "half": "\\ud83d", "big": 1e300}',
      ) as object;
      const body = log(key, Number.MAX_SAFE_INTEGER, { task: { notes: '\0\ud83d', odd }, odd });
      expect((await send('POST', '/call-logs', body)).statusCode).toBe(200);
      expect(JSON.stringify(await stored(key))).toBe(JSON.stringify(body));
    });

    it('that is none is kept beside the good one of its key', async () => {
      const key = newKey();
      await send('POST', '/call-logs', log(key, 1));
      for (const [revision, raw] of [
        [5, { odd: '\0' }],
        [4, 'lower'],
        [5, 'same'],
      ] as const) {
        const response = await send('POST', '/call-logs/rejected', rejection(key, revision, raw));
        expect([response.statusCode, response.body]).toEqual([204, '']);
      }
      const [row] = await opened.db
        .selectFrom('rejected_call_logs')
        .select('record')
        .where('key', '=', key)
        .execute();
      expect(row?.record).toEqual(rejection(key, 5, { odd: '\0' }));
      expect(await stored(key)).toEqual(log(key, 1));
    });
  });

  describe('a tenant', () => {
    it('does not find, list or overwrite another one’s logs', async () => {
      const key = newKey();
      await send('POST', '/call-logs', log(key, 5, { owner: 'acme' }), ACME);
      const found = await send('POST', '/call-logs/find', { keys: [key] }, OTHER);
      expect(found.json()).toEqual({ found: [] });
      expect(await stored(key, OTHER)).toBeUndefined();
      await send('POST', '/call-logs', log(key, 9, { owner: 'other' }), OTHER);
      expect(await stored(key, ACME)).toEqual(log(key, 5, { owner: 'acme' }));
      const again = await send('POST', '/call-logs', log(key, 4, { owner: 'acme' }), ACME);
      expect(again.json()).toMatchObject({ revision: 5 });
      await send('POST', '/call-logs/rejected', rejection(key, 5, 'acme'), ACME);
      await send('POST', '/call-logs/rejected', rejection(key, 9, 'other'), OTHER);
      const rows = await opened.db
        .selectFrom('rejected_call_logs')
        .select(['tenant_id', 'revision'])
        .where('key', '=', key)
        .orderBy('tenant_id')
        .execute();
      expect(rows).toEqual([
        { tenant_id: 'acme', revision: 5 },
        { tenant_id: 'other', revision: 9 },
      ]);
    });

    it('does not match, list, change or delete another one’s contacts', async () => {
      const shared = { id: 'shared', name: 'A', phoneNumbers: [{ phoneNumber: '+16505550111' }] };
      const acme = contactsOf(opened.db, 'acme', 'US');
      const other = contactsOf(opened.db, 'other', 'US');
      await acme.put([shared]);
      const since = (await other.changes(undefined, 1))?.next;
      const match = (token: string) =>
        send('POST', '/contacts/match', { phoneNumbers: ['+16505550111', '~5550111'] }, token).then(
          (response) => response.json<{ contacts: Record<string, { name: string }[]> }>(),
        );
      expect(await match(OTHER)).toEqual({ contacts: {} });
      await other.remove([{ id: 'shared' }]);
      expect((await match(ACME)).contacts['+16505550111']).toHaveLength(1);
      await other.put([{ ...shared, name: 'B' }]);
      await other.put([{ ...shared, name: 'C', phoneNumbers: [] }]);
      const { contacts } = await match(ACME);
      expect(contacts['+16505550111']?.map(({ name }) => name)).toEqual(['A']);
      expect(contacts['~5550111']?.map(({ name }) => name)).toEqual(['A']);
      const { contacts: changed } = (await other.changes(since, 10)) ?? {};
      expect(changed).toEqual([{ ...shared, name: 'C', phoneNumbers: [] }]);
      const { contacts: all } = (await other.changes(undefined, 1_000)) ?? {};
      expect(all).toEqual([{ ...shared, name: 'C', phoneNumbers: [] }]);
      // Its token is of its own counter: another tenant's means nothing.
      expect(await acme.changes((await other.changes(undefined, 1))?.next, 1)).toBeUndefined();
    });
  });

  describe('contacts', () => {
    it('are matched by number, the one touched last first', async () => {
      const tenant = contactsOf(opened.db, 'acme', 'US');
      const numbers = (...all: string[]) => all.map((phoneNumber) => ({ phoneNumber }));
      await tenant.put([
        { id: 1, name: 'One', touchedAt: 5, phoneNumbers: numbers('(650) 555-0142', '4711') },
        {
          id: 2,
          name: 'Two',
          touchedAt: '2026-01-01T00:00:00Z',
          phoneNumbers: numbers('+1 650 555 0142 ext. 12', 'anonymous', 'x\0'),
        },
        { id: '2', type: 'Acme', name: 'Three', touchedAt: 5, phoneNumbers: numbers('6505550142') },
        { id: 4, name: '__proto__', phoneNumbers: numbers('sip:__proto__1@crm.example') },
      ]);
      const response = await send('POST', '/contacts/match', {
        phoneNumbers: ['+16505550142', '+16505550142;ext=12', '4711', '~5550142', '555', 'a\0'],
      });
      const { contacts } = response.json<{ contacts: Record<string, { name: string }[]> }>();
      const names = Object.fromEntries(
        Object.entries(contacts).map(([number, people]) => [
          number,
          people.map(({ name }) => name),
        ]),
      );
      expect(names).toEqual({
        '+16505550142': ['Two', 'One', 'Three'],
        '+16505550142;ext=12': ['Two'],
        '4711': ['One'],
        '~5550142': ['Two', 'One', 'Three'],
      });
    });

    it('are in the order of their dates, which are read as an import reads them', async () => {
      const tenant = contactsOf(opened.db, 'acme', 'US', () => 0);
      const phoneNumbers = [{ phoneNumber: '+16505550191' }];
      const dates = [
        '2026-01-12T10:15:00.250Z',
        1_768_212_900.5,
        '2026-01-12 10:15:00+00',
        '12 Jan 2026',
      ];
      for (const [id, touchedAt] of [...dates].reverse().entries()) {
        await tenant.put([{ id, name: String(touchedAt), touchedAt, phoneNumbers }]);
      }
      const found = (await tenant.match(['+16505550191']))['+16505550191'];
      expect(found).toMatchObject(
        [dates[1], dates[0], dates[2], dates[3]].map((date) => ({ name: String(date) })),
      );
    });

    it('whose date is not certain count as touched when they came: 12.01.2026 could be December', async () => {
      const tenant = contactsOf(opened.db, 'acme', 'US', () => Date.UTC(2026, 0, 20));
      const phoneNumbers = [{ phoneNumber: '+16505550190' }];
      await tenant.put([
        { id: 'unclear', name: 'Unclear', touchedAt: '12.01.2026', phoneNumbers },
        { id: 'clear', name: 'Clear', touchedAt: '2026-02-01', phoneNumbers },
      ]);
      const found = (await tenant.match(['+16505550190']))['+16505550190'];
      expect(found).toMatchObject([{ name: 'Clear' }, { name: 'Unclear' }]);
    });

    it('change as a whole: old numbers find nobody', async () => {
      const tenant = contactsOf(opened.db, 'acme', 'US');
      const old = { id: 'moved', name: 'M', phoneNumbers: [{ phoneNumber: '+16505550177' }] };
      await tenant.put([old]);
      await tenant.put([{ ...old, phoneNumbers: [{ phoneNumber: '+16505550178' }] }]);
      expect(Object.keys(await tenant.match(['+16505550177', '+16505550178']))).toEqual([
        '+16505550178',
      ]);
      await tenant.remove([{ id: 'moved' }]);
      expect(await tenant.match(['+16505550178'])).toEqual({});
    });

    it('are returned as changes, page by page, with deletions only for clients that have the contact', async () => {
      await addTenant(opened.db, 'paged');
      const token = await addToken(opened.db, 'paged', 'pages');
      const tenant = contactsOf(opened.db, 'paged', 'US');
      const get = async (query: string) =>
        (await send('GET', `/contacts/changes?${query}`, undefined, token)).json<{
          contacts: { id: number }[];
          deleted: object[];
          next: string;
          more: boolean;
        }>();
      const empty = await get('');
      expect(empty).toMatchObject({ contacts: [], deleted: [], more: false });
      await tenant.put(Array.from({ length: 7 }, (_, id) => ({ id, name: `N${id}` })));
      await tenant.remove([{ id: 0 }, { id: 'nobody' }]);
      const first = await get('limit=4');
      expect([first.contacts.map(({ id }) => id), first.deleted, first.more]).toEqual([
        [1, 2, 3, 4],
        [],
        true,
      ]);
      await tenant.put([{ id: 2, type: 'T', name: 'same id, other type' }]);
      await tenant.put([{ id: 1, name: 'changed' }]);
      const second = await get(`limit=10&since=${first.next}`);
      expect(second.contacts.map(({ id }) => id)).toEqual([5, 6, 2, 1]);
      expect([second.deleted, second.more]).toEqual([[{ id: 0 }], false]);
      await tenant.remove([{ type: 'T', id: 2 }]);
      const third = await get(`since=${second.next}`);
      expect([third.contacts, third.deleted]).toEqual([[], [{ type: 'T', id: 2 }]]);
      const last = await get(`since=${third.next}`);
      expect(last).toEqual({ contacts: [], deleted: [], next: third.next, more: false });
      expect((await get(`since=${empty.next}`)).contacts).toHaveLength(6);
    });

    it('are refused for a token from another database, or of the future', async () => {
      const { next } = (await contactsOf(opened.db, 'acme', 'US').changes(undefined, 1)) ?? {};
      const [epoch = ''] = next?.split('.') ?? [];
      for (const since of ['000000000000.1', `${epoch}.999999999`, `${epoch}.-1`, `${epoch}.1.2`]) {
        const detail = expectProblem(await send('GET', `/contacts/changes?since=${since}`), 400);
        expect(detail).toContain('Begin without one');
      }
    });
  });

  describe('a page of another origin', () => {
    const preflight = (origin: string) =>
      app.inject({
        method: 'OPTIONS',
        url: '/call-logs',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });

    it('may ask if its origin was given', async () => {
      const { statusCode, headers } = await preflight('https://crm.example');
      expect(statusCode).toBe(204);
      expect(headers['access-control-allow-origin']).toBe('https://crm.example');
      expect(headers['access-control-allow-headers']).toContain('authorization');
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      // A refusal is readable, too: without that the page would see a broken network.
      const refused = await app.inject({
        method: 'POST',
        url: '/call-logs',
        headers: { origin: 'https://crm.example' },
      });
      expect(refused.statusCode).toBe(401);
      expect(refused.headers['access-control-allow-origin']).toBe('https://crm.example');
      expect(refused.headers['access-control-expose-headers']).toContain('retry-after');
    });

    it.each(['https://crm.example.evil', 'https://evil.example', 'http://crm.example', 'null'])(
      'may not if it is %s',
      async (origin) => {
        const { headers } = await preflight(origin);
        expect(headers['access-control-allow-origin']).not.toBe(origin);
        expect(headers['access-control-allow-origin']).not.toBe('*');
      },
    );
  });

  it('limits the requests of each tenant by itself', async () => {
    const strict = await createServer(opened.db, { ...OPTIONS, rateLimit: 2 });
    const ask = (token: string) =>
      strict.inject({ url: '/call-logs', headers: { authorization: `Bearer ${token}` } });
    expect([(await ask(ACME)).statusCode, (await ask(ACME)).statusCode]).toEqual([200, 200]);
    const refused = await ask(ACME);
    expectProblem(refused, 429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(OTHER)).statusCode).toBe(200);
    await strict.close();
  });

  it('serves its health publicly, its metrics with their token, and never its tenants', async () => {
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    expectProblem(await app.inject('/metrics'), 401);
    expectProblem(await send('GET', '/metrics'), 401);
    const { body, statusCode } = await send('GET', '/metrics', undefined, METRICS);
    expect(statusCode).toBe(200);
    expect(body).toMatch(/crm_requests_total\{method="POST",route="\/call-logs",status="200"\} \d/);
    expect(body).not.toMatch(/acme|other/);
    const without = await createServer(opened.db, { ...OPTIONS, metricsToken: undefined });
    expect((await without.inject('/metrics')).statusCode).toBe(404);
    await without.close();
  });
});
