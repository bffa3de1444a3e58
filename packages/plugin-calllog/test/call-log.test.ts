import { definePlugin } from '@jackfield/core';
import { invalid } from '@jackfield/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  callLog,
  CallLogError,
  isCallLogError,
  memoryCallLogStore,
  type CallLogRecord,
  type CallLogStore,
  type FoundCallLog,
  type RejectedCallLog,
} from '../src/index.js';
import { connect } from '../../plugin-kit/test/widget.js';

const KEY = '201910162213030139010000000016$2';

const data = (more: object = {}) => ({
  call: {
    id: '201910162213030139010000000016',
    direction: 'INBOUND',
    from: { phoneNumber: '6503945910' },
    to: { phoneNumber: '7202255924', name: '7202255924' },
    telephonyStatus: 'CallConnected',
    sessionId: '2',
    telephonySessionId: '201910162213030139010000000016',
    partyId: '1554304',
    startTime: 1_571_278_384_000,
    offset: 0,
    fromMatches: [],
    toMatches: [],
    activityMatches: [],
  },
  task: { dispositionId: '1001', notes: 'Asked for a call back on Monday.', summary: '' },
  sessionId: KEY,
  ...more,
});

const vendorStore = (more: Partial<CallLogStore> = {}): CallLogStore => ({
  upsert: async () => undefined,
  find: async () => [],
  ...more,
});

afterEach(() => vi.useRealTimers());

describe('callLog refuses', () => {
  it.each([
    [
      { store: { upsert: () => undefined } },
      'option store: expected a store with the methods upsert and find, received an object with upsert',
    ],
    [{ store: 'crm' }, 'received "crm"'],
    [
      { rejected: {} },
      'option rejected: expected a store with the method reject, received an object with no members',
    ],
    [{ name: ' ' }, 'option name: expected a name, received " "'],
    [{ now: 5 }, 'option now: expected a function that returns epoch milliseconds, received 5'],
    [
      { sotre: vendorStore() },
      'no option but store, rejected, name, now, owner, retentionMs, resolveContact, dispositions, logUndisposed, retry, received an object with sotre',
    ],
    [{ owner: 7 }, 'option owner: expected the id of a user, received 7'],
    [{ retentionMs: -1 }, 'option retentionMs: expected milliseconds, or 0, received -1'],
    [
      { resolveContact: true },
      'option resolveContact: expected a function or false, received true',
    ],
    [{ dispositions: 'all' }, 'option dispositions: expected an object of texts by ids'],
    [{ logUndisposed: { afterMs: 0 } }, 'option logUndisposed: expected a boolean or { afterMs }'],
    [{ logUndisposed: { after: 5 } }, 'received an object with after'],
    [{ retry: { minMs: 'soon' } }, 'option retry: expected { minMs, maxMs } in milliseconds'],
    [null, 'options as an object, received null'],
  ])('the options %j', (options, message) => {
    const attempt = () => callLog(options as never);
    expect(attempt).toThrow(CallLogError);
    expect(attempt).toThrow(message);
  });

  it('distinguishes its error from others by name and not by class', () => {
    const foreign = Object.assign(new Error('from another copy'), { name: 'CallLogError' });
    expect(isCallLogError(foreign)).toBe(true);
    expect(isCallLogError(new Error('other'))).toBe(false);
    expect(isCallLogError({ name: 'CallLogError' })).toBe(false);
    expect(isCallLogError(undefined)).toBe(false);
  });
});

