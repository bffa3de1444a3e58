// What the server answers and logs when it is sent what nobody should send, and when its database fails.
import { sql } from 'kysely';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addTenant, type OpenDatabase } from '../src/database/open.js';
import { createServer, type ServerOptions } from '../src/server.js';
import { hashToken } from '../src/tokens.js';
import { databases } from './databases.js';

const ACME = 'acme-token-acme-token-acme';
const METRICS = 'metrics-token-metrics-token';
/** Wherever a request has room for it. */
const CANARY = 'Canary6505550199';
const lines: string[] = [];
const OPTIONS: ServerOptions = {
  origins: [],
  tokens: [{ tenant: 'acme', hash: hashToken(ACME) }],
  rateLimit: 100_000,
  metricsToken: hashToken(METRICS),
  country: 'US',
  logLevel: 'trace',
  logStream: { write: (line) => void lines.push(line) },
};

const party = { phoneNumber: '6503945910' };
const log = (key: string, revision: number, more: object = {}) => ({
  key,
  revision,
  receivedAt: 1,
  call: { id: 'call', direction: 'INBOUND', from: party, to: party },
  ...more,
});
const rejection = (key: string, revision: number, raw: unknown = null) => ({
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

  beforeAll(async () => {
    database = await start();
    opened = await database.open();
    await addTenant(opened.db, 'acme');
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
    payload?: string | Buffer | object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<LightMyRequestResponse> =>
    app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${ACME}`,
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
    } satisfies InjectOptions);

  const expectProblem = (response: LightMyRequestResponse, status: number): string => {
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    const { detail, ...rest } = response.json<{ detail: string }>();
    expect(rest).toEqual({ type: 'about:blank', title: expect.any(String), status });
    return detail;
  };

  const rowCount = async (): Promise<number> => {
    const counts = await Promise.all(
      (['call_logs', 'rejected_call_logs'] as const).map((table) =>
        opened.db
          .selectFrom(table)
          .select((row) => row.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow(),
      ),
    );
    return counts.reduce((sum, { count }) => sum + count, 0);
  };

  const TABLES = ['call_logs', 'rejected_call_logs', 'storage_trials'] as const;
  /** Each write fails, as PostgreSQL fails: with the row in all members of the error. */
  const failWith = async (code: string): Promise<void> => {
    await sql`create or replace function fail() returns trigger language plpgsql as ${sql.lit(
      `begin raise exception using errcode = '${code}', message = row_to_json(new)::text, detail = row_to_json(new)::text, hint = row_to_json(new)::text; end`,
    )}`.execute(opened.db);
    for (const table of TABLES) {
      await sql`create trigger fail before insert or update on ${sql.table(table)} for each row execute function fail()`.execute(
        opened.db,
      );
    }
  };
  const repair = async (): Promise<void> => {
    for (const table of TABLES) {
      await sql`drop trigger if exists fail on ${sql.table(table)}`.execute(opened.db);
    }
  };

  describe('a log that cannot be stored as it was sent is refused for good, and not stored', () => {
    const nested = (depth: number, open = '[', close = ']') =>
      `${open.repeat(depth)}${open === '[' ? '' : '1'}${close.repeat(depth)}`;
    const text = (more: string) => JSON.stringify(log('hostile', 1)).replace(/\}$/, `,${more}}`);
    const bodies: readonly (readonly [string, string | Buffer, number])[] = [
      ['a revision that becomes Infinity', text('"revision":1e400'), 422],
      ['a revision that becomes -Infinity', text('"revision":-1e400'), 422],
      ['a revision that no higher one can follow', text('"revision":1e300'), 422],
      ['a revision above all exact whole numbers', text('"revision":9007199254740992'), 422],
      ['a time that becomes Infinity', text('"receivedAt":1e999'), 422],
      ['Infinity in a member that nobody knows', text('"odd":{"deep":[1,{"a":1e400}]}'), 422],
      ['NaN', text('"revision":NaN'), 400],
      ['a number with a leading zero', text('"revision":01'), 400],
      ['a key with half a character', text('"key":"a\\ud800"'), 422],
      ['a key with the other half', text('"key":"\\udc00a"'), 422],
      ['halves in the wrong order', text('"key":"\\udc00\\ud800"'), 422],
      ['a key with NUL', text('"key":"a\\u0000"'), 422],
      ['a key with bytes that are not UTF-8', Buffer.from(text('"key":"a\xff"'), 'latin1'), 400],
      ['half a character in UTF-8', Buffer.from(text('"key":"a\xed\xa0\x80"'), 'latin1'), 400],
      ['UTF-16', Buffer.from(text('"key":"a"'), 'utf16le'), 400],
      ['arrays 101 levels deep', text(`"odd":${nested(101)}`), 422],
      ['arrays 5,000 levels deep', text(`"odd":${nested(5_000)}`), 422],
      ['arrays 100,000 levels deep', text(`"odd":${nested(100_000)}`), 422],
      ['objects 100,000 levels deep', text(`"odd":${nested(100_000, '{"a":', '}')}`), 422],
      ['nothing but depth', nested(500_000), 422],
      ['depth without an end', '['.repeat(500_000), 400],
      ['half a text', '{"key":"', 400],
      ['a text', '"a"', 422],
      ['null', 'null', 422],
      ['a number', '1e400', 422],
    ];
    it.each(bodies)('%s', async (_what, body, status) => {
      const before = await rowCount();
      for (const url of [
        '/call-logs',
        '/call-logs/rejected',
        '/call-logs/find',
        '/contacts/match',
      ]) {
        const response = await send('POST', url, body);
        // Of the same texts, the other routes read other members.
        if (status === 400 || url === '/call-logs') expectProblem(response, status);
        else expectProblem(response, 422);
      }
      expect(await rowCount()).toBe(before);
    });

    it('and its key takes the next log', async () => {
      await send('POST', '/call-logs', text('"key":"poison","revision":1e400'));
      const response = await send('POST', '/call-logs', log('poison', 1));
      expect(response.json()).toMatchObject({ key: 'poison', revision: 1 });
      const rejected = { ...rejection('poison', 1), revision: '1e400' };
      const body = JSON.stringify(rejected).replace('"1e400"', '1e400');
      expectProblem(await send('POST', '/call-logs/rejected', body), 422);
      expect((await send('POST', '/call-logs/rejected', rejection('poison', 1))).statusCode).toBe(
        204,
      );
    });

    it('while what is odd but can be stored is: depth, halves in notes, zero with a sign', async () => {
      const notes = '\ud800 \0 \udc00';
      const body = text(
        `"key":"odd","task":{"notes":${JSON.stringify(notes)}},"odd":${nested(99)}`,
      );
      expect((await send('POST', '/call-logs', body)).statusCode).toBe(200);
      const row = await opened.db
        .selectFrom('call_logs')
        .select('record')
        .where('key', '=', 'odd')
        .executeTakeFirstOrThrow();
      expect(row.record).toEqual(JSON.parse(body));
      const zero = text('"key":"zero","revision":-0');
      expect((await send('POST', '/call-logs', zero)).json()).toMatchObject({ revision: 0 });
      expect((await send('POST', '/call-logs', log('zero', 1))).json()).toMatchObject({
        revision: 1,
      });
    });

    it('and two keys that a text of the database would make equal are not one row', async () => {
      await send('POST', '/call-logs', log('half\ufffd', 1, { owner: 'replacement' }));
      expectProblem(
        await send('POST', '/call-logs', text('"key":"half\\ud800","revision":2')),
        422,
      );
      const found = await send('POST', '/call-logs/find', { keys: ['half\ufffd'] });
      expect(found.json<{ found: unknown[] }>().found).toHaveLength(1);
    });
  });

  it('matches nobody by a number that no text of the database can have', async () => {
    const response = await send(
      'POST',
      '/contacts/match',
      '{"phoneNumbers":["\\ud800","a\\u0000"]}',
    );
    expect([response.statusCode, response.json()]).toEqual([200, { contacts: {} }]);
  });

  it.each([
    ['/%', 400],
    ['/%ED%A0%80', 400],
    ['/call-logs/%zz', 400],
    ['/%00', 404],
    [`/${'a'.repeat(5_000)}`, 404],
    ['/contacts/changes?since=%ED%A0%80', 400],
    ['/contacts/changes?since=%', 400],
    ['/contacts/changes?since=%00', 400],
    ['/contacts/changes?limit=%00', 400],
    ['/contacts/changes?__proto__=1&limit=1e400', 400],
    ['/call-logs?after=9007199254740993', 400],
    ['/call-logs?after=NaN', 400],
    ['/call-logs?after=%', 400],
  ])('answers the address %s with a problem', async (url, status) => {
    expect(expectProblem(await send('GET', url), status)).not.toContain('%');
  });

  describe('broken HTTP', () => {
    let port = 0;
    beforeAll(async () => {
      await app.listen({ host: '127.0.0.1', port: 0 });
      port = (app.server.address() as AddressInfo).port;
    });

    const ask = (request: string): Promise<string> =>
      new Promise((resolve) => {
        let received = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(request));
        socket
          .setEncoding('utf8')
          .on('data', (text: string) => (received += text))
          .on('error', () => {})
          .on('close', () => resolve(received));
      });
    const head = `authorization: Bearer ${ACME}\r\nhost: x\r\nconnection: close\r\n`;

    it.each([
      ['that is not HTTP', `${CANARY}\r\n\r\n`, 400],
      ['with an unknown method', `${CANARY.toUpperCase()} / HTTP/1.1\r\nhost: x\r\n\r\n`, 400],
      ['with a bad header', `GET /call-logs HTTP/1.1\r\nhost: x\r\n${CANARY} : \x01\r\n\r\n`, 400],
      ['with OPTIONS that is not a preflight', `OPTIONS /call-logs HTTP/1.1\r\n${head}\r\n`, 400],
      ['for all addresses', `OPTIONS * HTTP/1.1\r\n${head}origin: null\r\n\r\n`, 400],
      ['without a host', 'GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
      ['with long headers', `GET / HTTP/1.1\r\nhost: x\r\nx: ${CANARY.repeat(2_000)}\r\n\r\n`, 431],
      ['with a long address', `GET /${CANARY.repeat(2_000)} HTTP/1.1\r\n${head}\r\n`, 431],
      [
        'with another expectation',
        `POST /call-logs HTTP/1.1\r\n${head}expect: ${CANARY}\r\n\r\n`,
        417,
      ],
      [
        'with two lengths',
        `POST /call-logs HTTP/1.1\r\n${head}content-length: 1\r\ncontent-length: 2\r\n\r\n`,
        400,
      ],
      [
        'with a bad chunk',
        `POST /call-logs HTTP/1.1\r\n${head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${CANARY}\r\n`,
        400,
      ],
      [
        'that is too long',
        `POST /call-logs HTTP/1.1\r\n${head}content-type: application/json\r\ncontent-length: 2000000\r\n\r\n`,
        413,
      ],
      [
        'of another type',
        `POST /call-logs HTTP/1.1\r\n${head}content-type: text/${CANARY}\r\ncontent-length: 1\r\n\r\nx`,
        415,
      ],
    ])('%s is answered with a problem', async (_what, request, status) => {
      const [header = '', body = ''] = (await ask(request)).split('\r\n\r\n');
      expect(header).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(header.toLowerCase()).toContain(
        'content-type: application/problem+json; charset=utf-8',
      );
      expect(JSON.parse(body)).toEqual({
        type: 'about:blank',
        title: expect.any(String),
        status,
        detail: expect.not.stringContaining(CANARY),
      });
    });

    it('that is not complete in time is answered with a problem', async () => {
      const connected = new Promise<object>((resolve) => app.server.once('connection', resolve));
      const answer = ask('POST /call-logs HTTP/1.1\r\n');
      // As Node does it after 30 seconds.
      const late = Object.assign(new Error(CANARY), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
      app.server.emit('clientError', late, await connected);
      const [header = '', body = '{}'] = (await answer).split('\r\n\r\n');
      expect(header).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
      expect(JSON.parse(body)).toMatchObject({ status: 408, title: 'Request Timeout' });
    });
  });

  describe('a database that fails', () => {
    afterEach(repair);

    it.each([
      ['53100', 503, /storage .* full or failing/],
      ['58030', 503, /storage .* full or failing/],
      ['25006', 503, /storage .* full or failing/],
      ['53200', 503, /database is not there/],
      ['53300', 503, /database is not there/],
      ['57014', 503, /database is not there/],
      ['40001', 503, /database is not there/],
      ['22001', 422, /cannot store/],
      ['23505', 500, /Something went wrong/],
      ['XX000', 500, /Something went wrong/],
    ])('with %s answers %i', async (code, status, detail) => {
      await failWith(code);
      for (const [url, body] of [
        ['/call-logs', log(`${CANARY}${code}`, 1, { task: { notes: CANARY } })],
        ['/call-logs/rejected', rejection(`${CANARY}${code}`, 1, CANARY)],
      ] as const) {
        const response = await send('POST', url, body);
        expect(expectProblem(response, status)).toMatch(detail);
        expect(response.headers['retry-after']).toBe(status === 503 ? '5' : undefined);
      }
      expect(lines.join('')).toContain(`"code":"${code}"`);
      await repair();
      const again = await send('POST', '/call-logs', log(`${CANARY}${code}`, 1));
      expect(again.statusCode).toBe(200);
      expect((await app.inject('/health/ready')).statusCode).toBe(200);
    });

    it('because its storage is full is not ready, until it can write again', async () => {
      expect((await app.inject('/health/ready')).statusCode).toBe(200);
      await failWith('53100');
      await send('POST', '/call-logs', log('full', 1));
      for (let times = 0; times < 2; times += 1) {
        const response = await app.inject('/health/ready');
        expect(expectProblem(response, 503)).toMatch(/storage .* full or failing/);
        expect((await app.inject('/health/live')).statusCode).toBe(200);
      }
      await repair();
      expect((await app.inject('/health/ready')).statusCode).toBe(200);
      expect((await send('POST', '/call-logs', log('full', 1))).statusCode).toBe(200);
    });

    it.each([
      ['57014', 503, /database is not there/],
      ['XX000', 500, /Something went wrong/],
    ])(
      'with %s after its storage was full is not ready for that reason',
      async (code, status, detail) => {
        await failWith('53100');
        await send('POST', '/call-logs', log('full', 2));
        await repair();
        await failWith(code);
        const response = await app.inject('/health/ready');
        expect(expectProblem(response, status)).toMatch(detail);
        expect(response.headers['retry-after']).toBe(status === 503 ? '5' : undefined);
        await repair();
        expect((await app.inject('/health/ready')).statusCode).toBe(200);
      },
    );
  });

  it('logs nothing of what it was sent, whatever fails', async () => {
    for (const url of [
      `/${CANARY}`,
      `/call-logs?after=${CANARY}`,
      `/%${CANARY}`,
      `/health/live?${CANARY}`,
    ]) {
      await send('GET', url);
    }
    for (const url of ['/call-logs', '/call-logs/find', '/call-logs/rejected', '/contacts/match']) {
      for (const body of [
        `{"${CANARY}`,
        `"${CANARY}"`,
        { [CANARY]: CANARY },
        { key: CANARY, keys: [CANARY], phoneNumbers: [CANARY] },
      ]) {
        await send('POST', `${url}?number=${CANARY}`, body);
      }
      await send('POST', url, CANARY, { 'content-type': `text/${CANARY}`, 'x-canary': CANARY });
    }
    await app.inject({
      url: '/call-logs',
      headers: { authorization: `Bearer ${CANARY}${CANARY}` },
    });
    // A table that is gone: the error has the query, and where it stands in it.
    await sql`alter table contacts rename to gone`.execute(opened.db);
    expectProblem(
      await send('POST', '/contacts/match', { phoneNumbers: [CANARY, `~${'5'.repeat(7)}`] }),
      500,
    );
    expectProblem(await send('GET', '/contacts/changes'), 500);
    await sql`alter table gone rename to contacts`.execute(opened.db);
    await sql`alter table call_logs add constraint short check (length(key) < 3) not valid`.execute(
      opened.db,
    );
    expectProblem(
      await send('POST', '/call-logs', log(CANARY, 99, { task: { notes: CANARY } })),
      500,
    );
    await sql`alter table call_logs drop constraint short`.execute(opened.db);
    await failWith('XX000');
    expectProblem(await send('POST', '/call-logs', log(CANARY, 99)), 500);
    await repair();

    const all = lines.join('');
    expect(all).toContain('"code":"42P01"');
    expect(all).toContain('"code":"23514"');
    expect(all).toContain('"url":"/call-logs"');
    expect(all.match(/"at":\["at /g)?.length).toBeGreaterThan(0);
    for (const secret of [
      CANARY,
      CANARY.toUpperCase(),
      '6505550199',
      ACME,
      '6503945910',
      'insert into',
    ]) {
      expect(all).not.toContain(secret);
    }
  });

  it('limits wrong tokens for each address, and refuses no right one for them', async () => {
    const strict = await createServer(opened.db, { ...OPTIONS, proxies: ['127.0.0.1'] });
    const ask = (token: string, address: string, url = '/call-logs') =>
      strict.inject({
        url,
        headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address },
      });
    const statuses: number[] = [];
    for (let i = 0; i < 60; i += 1) {
      const response = await ask(
        `${CANARY}-${String(i).padStart(10, '0')}`,
        '203.0.113.7',
        i % 2 ? '/call-logs' : '/metrics',
      );
      statuses.push(response.statusCode);
      if (response.statusCode !== 429) continue;
      expectProblem(response, 429);
      const seconds = Number(response.headers['retry-after']);
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
    }
    expect(statuses).toEqual([...Array<number>(50).fill(401), ...Array<number>(10).fill(429)]);
    expect((await ask(ACME, '203.0.113.7')).statusCode).toBe(200);
    expect((await ask(METRICS, '203.0.113.7', '/metrics')).statusCode).toBe(200);
    expect((await ask(`${CANARY}${CANARY}`, '203.0.113.8')).statusCode).toBe(401);
    await strict.close();
  });

  it.each(['Bearer wrong', 'Basic x', 'Bearer', `Bearer ${'x'.repeat(600)}`])(
    'limits wrong tokens in another form: %s',
    async (authorization) => {
      const strict = await createServer(opened.db, OPTIONS);
      const statuses: number[] = [];
      for (let i = 0; i < 52; i += 1) {
        const { statusCode } = await strict.inject({
          url: '/call-logs',
          headers: { authorization },
        });
        statuses.push(statusCode);
      }
      expect(statuses).toEqual([...Array<number>(50).fill(401), 429, 429]);
      expect((await strict.inject('/call-logs')).statusCode).toBe(401);
      await strict.close();
    },
  );

  it('believes no address that a client names, unless it is a proxy’s', async () => {
    const strict = await createServer(opened.db, OPTIONS);
    const statuses = new Set<number>();
    for (let i = 0; i < 51; i += 1) {
      const headers = {
        authorization: `Bearer ${CANARY}${CANARY}`,
        'x-forwarded-for': `203.0.113.${i}`,
      };
      statuses.add((await strict.inject({ url: '/call-logs', headers })).statusCode);
    }
    expect([...statuses]).toEqual([401, 429]);
    await strict.close();
  });
});
