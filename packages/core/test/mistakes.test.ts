import { createHost, type HostEvents, JackfieldError, type PushContext } from '@jackfield/core';
import { describe, expect, it, vi } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { createTestWire, LOG, QUERY, startTestHost } from './test-wire.js';

const number = '6503945910';

/** What the widget is answered when a handler of matchContacts does this. */
async function answerTo(handler: () => unknown): Promise<string> {
  const { wire } = await startTestHost({
    plugins: [{ name: 'acme', requests: { matchContacts: handler as () => never } }],
  });
  const id = await wire.ask('rc-ev-matchContacts', QUERY);
  return String(wire.responses(id)[0]?.error);
}

describe('a result that is a classic mistake', () => {
  it.each([
    ['a Map', () => new Map(), 'received a Map; use a plain object'],
    ['a Set', () => new Set(), 'received a Set; use an array'],
    ['an array', () => [], 'received array of 0'],
    ['a function', () => () => ({}), 'received a function; call it'],
    ['a Date', () => new Date(), 'received a Date'],
    ['an Error', () => new Error(number), 'received an Error'],
    [
      'a promise for each number',
      () => ({ [number]: Promise.resolve([]) }),
      'at /*, received a Promise; await it',
    ],
    [
      'a contact with a method',
      () => ({ [number]: [{ name: 'Ada', type: (): string => 'acme' }] }),
      'Expected data that can be copied at /*/0/type, received a function; call it',
    ],
    [
      'a contact whose name is still loading',
      () => ({ [number]: [{ name: Promise.resolve('Ada') }] }),
      'at /*/0/name, received a Promise; await it',
    ],
    [
      'a contact whose name is a Date',
      () => ({ [number]: [{ name: new Date() }] }),
      'Expected string at /*/0/name, received a Date',
    ],
    [
      'a Map of numbers in a contact',
      () => ({ [number]: [{ name: 'Ada', phoneNumbers: new Map() }] }),
      'Expected array at /*/0/phoneNumbers, received a Map; use a plain object',
    ],
  ])('is named: %s', async (_, handler, message) => {
    const answer = await answerTo(handler);
    expect(answer).toContain(message);
    expect(answer).not.toContain(number);
  });

  it('is found in a value that contains itself', async () => {
    const contact: Record<string, unknown> = { name: 'Ada' };
    contact['self'] = { contact };
    contact['run'] = () => undefined;
    expect(await answerTo(() => ({ [number]: [contact] }))).toContain(
      'Expected data that can be copied at /*/0',
    );
  });
});

describe('a rejection', () => {
  it.each([
    ['with an object', { status: 500, body: number }, 'an object with status,body'],
    ['with an object without members', {}, 'an object with no members'],
    ['with a response of a client', { message: 'Not found', status: 404 }, 'Not found'],
  ])('%s says what it is', async (_, thrown, message) => {
    const answer = await answerTo(() => Promise.reject(thrown as unknown as Error));
    expect(answer).toContain(message);
    expect(answer).not.toContain('[object Object]');
    expect(answer).not.toContain(number);
  });
});

describe('host.on', () => {
  it.each(['fail', 'State', 'toString', '__proto__'])(
    'refuses the event %s, and names those that there are',
    async (name) => {
      const { host } = await startTestHost();
      expect(() => host.on(name as 'failed', () => undefined)).toThrow(
        expect.objectContaining({
          code: 'BAD_OPTION',
          message: `host.on: no event "${name}", only state, widget, registered, message, requestReceived, failed, invalid, unhandled, deprecated, settledLate`,
        }),
      );
    },
  );
});

describe('a listener of a push', () => {
  it('asks the plugins of its host, without a variable of its set-up', async () => {
    const shown: unknown[] = [];
    const { wire } = await startTestHost({
      plugins: [
        { name: 'contacts', requests: { matchContacts: () => ({ [number]: [{ name: 'Ada' }] }) } },
        {
          name: 'pop',
          pushes: {
            async ringCall({ call }, { ask }) {
              const { phoneNumber } = call.from;
              const found = await ask('matchContacts', [{ phoneNumber, callType: 'inbound' }]);
              shown.push(found?.[phoneNumber]?.[0]?.name);
            },
          },
        },
      ],
    });
    await wire.push('rc-ev-ringCall', { call: { ...LOG.call, from: { phoneNumber: number } } });
    await settle();
    expect(shown).toEqual(['Ada']);
  });

  it('has a signal that aborts when its plugin is removed', async () => {
    let context: PushContext | undefined;
    const { host, wire } = await startTestHost({
      plugins: [{ name: 'pop', pushes: { ringCall: (_, given) => void (context = given) } }],
    });
    await wire.push('rc-ev-ringCall', { call: LOG.call });
    expect(context?.signal.aborted).toBe(false);
    await host.close();
    expect(context?.signal.aborted).toBe(true);
  });
});

