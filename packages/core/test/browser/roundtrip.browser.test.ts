import { createHost, definePlugin, type HostOptions } from '@jackfield/core';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createTestClock } from '../../../testing/src/test-clock.js';
import { LOG, QUERY } from '../test-wire.js';
import {
  ADAPTER_ID,
  openFrame,
  openHost,
  push,
  request,
  response,
  type TestFrame,
  type TestHost,
  watch,
  WIDGET,
} from './frames.js';

const CONTACT = { id: '1', type: 'Acme', name: 'Ada Lovelace', phoneNumbers: [] };
const DIAL = { phoneNumber: '+16505550100' };

const full = definePlugin({
  name: 'full',
  requests: {
    matchContacts: (queries) =>
      Object.fromEntries(queries.map(({ phoneNumber }) => [phoneNumber, [CONTACT]])),
    matchCallLogs: (ids) => Object.fromEntries(ids.map((id) => [id, [{ id: `log of ${id}` }]])),
    logCall: ({ sessionId }) => `logged ${sessionId}`,
    viewLead: ({ leadId }) => `showing ${leadId}`,
  },
});

async function openPair(
  options: Partial<HostOptions> = {},
): Promise<TestHost & { widget: TestFrame }> {
  const widget = await openFrame({ id: ADAPTER_ID });
  const started = openHost(options);
  await expect.poll(() => widget.services()).not.toEqual([]);
  widget.post({ type: 'rc-ev-init' });
  await widget.flush();
  return { ...started, widget };
}

const typesReceived = async (widget: TestFrame): Promise<readonly (string | undefined)[]> =>
  (await widget.received()).map(({ payload, type }) => payload?.type ?? type);

