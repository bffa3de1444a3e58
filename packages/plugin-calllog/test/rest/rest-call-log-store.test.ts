import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  isCallLogError,
  isStoreError,
  restCallLogStore,
  StoreError,
  type CallLogRecord,
  type RejectedCallLog,
  type RestCallLogStoreOptions,
} from '../../src/index.js';
import { json, problem, serve, type Answer, type TestServer } from './server.js';

const KEY = '201910162213030139010000000016$2';
const party = { phoneNumber: '6503945910', name: 'Priya Raman' };
const record = (more: Partial<CallLogRecord> = {}): CallLogRecord => ({
  key: KEY,
  revision: 7,
  receivedAt: 1_571_278_384_000,
  call: { id: KEY.slice(0, 30), direction: 'INBOUND', from: party, to: party },
  task: { dispositionId: '1001', notes: 'Call Priya back on Monday.' },
  ...more,
});
const rejection: RejectedCallLog = {
  key: KEY,
  revision: 7,
  receivedAt: 1_571_278_384_000,
  raw: { odd: true },
  issues: [
    {
      pointer: '',
      keyword: 'required',
      expected: "required property 'call'",
      received: 'nothing',
      message: "Expected required property 'call' at /, received nothing.",
    },
  ],
};
const { signal } = new AbortController();
const written: Answer = ({ body }, response) => {
  const { key, revision } = body as CallLogRecord;
  json({ key, revision, id: 1 })({} as never, response);
};

let server: TestServer;
beforeEach(async () => {
  server = await serve();
});
afterEach(() => server.close());

const store = (more: Partial<RestCallLogStoreOptions> = {}) =>
  restCallLogStore({ url: server.url, headers: { authorization: 'Bearer s3cret-t0ken' }, ...more });

/** What the write of a log is refused with. */
async function refusal(
  answer: Answer,
  options: Partial<RestCallLogStoreOptions> = {},
  log = record(),
): Promise<StoreError> {
  server.answer = answer;
  const error: unknown = await store(options)
    .upsert(log, { signal })
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(isStoreError(error), `${String(error)} is a StoreError`).toBe(true);
  return error as StoreError;
}

describe('options', () => {
  it.each([
    [undefined],
    [{}],
    [{ url: undefined }],
    [{ url: '' }],
    [{ url: 'crm.example' }],
    [{ url: 'ftp://crm.example' }],
    [{ url: 'javascript:alert(1)' }],
    [{ url: '//crm.example' }],
    [{ url: '/\\crm.example' }],
    [{ url: 'https://me:pass@crm.example' }],
    [{ url: 'https://crm.example?tenant=1' }],
    [{ url: 'https://crm.example#there' }],
    [{ url: '/crm', headers: 'Bearer x' }],
    [{ url: '/crm', headers: { authorization: 1 } }],
    [{ url: '/crm', fetch: 'fetch' }],
    [{ url: '/crm', timeoutMs: 0 }],
    [{ url: '/crm', timeoutMs: Infinity }],
    [{ url: '/crm', timeoutMs: 2 ** 31 }],
    [{ url: '/crm', maxResponseBytes: 0 }],
    [{ url: '/crm', maxResponseBytes: Infinity }],
    [{ url: '/crm', maxResponseBytes: '1 MB' }],
    [{ url: '/crm', token: 'x' }],
  ])('%j are refused', (options) => {
    expect(() => restCallLogStore(options as never)).toThrow(
      expect.toSatisfy(
        (error: unknown) => isCallLogError(error) && error.code === 'OPTION_INVALID',
      ),
    );
  });

  it('take an address with a path, and a path alone', async () => {
    server.answer = written;
    await store({ url: `${server.url}/api//` }).upsert(record(), { signal });
    expect(server.got[0]?.path).toBe('/api/call-logs');
    const fetch = vi.fn(async () => new Response(null, { status: 204 }));
    await restCallLogStore({ url: '/crm', fetch }).reject(rejection, { signal });
    expect(fetch).toHaveBeenCalledWith('/crm/call-logs/rejected', expect.anything());
  });
});