describe('a log that the store does not take', () => {
  it('is reported to the widget and to the page, in the words of the store', async () => {
    const upsert = () => Promise.reject(new Error('The CRM is being serviced.'));
    const { host, ask } = connect([callLog({ store: vendorStore({ upsert }) })]);
    const failed = vi.fn();
    host.on('failed', failed);
    const { error } = await ask('logCall', data());
    expect(error).toEqual(expect.stringContaining('The CRM is being serviced.'));
    expect(failed).toHaveBeenCalledOnce();
  });

  it('fails the request also where upsert throws at once', async () => {
    const upsert = () => {
      throw new Error('not signed in');
    };
    const { host, ask } = connect([callLog({ store: vendorStore({ upsert }) })]);
    host.on('failed', () => undefined);
    expect(await ask('logCall', data())).toEqual({
      error: expect.stringContaining('not signed in'),
    });
  });

  it('is reported as failed at the deadline; its try goes on until it is over, or the host is closed', async () => {
    vi.useFakeTimers();
    const aborted = vi.fn();
    const upsert: CallLogStore['upsert'] = (_record, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted();
          reject(signal.reason as Error);
        });
      });
    const plugin = callLog({ store: vendorStore({ upsert }) });
    const { host, ask } = connect([plugin], { deadlines: { logCall: 200 } });
    host.on('failed', () => undefined);
    const answer = ask('logCall', data());
    await vi.advanceTimersByTimeAsync(202);
    expect(await answer).toEqual({ error: expect.stringContaining('logCall') });
    expect(aborted).not.toHaveBeenCalled();
    expect((await plugin.status()).counts).toMatchObject({ pending: 1 });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(aborted).toHaveBeenCalledOnce();
    expect((await plugin.status()).items).toMatchObject([
      { state: 'failed', reason: 'The store did not answer within 30 s.' },
    ]);
    await vi.advanceTimersByTimeAsync(2_000);
    await host.close();
    expect(aborted).toHaveBeenCalledTimes(2);
  });
});