/** A plugin with one logCall that is under way until it is finished. */
function createSlowLog() {
  const handed: { signal?: AbortSignal; finish: (result: unknown) => void } = {
    finish: () => undefined,
  };
  const plugin = definePlugin({
    name: 'slow-log',
    requests: {
      logCall: (_, { signal }) =>
        new Promise((resolve) => {
          Object.assign(handed, { signal, finish: resolve });
        }),
    },
  });
  return { plugin, handed };
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a request', () => {
  test('for which the page never registered is left unanswered, and reported', async () => {
    const { widget, events } = await openPair({
      plugins: [definePlugin({ name: 'log', requests: { logCall: () => 'ok' } })],
    });
    widget.post(request('not-ours', 'rc-ev-viewLead', { leadId: '1' }));
    await widget.ask('rc-ev-logCall', LOG);
    expect(await widget.responses('not-ours')).toEqual([]);
    expect(events.unhandled).toMatchObject([{ name: 'viewLead', reason: 'not-registered' }]);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('the CRM is down');
      },
      /"acme".*the CRM is down/,
    ],
    ['rejects with text', () => Promise.reject('no session' as unknown as Error), /no session/],
    ['never settles', () => new Promise<never>(() => undefined), /"acme"/],
    ['returns a function', () => () => 'ok', /"acme"/],
    ['returns an element', () => document.body, /"acme"/],
    [
      'returns what throws when it is read',
      () => ({
        get log(): string {
          throw new Error('lazy');
        },
      }),
      /"acme"/,
    ],
    ['returns a promise in an object', () => ({ done: Promise.resolve() }), /"acme"/],
  ])('whose handler %s is answered once, with an error in words', async (_, run, words) => {
    const { widget } = await openPair({
      deadlines: { logCall: 300 },
      plugins: [
        definePlugin({ name: 'acme', requests: { logCall: run as unknown as () => string } }),
      ],
    });
    widget.post(request('bad', 'rc-ev-logCall', LOG));
    await expect.poll(() => widget.responses('bad')).toHaveLength(1);
    const [{ error, result } = {}] = await widget.responses('bad');
    expect(String(error)).toMatch(words);
    expect(result).toBeUndefined();
  });

  test('with one entry that cannot be copied loses that entry’s key only', async () => {
    const { widget, events } = await openPair({
      plugins: [
        definePlugin({
          name: 'acme',
          requests: {
            matchContacts: () => ({
              a: [CONTACT],
              b: [{ ...CONTACT, open: () => undefined } as typeof CONTACT],
            }),
          },
        }),
      ],
    });
    await expect(widget.ask('rc-ev-matchContacts', QUERY)).resolves.toMatchObject({
      result: { a: [CONTACT] },
    });
    expect(events.invalid).toMatchObject([{ plugin: 'acme', part: 'result' }]);
  });

  test('of a shape that breaks its schema is answered with an error that says where', async () => {
    const { widget } = await openPair({ plugins: [full] });
    const { error } = await widget.ask('rc-ev-matchContacts', [{ phoneNumber: 1 }]);
    expect(error).toMatch(/matchContacts.*\/0/);
  });

  test('of each kind is answered with what its handler returned', async () => {
    const { widget } = await openPair({ plugins: [full] });
    expect((await widget.services()).at(-1)).toEqual({
      name: 'Acme CRM',
      callLogMatcherEnabled: true,
      callLoggerEnabled: true,
      contactMatcherEnabled: true,
      leadViewerEnabled: true,
    });
    const answers = [
      ['rc-ev-matchContacts', QUERY, { [QUERY[0].phoneNumber]: [CONTACT] }],
      ['rc-ev-matchCallLogs', ['a$1'], { a$1: [{ id: 'log of a$1' }] }],
      ['rc-ev-logCall', LOG, `logged ${LOG.sessionId}`],
      ['rc-ev-viewLead', { leadId: '7' }, 'showing 7'],
    ] as const;
    for (const [type, data, result] of answers) {
      const answer = await widget.ask(type, data);
      expect(answer.result, type).toEqual(result);
      expect(answer.error, type).toBeFalsy();
    }
  });

  test('under way while the widget says init again is finished, and answered once', async () => {
    const { plugin, handed } = createSlowLog();
    const { widget } = await openPair({ plugins: [plugin] });
    widget.post(request('long', 'rc-ev-logCall', LOG));
    widget.post({ type: 'rc-ev-init' });
    await widget.flush();
    expect(handed.signal?.aborted).toBe(false);
    handed.finish('ok');
    await expect.poll(() => widget.responses('long')).toMatchObject([{ result: 'ok' }]);
  });

  test('under way while the widget reloads is finished without a failure', async () => {
    const { plugin, handed } = createSlowLog();
    const { widget, failures, events } = await openPair({ plugins: [plugin] });
    widget.post(request('long', 'rc-ev-logCall', LOG));
    await widget.flush();
    const before = (await widget.services()).length;
    const loaded = widget.load();
    widget.reload();
    await loaded;
    await expect.poll(async () => (await widget.services()).length).toBeGreaterThan(before);
    expect(handed.signal?.aborted).toBe(false);
    handed.finish('ok');
    await expect.poll(() => events.message.map(({ requestId }) => requestId)).toContain('long');
    expect(events.message.find(({ requestId }) => requestId === 'long')?.outcome).toBe('answered');
    expect(failures()).toEqual([]);
  });

  test('under way while the host closes at once is aborted and answered with an error', async () => {
    const { plugin, handed } = createSlowLog();
    const { widget, host } = await openPair({ plugins: [plugin] });
    widget.post(request('long', 'rc-ev-logCall', LOG));
    await widget.flush();
    await host.close({ now: true });
    expect(handed.signal?.aborted).toBe(true);
    handed.finish('ok');
    await expect
      .poll(() => widget.responses('long'))
      .toMatchObject([{ error: expect.stringContaining('Acme CRM') as string }]);
  });

  test('that comes while the host closes is answered with an error, not left for 90 seconds', async () => {
    const { plugin, handed } = createSlowLog();
    const { widget, host } = await openPair({ plugins: [plugin] });
    widget.post(request('long', 'rc-ev-logCall', LOG));
    await widget.flush();
    const closed = host.close();
    await expect(widget.ask('rc-ev-logCall', LOG)).resolves.toMatchObject({
      error: expect.any(String) as string,
    });
    handed.finish('ok');
    await closed;
    expect(await widget.responses('long')).toMatchObject([{ result: 'ok' }]);
  });
});