describe('a write that is refused', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [400, 'permanent'],
    [409, 'permanent'],
    [413, 'permanent'],
    [422, 'permanent'],
    [404, 'transient'],
    [408, 'transient'],
    [425, 'transient'],
    [429, 'transient'],
    [418, 'transient'],
    [500, 'transient'],
    [502, 'transient'],
    [503, 'transient'],
    [599, 'transient'],
  ])('by %i is a failure of kind %s', async (status, kind) => {
    expect((await refusal(problem(status))).kind).toBe(kind);
  });

  it('reports what the server said of it', async () => {
    const { message } = await refusal(problem(422, '/revision must be number'));
    expect(message).toBe(
      'POST /call-logs: the server answered 422 (Refused: /revision must be number).',
    );
  });

  it('contains nothing of the request, nor the token, nor numbers and addresses', async () => {
    const detail = `no ${KEY}, s3cret-t0ken, "Call Priya back on Monday.", Priya at\n+1 (650) 394-5910 or priya@example.com`;
    const { message } = await refusal(problem(422, detail));
    expect(message).not.toMatch(/2019|s3cret|Priya|Monday|394|example/);
    expect(message).not.toContain('\n');
  });

  it('reports little of a long explanation, and nothing of one that is not a string or not valid JSON', async () => {
    expect((await refusal(problem(500, 'x'.repeat(9_000)))).message.length).toBeLessThan(300);
    expect((await refusal(problem(500, { odd: 1 } as never))).message).toContain('(Refused)');
    const html: Answer = (_got, response) =>
      response.writeHead(500, { 'content-type': 'text/html' }).end('<b>Priya</b>');
    expect((await refusal(html)).message).toBe('POST /call-logs: the server answered 500.');
  });

  it.each([
    ['0', 0],
    ['120', 120_000],
    ['99999999999', 86_400_000],
    ['Wed, 21 Oct 2015 07:28:30 GMT', 30_000],
    ['Wed, 21 Oct 2015 07:27:00 GMT', 0],
    ['Wed, 21 Oct 2099 07:28:00 GMT', 86_400_000],
    ['-5', undefined],
    ['1.5', undefined],
    ['1e300', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['9'.repeat(400), 86_400_000],
    ['soon', undefined],
    ['maybe 2099', undefined],
    ['Monday', undefined],
    ['Wed, 99 Oct 2015 07:28:30 GMT', undefined],
    ['Wed, 21 Oct 1915 07:28:30 GMT', 0],
    ['Wednesday, 21-Oct-15 07:28:30 GMT', 30_000],
    // It has no zone: a browser would read it in its own.
    ['Wed Oct 21 07:28:30 2015', undefined],
    ['', undefined],
  ])('with Retry-After: %s is tried again after %s ms', async (text, ms) => {
    const date = 'Wed, 21 Oct 2015 07:28:00 GMT';
    const error = await refusal(problem(503, 'full', { 'retry-after': text, date }));
    expect(error.retryAfterMs).toBe(ms);
  });

  it('with a date for Retry-After and no valid date of its own is measured by this clock', async () => {
    const headers = {
      'retry-after': new Date(Date.now() + 3_600_000).toUTCString(),
      date: 'never',
    };
    const { retryAfterMs } = await refusal(problem(503, 'full', headers));
    expect(retryAfterMs).toBeGreaterThan(3_500_000);
    expect(retryAfterMs).toBeLessThanOrEqual(3_600_000);
  });

  it('is tried again when the server is not there', async () => {
    await server.close();
    const { kind, message } = await refusal(written);
    expect([kind, message]).toEqual(['transient', 'POST /call-logs: the server was not reached.']);
  });

  it('is tried again when the connection breaks before or within the answer', async () => {
    expect((await refusal((_got, response) => void response.destroy())).kind).toBe('transient');
    const half: Answer = (_got, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' });
      response.write('{"key":', () => response.destroy());
    };
    expect((await refusal(half)).kind).toBe('transient');
  });

  it.each<[string, Partial<RestCallLogStoreOptions>]>([
    ['response', { fetch: () => new Promise<never>(() => {}) }],
    ['header', { headers: () => new Promise<never>(() => {}) }],
    [
      'end of the response',
      {
        fetch: async () =>
          new Response(new ReadableStream(), { headers: { 'content-type': 'application/json' } }),
      },
    ],
  ])('is tried again when there is no %s in time', async (_what, options) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const later = new Promise<StoreError>((resolve) =>
      setTimeout(resolve, 31_000, new StoreError('permanent', 'It is still waited for.')),
    );
    const refused = Promise.race([refusal(written, options), later]);
    await vi.advanceTimersByTimeAsync(31_000);
    const { kind, message } = await refused;
    expect([kind, message]).toEqual(['transient', 'POST /call-logs: no answer within 30000 ms.']);
  });

  it('is tried again after the time of timeoutMs, when its connection is closed', async () => {
    const closed = new Promise<void>((resolve) => {
      server.answer = (_got, response) => void response.on('close', () => resolve());
    });
    const { kind, message } = await refusal(server.answer, { timeoutMs: 50 });
    expect([kind, message]).toEqual(['transient', 'POST /call-logs: no answer within 50 ms.']);
    await closed;
  });

  it('is never one that cannot be written as JSON', async () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    const error = await refusal(written, {}, record({ task: { notes: loop } as never }));
    expect(error.kind).toBe('permanent');
    expect(server.got).toEqual([]);
  });
});