describe('a log of an unforeseen shape', () => {
  it.each<[string, unknown]>([
    ['Expected object at /, received null', null],
    ...invalid('logCall').map(({ body, pointer, expected }): [string, unknown] => [
      `Expected ${expected} at ${pointer || '/'}`,
      body,
    ]),
  ])('is kept as rejected, and the widget is reported: %s', async (issue, body) => {
    const store = memoryCallLogStore();
    const { host, ask } = connect([callLog({ store })]);
    host.on('invalid', () => undefined);
    expect(await ask('logCall', body)).toEqual({ error: expect.stringContaining(issue) });
    const logs = await store.list();
    expect(logs).toMatchObject([{ status: 'rejected', raw: body }]);
    const [{ issues }] = logs as unknown as [RejectedCallLog];
    expect(issues).toHaveLength(1);
    expect(`Expected ${issues[0]?.expected} at ${issues[0]?.pointer || '/'}`).toBe(
      issue.replace(', received null', ''),
    );
  });

  it('is kept under its key, and does not count as logged', async () => {
    const store = memoryCallLogStore();
    const { host, ask } = connect([callLog({ store })]);
    host.on('invalid', () => undefined);
    await ask('logCall', { sessionId: KEY });
    expect(await store.list()).toMatchObject([{ key: KEY, status: 'rejected' }]);
    expect(await ask('matchCallLogs', [KEY])).toEqual({ result: {} });
  });

  it('is kept under a key of its own where it has none: none overwrites another', async () => {
    const store = memoryCallLogStore();
    const { host, ask } = connect([callLog({ store, now: () => 1_000 })]);
    host.on('invalid', () => undefined);
    host.on('failed', () => undefined);
    await ask('logCall', { task: { notes: 'one' } });
    await ask('logCall', { task: { notes: 'two' }, sessionId: '' });
    // Valid by its schema, yet with nothing to store it under.
    const blank = await ask('logCall', data({ sessionId: ' ' }));
    expect(blank).toEqual({ error: expect.stringContaining('no sessionId') });
    const logs = await store.list();
    expect(logs.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(new Set(logs.map(({ key }) => key)).size).toBe(3);
    expect(logs).toContainEqual(
      expect.objectContaining({
        issues: [expect.objectContaining({ pointer: '/sessionId' })],
        raw: data({ sessionId: ' ' }),
      }),
    );
  });

  it('does not undo a good log of its key', async () => {
    const store = memoryCallLogStore();
    const { host, ask } = connect([callLog({ store })]);
    host.on('invalid', () => undefined);
    await ask('logCall', data());
    await ask('logCall', { sessionId: KEY, task: { notes: 'changed' } });
    const statuses = (await store.list()).map(({ status }) => status);
    // Both may have come in the same millisecond.
    expect(statuses.sort()).toEqual(['logged', 'rejected']);
    expect(await ask('matchCallLogs', [KEY])).toEqual({ result: { [KEY]: [{ id: KEY }] } });
  });

  it('goes to the store given for such logs, and not to one that has no reject', async () => {
    const rejected = memoryCallLogStore();
    const upsert = vi.fn();
    const { host, ask } = connect([callLog({ store: vendorStore({ upsert }), rejected })]);
    host.on('invalid', () => undefined);
    await ask('logCall', { sessionId: KEY });
    expect(await rejected.list()).toHaveLength(1);
    expect(upsert).not.toHaveBeenCalled();
  });

  it('is reported to the page when it cannot be kept either', async () => {
    const rejected = { reject: () => Promise.reject(new Error('disk full')) };
    const { host, ask } = connect([callLog({ store: vendorStore(), rejected })]);
    const failed = vi.fn();
    host.on('invalid', () => undefined);
    host.on('failed', failed);
    await ask('logCall', { sessionId: KEY });
    expect(failed.mock.calls[0]?.[0]).toMatchObject({
      plugin: 'calllog',
      error: { cause: { message: expect.stringContaining('disk full') } },
    });
  });
});

describe('the contact that the agent chose in the widget', () => {
  const ada = { id: 'c1', type: 'Acme', name: 'Ada Lovelace' };
  const bob = { id: 'c2', type: 'Acme', name: 'Bob' };

  /** The contact of a log for which the agent chose `contact`. */
  async function contactOf(options: object, contact: object): Promise<unknown> {
    const store = memoryCallLogStore();
    const crm = definePlugin({
      name: 'crm',
      requests: { matchContacts: () => ({ '6503945910': [ada, bob] }) },
    });
    const { ask } = connect([callLog({ store, ...options }), crm]);
    await ask('logCall', data({ contact }));
    return vi.waitFor(async () => {
      const [log] = (await store.list()) as readonly CallLogRecord[];
      expect(log).toHaveProperty('candidates');
      return log?.contact;
    }, 20_000);
  }

  it('is the log’s, though several have the number', async () => {
    expect(await contactOf({}, bob)).toEqual(bob);
  });

  it('has its name from the look-up, if the widget gives its id alone', async () => {
    expect(await contactOf({}, { id: 'c2', name: '' })).toEqual(bob);
  });

  it('is the log’s, though nobody found it', async () => {
    expect(await contactOf({}, { id: 9, name: 'Cy' })).toEqual({ id: 9, name: 'Cy' });
  });

  it('is not the log’s, if the page decides otherwise', async () => {
    expect(await contactOf({ resolveContact: () => ada }, bob)).toEqual(ada);
    expect(await contactOf({ resolveContact: () => undefined }, bob)).toEqual(bob);
  });
});

describe('a log that the store does not have', () => {
  const never = { upsert: () => new Promise<never>(() => undefined) };
  const refused = { upsert: () => Promise.reject(new Error('the CRM is down')) };

  /** What `matchCallLogs` answers where the widget shows the state of a log, or does not. */
  async function matched(more: Partial<CallLogStore>, statusRows: boolean): Promise<unknown> {
    const plugin = callLog({ store: vendorStore(more) });
    const { ask, host } = connect([plugin]);
    host.on('failed', () => undefined);
    // There is no database here: the widget is answered when the store has answered.
    void ask('logCall', data());
    await expect.poll(async () => (await plugin.status()).items).toHaveLength(1);
    const { signal } = new AbortController();
    return plugin.requests?.matchCallLogs?.([KEY], { signal, statusRows } as never);
  }

  it.each([
    ['is being delivered', never],
    ['has failed', refused],
  ])('and that %s has no row where any row means "logged"', async (_name, store) => {
    expect(await matched(store, false)).toEqual({});
  });

  it.each([
    ['pending', never],
    ['failed', refused],
  ])('has a row with the state %s where the widget shows that', async (status, store) => {
    expect(await matched(store, true)).toEqual({
      [KEY]: [{ id: KEY, status, message: expect.stringContaining('Saved in this browser') }],
    });
  });

  it('has the row of an earlier version beside its state', async () => {
    const find = async () => [{ key: KEY, id: 77 }];
    expect(await matched({ ...refused, find }, false)).toEqual({ [KEY]: [{ id: 77 }] });
    expect(await matched({ ...refused, find }, true)).toEqual({
      [KEY]: [{ id: 77 }, expect.objectContaining({ status: 'failed' })],
    });
  });

  it('but gets it soon is waited for', async () => {
    let deliver = (): void => undefined;
    const upsert = () => new Promise<void>((resolve) => (deliver = resolve));
    const plugin = callLog({ store: vendorStore({ upsert }) });
    const { ask } = connect([plugin]);
    void ask('logCall', data());
    await expect.poll(async () => (await plugin.status()).items).toHaveLength(1);
    const answer = ask('matchCallLogs', [KEY]);
    // After it has looked for the first time.
    setTimeout(deliver, 50);
    expect(await answer).toEqual({ result: { [KEY]: [{ id: KEY }] } });
  });
});

describe('matchCallLogs refuses', () => {
  it.each([
    [
      { [KEY]: [{ id: 1 }] },
      'store.find: expected an array of { key, id?, contactId? }, received an object',
    ],
    [undefined, 'received undefined'],
    [[null], '[0]: expected an object { key, id?, contactId? }, received null'],
    [[{ key: KEY }, { id: 'x' }], '[1].key: expected a string, received undefined'],
    [[{ key: KEY, id: {} }], '[0].id: expected a string or number'],
    [[{ key: KEY, contactId: null }], '[0].contactId: expected a string or number, received null'],
  ])('what a store finds as %j', async (found, message) => {
    const find = async () => found as unknown as FoundCallLog[];
    const { host, ask } = connect([callLog({ store: vendorStore({ find }) })]);
    const failed = vi.fn();
    host.on('failed', failed);
    await ask('matchCallLogs', [KEY]);
    expect(failed.mock.calls[0]?.[0]).toMatchObject({
      error: { cause: { message: expect.stringContaining(message) } },
    });
  });

  it('keys that nobody asked for', async () => {
    const find = async () => [{ key: 'other' }, { key: 'toString' }];
    const { ask } = connect([callLog({ store: vendorStore({ find }) })]);
    expect(await ask('matchCallLogs', [KEY])).toEqual({ result: {} });
  });

  it('to ask the store for nothing', async () => {
    const find = vi.fn();
    const { ask } = connect([callLog({ store: vendorStore({ find }) })]);
    expect(await ask('matchCallLogs', [])).toEqual({ result: {} });
    expect(find).not.toHaveBeenCalled();
  });
});

describe('callLog', () => {
  it('answers once the store has written, and not before', async () => {
    const { promise, resolve } = deferred();
    const { ask } = connect([callLog({ store: vendorStore({ upsert: () => promise }) })]);
    const onAnswer = vi.fn();
    const answer = ask('logCall', data()).then(onAnswer);
    await new Promise((done) => void setTimeout(done, 0));
    expect(onAnswer).not.toHaveBeenCalled();
    resolve();
    await answer;
    expect(onAnswer).toHaveBeenCalledWith({ result: 'ok' });
  });

  it('logs under the sessionId of the request, which is not that of the call', async () => {
    const store = memoryCallLogStore();
    const { ask } = connect([callLog({ store, now: () => 5_000 })]);
    const body = data();
    await ask('logCall', body);
    expect(await store.list()).toEqual([
      {
        key: KEY,
        revision: 5_000,
        receivedAt: 5_000,
        call: body.call,
        task: body.task,
        origin: 'agent',
        disposition: { id: '1001' },
        callDetails: {
          direction: 'inbound',
          outcome: 'unknown',
          startedAt: 1_571_278_384_000,
          rawStartTime: 1_571_278_384_000,
          startTimeCertain: false,
          timesCertain: true,
        },
        status: 'logged',
      },
    ]);
  });

  it('logs under a bare segment id as well', async () => {
    const store = memoryCallLogStore();
    const { ask } = connect([callLog({ store })]);
    await ask('logCall', data({ sessionId: 'segment-1' }));
    expect(await ask('matchCallLogs', ['segment-1'])).toEqual({
      result: { 'segment-1': [{ id: 'segment-1' }] },
    });
  });

  it.each([
    ['no task', { task: undefined }],
    ['an empty task', { task: {} }],
    ['null for a disposition', { task: { dispositionId: null, notes: '', summary: '' } }],
  ])('takes a log with %s', async (_name, more) => {
    const store = memoryCallLogStore();
    const { ask } = connect([callLog({ store })]);
    expect(await ask('logCall', data(more))).toEqual({ result: 'ok' });
    expect((await store.list())[0]).toMatchObject({ key: KEY, status: 'logged' });
  });

  it('keeps members that no schema knows', async () => {
    const store = memoryCallLogStore();
    const { ask } = connect([callLog({ store })]);
    await ask('logCall', data({ task: { notes: '', mood: 'good' } }));
    expect((await store.list())[0]).toMatchObject({ task: { mood: 'good' } });
  });

  it('gives each log of a key a higher revision, also within a millisecond and when the clock was put back', async () => {
    const revisions: number[] = [];
    const upsert = async ({ revision }: CallLogRecord) => void revisions.push(revision);
    let time = 0;
    const { ask } = connect([callLog({ store: vendorStore({ upsert }), now: () => time })]);
    for (time of [1_000, 1_000, 400, 1_001, 9_000]) await ask('logCall', data());
    expect(revisions).toEqual([1_000, 1_001, 1_002, 1_003, 9_000]);
  });

  it('replaces the log when the agent submits again', async () => {
    const store = memoryCallLogStore();
    const { ask } = connect([callLog({ store })]);
    await ask('logCall', data());
    await ask('logCall', data({ task: { notes: 'changed' } }));
    expect(await store.list()).toMatchObject([{ task: { notes: 'changed' } }]);
  });

  it('answers only for keys that were logged, under the very strings that were asked', async () => {
    const find = async () => [
      { key: KEY, id: 77, contactId: 'c1' },
      { key: KEY },
      { key: '__proto__', id: 'p' },
    ];
    const { ask } = connect([callLog({ store: vendorStore({ find }) })]);
    const { result } = await ask('matchCallLogs', [KEY, 'other', '__proto__', KEY]);
    expect(Object.entries(result as object)).toEqual([
      [KEY, [{ id: 77, contactId: 'c1' }, { id: KEY }]],
      ['__proto__', [{ id: 'p' }]],
    ]);
  });

  it('asks a store for each key once, and hands on the signal', async () => {
    const find = vi.fn(async () => []);
    const { ask } = connect([callLog({ store: vendorStore({ find }) })]);
    await ask('matchCallLogs', ['a', 'b', 'a']);
    expect(find).toHaveBeenCalledExactlyOnceWith(['a', 'b'], { signal: expect.any(AbortSignal) });
  });

  it('may be there twice, under different names, and both log', async () => {
    const first = memoryCallLogStore();
    const second = memoryCallLogStore();
    const { ask } = connect([callLog({ store: first }), callLog({ store: second, name: 'copy' })]);
    await ask('logCall', data());
    expect([...(await first.list()), ...(await second.list())]).toHaveLength(2);
  });
});

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