describe('a handler', () => {
  it('asks the other plugins of its host', async () => {
    const { wire } = await startTestHost({
      plugins: [
        { name: 'contacts', requests: { matchContacts: () => ({ [number]: [{ name: 'Ada' }] }) } },
        {
          name: 'log',
          requests: {
            async logCall(_data, { ask }) {
              const found = await ask('matchContacts', [
                { phoneNumber: number, callType: 'inbound' },
              ]);
              return `ok ${found?.[number]?.[0]?.name}`;
            },
          },
        },
      ],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    await settle();
    expect(wire.responses(id)).toMatchObject([{ result: 'ok Ada' }]);
  });
});

describe('plugins that ask each other in a circle', () => {
  const queries = [{ phoneNumber: number, callType: 'inbound' }];
  /** Ends the test where nothing else ends the circle: it would let no timer run. */
  const TOO_OFTEN = 1_000;

  it.each([
    ['and wait for it', true, 1],
    ['and do not wait', false, 1],
    ['several times each', true, 3],
  ])('%s end, and others are answered', async (_, waits, times) => {
    let asked = 0;
    const askTimes = async (ask: () => Promise<unknown>) => {
      if ((asked += 1) > TOO_OFTEN) return {};
      const asking = Array.from({ length: times }, () => ask().catch(() => undefined));
      if (waits) await Promise.all(asking);
      return {};
    };
    const { wire } = await startTestHost({
      plugins: [
        {
          name: 'contacts',
          requests: {
            matchContacts: (_queries, { ask }) => askTimes(() => ask('matchCallLogs', ['1'])),
            matchCallLogs: (_ids, { ask }) => askTimes(() => ask('matchContacts', queries)),
            logCall: () => 'ok',
          },
        },
      ],
    });
    const id = await wire.ask('rc-ev-matchContacts', queries);
    const log = await wire.ask('rc-ev-logCall', LOG);
    for (let turn = 0; turn < 50; turn += 1) await settle();
    expect(wire.responses(id)).toMatchObject([{ result: {} }]);
    expect(wire.responses(log)).toMatchObject([{ result: 'ok' }]);
    expect(asked).toBeLessThan(TOO_OFTEN);
  });
});

describe('createHost refuses', () => {
  const { transport } = createTestWire();

  it.each([
    ['no options', undefined, 'an object at /, received undefined'],
    ['null', null, 'an object at /, received null'],
    [
      'a widget that is null',
      { service: 'A', widget: null },
      'an object at /widget, received null',
    ],
    [
      'an origin in place of the widget',
      { service: 'A', widget: 'https://a.example' },
      'an object at /widget, received "https://a.example"',
    ],
    [
      'a Map of deadlines',
      { service: 'A', widget: { transport }, deadlines: new Map() },
      'an object at /deadlines, received a Map; use a plain object',
    ],
    [
      'deadlines that are null',
      { service: 'A', widget: { transport }, deadlines: null },
      'an object at /deadlines, received null',
    ],
  ])('%s', (_, options, message) => {
    expect(() => createHost(options as never)).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION', message: expect.stringContaining(message) }),
    );
  });
});

describe('a widget that is not found within ten seconds', () => {
  const missing = () => new JackfieldError('FRAME_MISSING', 'no <iframe id="a">');

  function start(missing: () => JackfieldError | undefined) {
    const wire = createTestWire({ load: false });
    return startTestHost({ widget: { transport: { ...wire.transport, missing } } }, wire);
  }
  const failures = ({ failed }: { readonly failed: readonly HostEvents['failed'][] }) =>
    failed.map(({ error }) => [error.code, error.message]);

  it('is reported once, with what is there in its place', async () => {
    const { clock, events } = await start(missing);
    await clock.advance(9_999);
    expect(failures(events)).toEqual([]);
    await clock.advance(1);
    expect(failures(events)).toEqual([['FRAME_MISSING', 'no <iframe id="a">']]);
    await clock.advance(60_000);
    expect(failures(events)).toHaveLength(1);
  });

  it('is named by a command that waits for it', async () => {
    const { clock, host } = await start(missing);
    const sent = vi.fn<(error: unknown) => void>();
    host.send('clickToDial', { phoneNumber: number }).catch(sent);
    await clock.advance(10_000);
    expect(sent).toHaveBeenCalledWith(
      expect.objectContaining({
        code: 'WIDGET_NOT_READY',
        message: 'clickToDial was not sent: no <iframe id="a"> in 10000 ms',
      }),
    );
  });

  it('is not reported again where its frame was refused', async () => {
    const refusal = new JackfieldError('ORIGIN_UNKNOWN', 'Frame "a": expected another origin');
    const { clock, events, host } = await start(() => refusal);
    const sent = vi.fn<(error: unknown) => void>();
    host.send('clickToDial', { phoneNumber: number }).catch(sent);
    await clock.advance(10_000);
    expect(failures(events)).toEqual([]);
    expect(String(sent.mock.calls[0]?.[0])).toContain('Frame "a": expected another origin');
  });

  it('is not reported by a host that is closed, nor where there is one', async () => {
    const closed = await start(missing);
    await closed.host.close();
    await closed.clock.advance(10_000);
    const found = await start(() => undefined);
    await found.clock.advance(10_000);
    expect([failures(closed.events), failures(found.events)]).toEqual([[], []]);
  });
});

it('a host that is made on a server says so before all else', () => {
  expect(() => createHost({ service: 'Acme CRM' })).toThrow(
    expect.objectContaining({ code: 'NO_DOCUMENT' }),
  );
});