describe('responses that are not from the CRM', () => {
  it('is a sign-in page in its place', async () => {
    const page: Answer = (_got, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome, guest</h1>');
    const { kind, message } = await refusal(page);
    expect(kind).toBe('transient');
    expect(message).toContain('not valid JSON (text/html)');
    const disguised: Answer = (_got, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('<h1>Welcome</h1>');
    expect((await refusal(disguised)).kind).toBe('transient');
    const bare: Answer = (_got, response) => response.end();
    expect((await refusal(bare)).message).toContain('no content type');
  });

  it.each([301, 302, 303, 307, 308])('is where %i leads, which gets no token', async (status) => {
    const elsewhere = await serve();
    elsewhere.answer = json({ key: KEY, revision: 7, id: 1 });
    const { kind } = await refusal((_got, response) =>
      response.writeHead(status, { location: `${elsewhere.url}/` }).end(),
    );
    expect(kind).toBe('transient');
    expect(elsewhere.got).toEqual([]);
    await elsewhere.close();
  });

  it('is what a fetch brings that follows redirects all the same', async () => {
    const fetch = async () =>
      Object.defineProperty(Response.json({ key: KEY, revision: 7, id: 1 }), 'redirected', {
        value: true,
      });
    expect((await refusal(written, { fetch })).message).toContain('another address');
  });

  it.each([
    [{}],
    [null],
    ['ok'],
    [{ key: 'other', revision: 7, id: 1 }],
    [{ key: KEY, id: 1 }],
    [{ key: KEY, revision: 6, id: 1 }],
    [{ key: KEY, revision: '7', id: 1 }],
  ])('is %j after a write: the log does not count as stored', async (body) => {
    expect((await refusal(json(body))).kind).toBe('transient');
  });

  it('is 204 after a write, and a body after a rejected log', async () => {
    expect((await refusal((_got, response) => response.writeHead(204).end())).kind).toBe(
      'transient',
    );
    server.answer = json({});
    await expect(store().reject(rejection, { signal })).rejects.toSatisfy(isStoreError);
  });

  it.each([[{}], [{ found: {} }], [{ found: [{}] }], [{ found: [{ key: 1 }] }], [[]], [null]])(
    'is %j when keys are asked for',
    async (body) => {
      server.answer = json(body);
      await expect(store().find([KEY], { signal })).rejects.toSatisfy(isStoreError);
    },
  );

  it('is a key that nobody asked for', async () => {
    server.answer = json({ found: [{ key: 'other' }, { key: KEY, id: 4, extra: 1 }] });
    expect(await store().find([KEY], { signal })).toEqual([{ key: KEY, id: 4 }]);
  });
});

describe('an answer without an end', () => {
  /** Writes JSON for as long as it is read; `closed` resolves when the connection is. */
  function endless(headers: Readonly<Record<string, string>>, status = 200) {
    let end: (() => void) | undefined;
    const closed = new Promise<void>((resolve) => (end = resolve));
    const part = `"${'x'.repeat(9_998)}`;
    const answer: Answer = (_got, response) => {
      response.writeHead(status, headers);
      let isClosed = false;
      response.on('close', () => {
        isClosed = true;
        end?.();
      });
      const write = (): void => {
        if (isClosed) return;
        response.write(part, write);
      };
      write();
    };
    return { closed, answer };
  }

  const JSON_TYPE = { 'content-type': 'application/json' };

  it.each([
    ['at the limit', {}, 6],
    ['before its first byte if it says its length', { 'content-length': '300000000' }, 0],
  ])('is cancelled %s', async (_when, headers, parts) => {
    const cancel = vi.fn();
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(10_000));
        },
        cancel,
      },
      { highWaterMark: 0 },
    );
    const fetch = async () => new Response(body, { headers: { ...JSON_TYPE, ...headers } });
    const { message } = await refusal(written, { fetch, maxResponseBytes: 50_000 });
    expect(message).toContain('more than 50000 bytes');
    expect([pulled, cancel.mock.calls.length]).toEqual([parts, 1]);
  });

  it('is read up to the limit, and its connection is closed', async () => {
    const { closed, answer } = endless(JSON_TYPE);
    const { kind, message } = await refusal(answer, { maxResponseBytes: 50_000 });
    expect([kind, message]).toEqual([
      'transient',
      'POST /call-logs: the response has more than 50000 bytes (option maxResponseBytes).',
    ]);
    await closed;
  });

  it('is read up to 10,000,000 bytes by default', async () => {
    const { message } = await refusal(endless(JSON_TYPE).answer);
    expect(message).toContain('more than 10000000 bytes');
  });

  it('keeps its status if it has one of failure', async () => {
    const { closed, answer } = endless({ 'content-type': 'application/problem+json' }, 422);
    const { kind, message } = await refusal(answer);
    expect([kind, message]).toEqual(['permanent', 'POST /call-logs: the server answered 422.']);
    await closed;
  });

  it('is not read at all if it says its length', async () => {
    const { closed, answer } = endless({ ...JSON_TYPE, 'content-length': '300000000' });
    expect((await refusal(answer)).message).toContain('more than 10000000 bytes');
    await closed;
  });

  it('is limited after decompression', async () => {
    const answer: Answer = (_got, response) =>
      response
        .writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' })
        .end(gzipSync('"'.padEnd(10_000_001, 'x')));
    expect((await refusal(answer)).message).toContain('more than 10000000 bytes');
  });

  it('is read whole up to the limit, however its characters are cut', async () => {
    const row = { key: KEY, revision: 7, id: 'é👩‍💻ليلى' };
    const bytes = Buffer.from(JSON.stringify(row));
    const answer: Answer = (_got, response) => {
      response.writeHead(200, JSON_TYPE);
      for (const byte of bytes) response.write(Buffer.from([byte]));
      response.end();
    };
    server.answer = answer;
    await store({ maxResponseBytes: bytes.length }).upsert(record(), { signal });
    expect((await refusal(answer, { maxResponseBytes: bytes.length - 1 })).message).toContain(
      `more than ${bytes.length - 1} bytes`,
    );
  });
});

