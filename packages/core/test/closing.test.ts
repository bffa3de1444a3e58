import {
  createHost,
  definePlugin,
  type PluginDefinition,
  type TransportEvent,
} from '@jackfield/core';
import { describe, expect, it, vi } from 'vitest';
import { createTestClock, settle } from '../../testing/src/test-clock.js';
import { createTestWire, LOG, startTestHost } from './test-wire.js';

const never = (): Promise<never> => new Promise(() => undefined);

/** A plugin that is well, and what becomes of it. */
const wellBehaved = (name: string, story: string[]): PluginDefinition => ({
  name,
  setup({ signal }) {
    signal.addEventListener('abort', () => story.push(`${name} aborted`));
    return async () => {
      await Promise.resolve();
      story.push(`${name} cleaned up`);
    };
  },
});

const HANGING: readonly [string, NonNullable<PluginDefinition['setup']>, string][] = [
  ['a set-up that never settles', never, 'clean-up'],
  [
    'a set-up that returns a thenable without an end',
    () => ({ then: () => undefined }) as never,
    'clean-up',
  ],
  ['a clean-up that never settles', () => never, 'clean-up'],
  [
    'a clean-up that returns a thenable without an end',
    () => () => ({ then: () => undefined }) as never,
    'clean-up',
  ],
];