describe('a push', () => {
  const listen = (listener: (body: unknown) => void) =>
    definePlugin({
      name: 'listener',
      pushes: { ringCall: listener, newCall: listener, endCall: listener, sipRingCall: listener },
    });

  test('that breaks its schema reaches no plugin, and is reported', async () => {
    const received = vi.fn();
    const { widget, events } = await openPair({ plugins: [listen(received)] });
    widget.post(push('rc-ev-newCall', { call: 'a call' }));
    await widget.flush();
    expect(received).not.toHaveBeenCalled();
    expect(events.invalid).toMatchObject([{ name: 'newCall', part: 'body' }]);
  });

  test('reaches the plugins that listen to it, and a repeated ring only once', async () => {
    const received = vi.fn();
    const { widget } = await openPair({ plugins: [listen(received)] });
    const ring = push('rc-ev-ringCall', { call: { ...LOG.call, telephonyStatus: 'CallRing' } });
    widget.post(ring);
    widget.post(ring);
    widget.post(push('rc-ev-newCall', { call: LOG.call }));
    widget.post(push('rc-ev-endCall'));
    widget.post(push('rc-ev-sipRingCall', { message: { message: 'SIP Ringing' } }));
    await widget.flush();
    expect(received.mock.calls.map(([body]) => body as unknown)).toEqual([
      { call: { ...LOG.call, telephonyStatus: 'CallRing' } },
      { call: LOG.call },
      {},
      { message: { message: 'SIP Ringing' } },
    ]);
  });

  test('whose listener throws is reported to the page when there is no other listener', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const widget = await openFrame({ id: ADAPTER_ID });
    const host = createHost({
      service: 'Acme CRM',
      widget: { origin: WIDGET },
      plugins: [
        definePlugin({
          name: 'acme',
          pushes: {
            newCall: () => {
              throw new Error('no such record');
            },
          },
        }),
      ],
    });
    onTestFinished(() => host.close());
    widget.post(push('rc-ev-newCall', { call: LOG.call }));
    await widget.flush();
    await expect
      .poll(() => reported.mock.calls)
      .toEqual([
        [
          expect.objectContaining({
            code: 'PLUGIN_FAILED',
            message: expect.stringContaining('acme') as string,
          }),
        ],
      ]);
    const listener = vi.fn();
    host.on('failed', listener);
    widget.post(push('rc-ev-newCall', { call: LOG.call }));
    await widget.flush();
    await expect.poll(() => listener.mock.calls.length).toBe(1);
    expect(reported).toHaveBeenCalledOnce();
  });
});

describe('the page’s own messages', () => {
  test('wait for a widget that has not shown itself, then go out in their order', async () => {
    const { host } = openHost();
    const sent = Promise.all([
      host.send('clickToDial', DIAL),
      host.send('logout'),
      host.send('authorizationCode', { callbackUri: 'https://crm.example.com/?code=1' }),
    ]);
    const widget = await openFrame({ id: ADAPTER_ID });
    widget.post({ type: 'rc-ev-init' });
    await sent;
    const received = (await widget.received()).filter(
      ({ payload }) => payload?.type !== 'rc-ev-register',
    );
    expect(received).toEqual([
      push('rc-ev-clickToDial', DIAL),
      push('rc-ev-logout'),
      { type: 'rc-ev-authorization-code', callbackUri: 'https://crm.example.com/?code=1' },
    ]);
  });

  test('that break their schema are refused and not posted', async () => {
    const { host, widget } = await openPair();
    await expect(host.send('clickToDial', { phoneNumber: 1 as never })).rejects.toMatchObject({
      code: 'INVALID_MESSAGE',
    });
    await expect(host.send('clickToCall' as 'logout')).rejects.toMatchObject({
      code: 'UNKNOWN_MESSAGE',
    });
    expect(await typesReceived(widget)).not.toContain('rc-ev-clickToDial');
  });

  test('that cannot be copied are refused', async () => {
    const { host } = await openPair();
    const body = { ...DIAL, open: () => undefined };
    await expect(host.send('clickToDial', body)).rejects.toMatchObject({ code: 'NOT_CLONEABLE' });
  });

  test('ask, and are answered, refused or out of time', async () => {
    const { host, widget } = await openPair();
    const idOf = async (count: number): Promise<string> => {
      const asked = async (): Promise<readonly (string | undefined)[]> =>
        (await widget.received())
          .filter(({ type }) => type === 'MessageTransport-request')
          .map(({ requestId }) => requestId);
      await expect.poll(asked).toHaveLength(count);
      return (await asked()).at(-1) as string;
    };
    const open = host.request('checkPopupWindow');
    widget.post(response(await idOf(1), true));
    await expect(open).resolves.toBe(true);

    const refused = expect(host.request('checkPopupWindow')).rejects.toMatchObject({
      code: 'WIDGET_ERROR',
      message: expect.stringContaining('no popup') as string,
    });
    widget.post({ ...response(await idOf(2), undefined), error: 'no popup' });
    await refused;

    const wrong = expect(host.request('checkPopupWindow')).rejects.toMatchObject({
      code: 'INVALID_RESULT',
    });
    widget.post(response(await idOf(3), 'yes'));
    await wrong;

    await expect(
      host.request('checkPopupWindow', undefined, { timeoutMs: 100 }),
    ).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
  });
});