describe('signals', () => {
  it('that have aborted send nothing', async () => {
    const reason = new Error('too late');
    const context = { signal: AbortSignal.abort(reason) };
    await expect(store().upsert(record(), context)).rejects.toBe(reason);
    await expect(store().find([KEY], context)).rejects.toBe(reason);
    await expect(store().reject(rejection, context)).rejects.toBe(reason);
    expect(server.got).toEqual([]);
  });

  it('that abort end the request, and reject with their reason', async () => {
    const reason = new Error('the tab closes');
    const controller = new AbortController();
    const closed = new Promise((resolve) => {
      server.answer = (_got, response) => {
        response.on('close', resolve);
        controller.abort(reason);
      };
    });
    await expect(store().upsert(record(), { signal: controller.signal })).rejects.toBe(reason);
    await closed;
  });

  it('that abort while headers are awaited end the request, too', async () => {
    const reason = new Error('the tab closes');
    const controller = new AbortController();
    const headers = () => {
      controller.abort(reason);
      return new Promise<never>(() => {});
    };
    await expect(store({ headers }).upsert(record(), { signal: controller.signal })).rejects.toBe(
      reason,
    );
  });
});

describe('headers', () => {
  it('are asked for each request again', async () => {
    server.answer = written;
    let count = 0;
    const one = store({ headers: async () => ({ authorization: `Bearer ${(count += 1)}` }) });
    await one.upsert(record(), { signal });
    await one.upsert(record(), { signal });
    expect(server.got.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer 1',
      'Bearer 2',
    ]);
  });

  it('cannot say that the body is something else', async () => {
    server.answer = written;
    await store({ headers: { 'Content-Type': 'text/plain' } }).upsert(record(), { signal });
    expect(server.got[0]?.headers['content-type']).toBe('application/json');
  });

  it('that fail or are not valid are reported without their value, and tried again', async () => {
    const bad = await refusal(written, { headers: { authorization: 'Bearer s3\ncret' } });
    expect([bad.kind, bad.message, bad.cause]).toEqual([
      'transient',
      'POST /call-logs: the option "headers" is not, or did not return, valid headers.',
      undefined,
    ]);
    const thrown = await refusal(written, {
      headers: () => {
        throw new Error('s3cret');
      },
    });
    expect(thrown.message).not.toContain('s3cret');
    const own = new StoreError('unauthorized', 'The session is over.');
    expect(await refusal(written, { headers: () => Promise.reject(own) })).toBe(own);
  });
});