describe('a host closes within five seconds, and cleans the other plugins up, whatever one does:', () => {
  it.each(HANGING)('%s', async (_, setup, what) => {
    const story: string[] = [];
    const { host, events, clock } = await startTestHost({
      plugins: [wellBehaved('first', story), { name: 'hangs', setup }, wellBehaved('last', story)],
    });
    const closed = host.close().then(() => story.push('closed'));
    await settle();
    expect(story).toEqual(['last aborted', 'last cleaned up']);
    const all = ['last aborted', 'last cleaned up', 'first aborted', 'first cleaned up'];
    // The one that hangs does not take the time of the others.
    await clock.advance(4_999);
    expect(story).toEqual(all);
    await clock.advance(1);
    await closed;
    expect(story).toEqual([...all, 'closed']);
    expect(events.failed).toMatchObject([
      { name: what, plugin: 'hangs', error: { code: 'DEADLINE' } },
    ]);
    expect(clock.pending).toBe(0);
  });

  it.each([
    [
      'an abort listener that throws',
      ({ signal }: { signal: AbortSignal }) => {
        signal.addEventListener('abort', { handleEvent: null as never });
      },
    ],
    ['a clean-up that throws nothing', () => () => Promise.reject(undefined)],
    [
      'a clean-up that is a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable(() => undefined, {});
        revoke();
        return proxy;
      },
    ],
    [
      'a set-up whose promise throws when it is awaited',
      () => ({
        get then(): never {
          throw new Error('thenable');
        },
      }),
    ],
  ])('%s', async (_, setup) => {
    const story: string[] = [];
    const { host } = await startTestHost({
      plugins: [wellBehaved('first', story), { name: 'bad', setup: setup as never }],
    });
    await host.close();
    expect(story).toEqual(['first aborted', 'first cleaned up']);
  });

  it('many that hang take five seconds together, and each is reported', async () => {
    const story: string[] = [];
    const { host, events, clock } = await startTestHost({
      plugins: [
        wellBehaved('good', story),
        ...Array.from({ length: 20 }, (_, index) => ({
          name: `hangs-${index}`,
          setup: index % 2 ? never : () => never,
        })),
      ],
    });
    const closed = host.close();
    await clock.advance(5_000);
    await closed;
    expect(story).toEqual(['good aborted', 'good cleaned up']);
    expect(new Set(events.failed.map(({ plugin }) => plugin)).size).toBe(20);
    expect(events.failed).toHaveLength(20);
  });

  it('a set-up that settles after the host has closed is still cleaned up', async () => {
    let finish = (_: () => void): void => undefined;
    let cleanedUp = 0;
    const { host, clock } = await startTestHost({
      plugins: [
        {
          name: 'slow',
          setup: () =>
            new Promise<() => void>((resolve) => {
              finish = resolve;
            }),
        },
      ],
    });
    const closed = host.close();
    await clock.advance(5_000);
    await closed;
    finish(() => void (cleanedUp += 1));
    await settle();
    expect(cleanedUp).toBe(1);
  });

  it('a set-up that hangs does not keep `close({ now: true })` waiting longer', async () => {
    const { host, clock } = await startTestHost({
      plugins: [{ name: 'hangs', setup: never, requests: { logCall: never } }],
    });
    const closed = host.close({ now: true });
    await clock.advance(5_000);
    await closed;
    expect(host.state).toBe('closed');
  });

  it('one that is being removed: the removal ends in five seconds, too', async () => {
    const { host, events, clock } = await startTestHost();
    const remove = host.add(definePlugin({ name: 'hangs', setup: () => never }));
    let isRemoved = false;
    void remove().then(() => {
      isRemoved = true;
    });
    await clock.advance(4_999);
    expect(isRemoved).toBe(false);
    await clock.advance(1);
    expect(isRemoved).toBe(true);
    expect(events.failed).toMatchObject([{ plugin: 'hangs', error: { code: 'DEADLINE' } }]);
    await host.close();
    expect(events.failed).toHaveLength(1);
  });

  it('a request that hangs is answered by its deadline first', async () => {
    const { host, wire, clock } = await startTestHost({
      plugins: [{ name: 'hangs', setup: () => never, requests: { logCall: never } }],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    const closed = host.close();
    await clock.advance(15_000);
    expect(wire.responses(id)).toHaveLength(1);
    await clock.advance(5_000);
    await closed;
    expect(clock.pending).toBe(0);
  });
});

describe('what a listener does while the host closes', () => {
  it('sends nothing, adds nothing and asks nothing', async () => {
    const { host, wire } = await startTestHost({
      plugins: [{ name: 'a', requests: { logCall: () => 'ok' } }],
    });
    await wire.bare({ type: 'rc-ev-init' });
    const codes: unknown[] = [];
    const note = (error: { code?: unknown }): void => void codes.push(error.code);
    host.on('state', ({ state }) => {
      if (state !== 'closing') return;
      host.send('logout').catch(note);
      host.request('checkPopupWindow').catch(note);
      try {
        host.add(definePlugin({ name: 'late' }));
      } catch (error) {
        note(error as { code?: unknown });
      }
    });
    await host.close();
    await settle();
    expect(codes).toHaveLength(3);
    expect(new Set(codes)).toEqual(new Set(['HOST_CLOSED']));
    expect(wire.posted.filter(({ payload }) => payload?.type !== 'rc-ev-register')).toEqual([]);
  });
});

describe('a host', () => {
  it.each(['loading', 'registered'])(
    'stays closing when a listener closes the host as it becomes %s',
    async (at) => {
      const wire = createTestWire({ load: false });
      const { host, events } = await startTestHost({}, wire);
      host.on('widget', () => void (at === 'loading' && host.close()));
      host.on('state', ({ state }) => void (state === at && host.close()));
      wire.emit({ type: 'load' });
      await settle();
      expect(host.state).toBe('closed');
      expect(events.state.map(({ state }) => state).slice(-2)).toEqual(['closing', 'closed']);
    },
  );
});

describe('a plugin', () => {
  it('is registered, too, if it is added by a listener of `registered`', async () => {
    const wire = createTestWire({ load: false });
    const { host } = await startTestHost({}, wire);
    const stop = host.on('registered', () => {
      stop();
      host.add(definePlugin({ name: 'late', requests: { logCall: () => 'ok' } }));
    });
    wire.emit({ type: 'load' });
    await settle();
    expect(wire.services()).toEqual([
      { name: 'Acme CRM' },
      { name: 'Acme CRM', callLoggerEnabled: true },
    ]);
    await host.close();
  });
});

describe('a register message that cannot be posted', () => {
  /** A wire on which posting fails until `repair` is called. */
  function broken(thrown: () => unknown) {
    const wire = createTestWire({ load: false });
    let isBroken = true;
    return {
      wire,
      repair: () => {
        isBroken = false;
      },
      transport: {
        ...wire.transport,
        send(envelope: unknown) {
          if (isBroken) throw thrown();
          wire.transport.send(envelope);
        },
      },
    };
  }

  /** As a sandbox such as Lightning Web Security wraps what a page posts. */
  const uncopied = (): unknown => {
    try {
      return structuredClone(new Proxy({}, {}));
    } catch (error) {
      return error;
    }
  };

  it.each([
    ['since it cannot be copied', uncopied, 'NOT_CLONEABLE'],
    ['since the frame refuses it', () => new Error('gone'), 'SEND_FAILED'],
  ])('%s, is a state and an event', async (_, thrown, code) => {
    const { wire, transport } = broken(thrown);
    const { host, events } = await startTestHost(
      { plugins: [{ name: 'a', requests: { logCall: () => 'ok' } }], widget: { transport } },
      wire,
    );
    wire.emit({ type: 'load' });
    await settle();
    expect(host.state).toBe('registerFailed');
    expect(events.state.map(({ state }) => state)).toEqual(['loading', 'registerFailed']);
    expect(events.failed).toMatchObject([{ name: 'register', error: { code } }]);
    expect(events.registered).toEqual([]);
    await host.close();
    expect(host.state).toBe('closed');
  });

  it('is sent at the next sign of life, and the failure is reported once meanwhile', async () => {
    const { wire, transport, repair } = broken(uncopied);
    const { host, events } = await startTestHost(
      { plugins: [{ name: 'a', requests: { logCall: () => 'ok' } }], widget: { transport } },
      wire,
    );
    wire.emit({ type: 'load' });
    await settle();
    await wire.push('rc-ev-sipRegistered');
    await wire.push('rc-ev-sipUnstable');
    expect(events.failed).toHaveLength(1);
    repair();
    await wire.push('rc-ev-sipRegistered');
    expect(host.state).toBe('registered');
    expect(wire.services()).toEqual([{ name: 'Acme CRM', callLoggerEnabled: true }]);
    await wire.ask('rc-ev-logCall', LOG, 'log');
    expect(wire.responses('log')).toMatchObject([{ result: 'ok' }]);
    await host.close();
  });

  it.each([
    ['a load', { type: 'load' } as const],
    ['the ready message', { type: 'message', data: { type: 'rc-ev-init' } } as const],
  ])('is sent at %s', async (_, event) => {
    const { wire, transport, repair } = broken(uncopied);
    const { host } = await startTestHost({ widget: { transport } }, wire);
    wire.emit({ type: 'load' });
    await settle();
    repair();
    wire.emit(event);
    await settle();
    expect(host.state).toBe('registered');
    expect(wire.services()).toHaveLength(1);
    await host.close();
  });

  it('registers nothing: another script’s request stays unanswered', async () => {
    const { wire, transport } = broken(uncopied);
    const { host, events } = await startTestHost(
      { plugins: [{ name: 'a', requests: { logCall: () => 'ok' } }], widget: { transport } },
      wire,
    );
    wire.emit({ type: 'load' });
    await settle();
    await wire.ask('rc-ev-logCall', LOG, 'log');
    expect(events.unhandled).toMatchObject([{ reason: 'not-registered' }]);
    await host.close();
  });

  it('after an earlier one that was posted leaves what was registered ours', async () => {
    const wire = createTestWire();
    let isBroken = false;
    const { host } = await startTestHost(
      {
        plugins: [{ name: 'a', requests: { logCall: () => 'ok' } }],
        widget: {
          transport: {
            ...wire.transport,
            send(envelope) {
              if (isBroken && (envelope as { payload?: unknown }).payload) throw uncopied();
              wire.transport.send(envelope);
            },
          },
        },
      },
      wire,
    );
    isBroken = true;
    wire.emit({ type: 'load' });
    await settle();
    expect(host.state).toBe('registerFailed');
    await wire.ask('rc-ev-logCall', LOG, 'log');
    expect(wire.responses('log')).toMatchObject([{ result: 'ok' }]);
    await host.close();
  });
});

describe('createHost without a document', () => {
  it('fails with NO_DOCUMENT and says what to do in server rendering', () => {
    expect(() => createHost({ service: 'Acme CRM' })).toThrow(
      expect.objectContaining({
        code: 'NO_DOCUMENT',
        message: expect.stringMatching(/server.*in the browser/s) as string,
      }),
    );
  });
});

describe('a host that a listener or handler closes', () => {
  it('answers the request once if a listener of `invalid` closes it', async () => {
    const keep = () => new Promise<void>((resolve) => queueMicrotask(resolve));
    const { host, wire } = await startTestHost({
      plugins: [{ name: 'keeper', requests: { logCall: () => 'ok' }, invalid: { logCall: keep } }],
    });
    host.on('invalid', () => void host.close());
    const id = await wire.ask('rc-ev-logCall', { sessionId: 7 });
    expect(wire.responses(id)).toHaveLength(1);
    expect(host.state).toBe('closed');
  });

  it('aborts the signal of the handler that closes it with `now`, and emits no failure', async () => {
    const signals: AbortSignal[] = [];
    const { host, wire, events } = await startTestHost({
      plugins: [
        {
          name: 'closes',
          requests: {
            matchContacts(_, { signal }) {
              signals.push(signal);
              void host.close({ now: true });
              return {};
            },
          },
        },
        { name: 'other', requests: { matchContacts: () => ({}) } },
      ],
    });
    const id = await wire.ask('rc-ev-matchContacts', [
      { phoneNumber: '6503945910', callType: 'inbound' },
    ]);
    expect(wire.responses(id)).toHaveLength(1);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(events.failed).toEqual([]);
  });
});

describe('a handler that still runs after its request was answered with the failure of another one', () => {
  const plugins = (signals: AbortSignal[]): PluginDefinition[] => [
    { name: 'fails', requests: { logCall: () => Promise.reject(new Error('Not today')) } },
    {
      name: 'slow',
      requests: {
        logCall(_, { signal }) {
          signals.push(signal);
          return never();
        },
      },
    },
  ];

  it('is aborted by a host that closes at once', async () => {
    const signals: AbortSignal[] = [];
    const { host, wire } = await startTestHost({ plugins: plugins(signals) });
    const id = await wire.ask('rc-ev-logCall', LOG);
    expect(wire.responses(id)).toHaveLength(1);
    void host.close({ now: true });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('is waited for until its deadline by a host that closes', async () => {
    const signals: AbortSignal[] = [];
    const { host, wire, clock } = await startTestHost({ plugins: plugins(signals) });
    await wire.ask('rc-ev-logCall', LOG);
    const closed = host.close();
    await clock.advance(14_999);
    expect(host.state).toBe('closing');
    await clock.advance(1);
    await closed;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

it('a removed plugin is cleaned up although requests overlap without an end', async () => {
  const cleanUp = vi.fn();
  const clock = createTestClock();
  const slow = () =>
    new Promise<'ok'>((resolve) => void clock.setTimeout(() => resolve('ok'), 1_000));
  const { host, wire } = await startTestHost({
    clock,
    plugins: [{ name: 'slow', requests: { logCall: slow } }],
  });
  const remove = host.add(definePlugin({ name: 'removed', setup: () => cleanUp }));
  await settle();
  await wire.ask('rc-ev-logCall', LOG);
  void remove();
  for (let i = 0; i < 5; i += 1) {
    await clock.advance(600);
    await wire.ask('rc-ev-logCall', LOG);
  }
  expect(cleanUp).toHaveBeenCalledOnce();
  await host.close({ now: true });
});

it('a transport that delivers a message while the register message is posted registers once', async () => {
  const posted: unknown[] = [];
  let deliver: (event: TransportEvent) => void = () => undefined;
  const host = createHost({
    service: 'Acme CRM',
    plugins: [],
    widget: {
      transport: {
        send(envelope) {
          posted.push(envelope);
          if (posted.length < 50) deliver({ type: 'message', data: { type: 'rc-ev-init' } });
        },
        subscribe(to) {
          deliver = to;
          return () => undefined;
        },
      },
    },
  });
  deliver({ type: 'message', data: { type: 'rc-ev-init' } });
  expect(posted).toHaveLength(1);
  await host.close({ now: true });
});