describe('close', () => {
  test('unregisters under the same name, and leaves the frame alone from then on', async () => {
    const { host, widget, events } = await openPair({ plugins: [full] });
    await host.close();
    expect((await widget.services()).at(-1)).toEqual({ name: 'Acme CRM' });
    const received = (await widget.received()).length;
    const count = events.message.length;
    widget.post({ type: 'rc-ev-init' });
    widget.post(request('late', 'rc-ev-logCall', LOG));
    await widget.flush();
    expect(await widget.received()).toHaveLength(received);
    expect(events.message).toHaveLength(count);
    await expect(host.send('clickToDial', DIAL)).rejects.toMatchObject({ code: 'HOST_CLOSED' });
  });

  test('in the task in which a plugin was added stays unregistered', async () => {
    const { host, widget } = await openPair();
    host.add(full);
    await host.close();
    expect((await widget.services()).at(-1)).toEqual({ name: 'Acme CRM' });
  });

  test('makes hosts of the same service elsewhere register again, and no others', async () => {
    const frames = [await openFrame(), await openFrame(), await openFrame()] as const;
    const hosts = frames.map(({ element: frame }, index) =>
      openHost({
        service: index === 2 ? 'Other' : 'Acme CRM',
        widget: { frame, origin: WIDGET },
        plugins: [full],
      }),
    );
    for (const { host } of hosts) await expect.poll(() => host.state).toBe('registered');
    const before = hosts.map(({ events }) => events.registered.length);
    await hosts[0]?.host.close();
    await expect.poll(() => hosts[1]?.events.registered.length).toBe((before[1] ?? 0) + 1);
    expect((await frames[1].services()).at(-1)).toMatchObject({ callLoggerEnabled: true });
    expect(hosts[2]?.events.registered).toHaveLength(before[2] ?? 0);
  });

  test('fifty times over leaves no listener, observer, channel or timer', async () => {
    const frame = await openFrame({ id: ADAPTER_ID });
    const open = new Set<string>();
    const numbers = new Map<unknown, number>();
    const key = (...parts: readonly unknown[]): string =>
      parts
        .map((part) => {
          if (typeof part === 'string') return part;
          numbers.set(part, numbers.get(part) ?? numbers.size);
          return numbers.get(part);
        })
        .join();
    const spyOn = (
      owner: object,
      opens: string,
      closes: string,
      keyOf: (self: unknown, args: readonly unknown[]) => string,
    ): void => {
      const methods = owner as Record<string, (...args: unknown[]) => unknown>;
      for (const [name, change] of [
        [opens, (at: string) => open.add(at)],
        [closes, (at: string) => open.delete(at)],
      ] as const) {
        const original = methods[name] as (...args: unknown[]) => unknown;
        vi.spyOn(methods, name).mockImplementation(function (this: unknown, ...args) {
          change(keyOf(this, args));
          return original.apply(this, args);
        });
      }
    };
    // The test runner may have put methods of its own on the window.
    for (const owner of Object.hasOwn(window, 'addEventListener')
      ? [window, EventTarget.prototype]
      : [EventTarget.prototype])
      spyOn(owner, 'addEventListener', 'removeEventListener', (self, [type, run]) =>
        key('listener', self ?? window, type, run),
      );
    spyOn(MutationObserver.prototype, 'observe', 'disconnect', (self) => key('observer', self));
    class CountedChannel extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        open.add(key('channel', this));
      }
      override close(): void {
        open.delete(key('channel', this));
        super.close();
      }
    }
    vi.stubGlobal('BroadcastChannel', CountedChannel);

    const clock = createTestClock();
    for (let turn = 0; turn < 50; turn += 1) {
      const { host } = watch(
        createHost({ service: 'Acme CRM', widget: { origin: WIDGET }, plugins: [full], clock }),
      );
      await Promise.resolve();
      expect(host.state).toBe('registered');
      expect([...open].map((each) => each.split(',')[0]).sort()).toEqual([
        'channel',
        'listener',
        'listener',
        'observer',
      ]);
      await host.close();
      expect(host.state).toBe('closed');
    }
    expect([...open]).toEqual([]);
    expect(clock.pending).toBe(0);
    expect((await frame.services()).length).toBe(100);
  });
});