it('sends a log as it is, but for numbers that JSON does not have', async () => {
  server.answer = written;
  const odd = { ...record().call, startTime: NaN, offset: -Infinity, later: [1, NaN], big: 5n };
  await store().upsert(record({ call: odd as never, owner: undefined, task: undefined }), {
    signal,
  });
  const { task: _task, call, ...rest } = record();
  expect(server.got[0]).toMatchObject({ method: 'POST', path: '/call-logs' });
  expect(server.got[0]?.body).toEqual({ ...rest, call: { ...call, later: [1, null], big: '5' } });
});

it('takes a later revision of the row for stored, too', async () => {
  server.answer = json({ key: KEY, revision: 8, id: 'x' }, 201);
  await expect(store().upsert(record(), { signal })).resolves.toBeUndefined();
});

it('sends rejected logs to another endpoint', async () => {
  server.answer = (_got, response) => response.writeHead(204).end();
  await store().reject({ ...rejection, raw: undefined }, { signal });
  expect(server.got[0]).toMatchObject({
    path: '/call-logs/rejected',
    body: { ...rejection, raw: null },
  });
});

it('asks for no key that the contract does not have, so that the others are found', async () => {
  server.answer = json({ found: [{ key: KEY, id: 1 }] });
  const keys = ['', 'a\0', 'a\ud800', '\udc00a', 'k'.repeat(501), KEY, '🙂'.repeat(500)];
  expect(await store().find(keys, { signal })).toEqual([{ key: KEY, id: 1 }]);
  expect(server.got.map(({ body }) => body)).toEqual([{ keys: [KEY, '🙂'.repeat(500)] }]);
});

it('finds many keys in parts, each key once', async () => {
  const keys = Array.from({ length: 1_201 }, (_, i) => `k${i}`);
  server.answer = (got, response) => {
    const found = (got.body as { keys: string[] }).keys
      .filter((key) => key.endsWith('7'))
      .map((key) => ({ key, id: key, contactId: 5 }));
    json({ found })(got, response);
  };
  const found = await store().find([...keys, ...keys], { signal });
  expect(server.got.map(({ body }) => (body as { keys: string[] }).keys.length)).toEqual([
    500, 500, 201,
  ]);
  expect(found).toHaveLength(120);
  expect(found[0]).toEqual({ key: 'k7', id: 'k7', contactId: 5 });
  expect(await store().find([], { signal })).toEqual([]);
  expect(server.got).toHaveLength(3);
});
