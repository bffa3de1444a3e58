import { createHost, definePlugin, isJackfieldError, type PluginDefinition } from '@jackfield/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { createTestWire, LOG, QUERY, startTestHost, type TestHost } from './test-wire.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const { call } = LOG;
const NUMBER = QUERY[0].phoneNumber;
const lazy = (): never => {
  throw new Error('lazy');
};
const never = (): Promise<never> => new Promise(() => undefined);

type Group = Record<string, unknown>;
const EXERCISES: readonly [
  group: 'requests' | 'invalid' | 'pushes',
  member: string,
  act: (started: TestHost) => Promise<unknown>,
][] = [
  ['requests', 'logCall', ({ wire }) => wire.ask('rc-ev-logCall', LOG, 'log')],
  ['invalid', 'logCall', ({ wire }) => wire.ask('rc-ev-logCall', 'broken', 'log')],
  ['pushes', 'ringCall', ({ wire }) => wire.push('rc-ev-ringCall', { call })],
];

const AFTERWARDS: readonly [string, (group: Group, member: string, revoke: () => void) => void][] =
  [
    ['a revoked proxy', (_group, _member, revoke) => revoke()],
    [
      'a getter that throws',
      (group, member) => Object.defineProperty(group, member, { get: lazy, enumerable: true }),
    ],
    ['another function', (group, member) => void (group[member] = lazy)],
    ['a text', (group, member) => void (group[member] = 'text')],
    ['nothing', (group, member) => void delete group[member]],
  ];

describe('a definition that becomes hostile after definePlugin changes nothing:', () => {
  const cases = EXERCISES.flatMap(([group, member, act]) =>
    AFTERWARDS.map(([what, spoil]) => [group, what, member, act, spoil] as const),
  );

  it.each(cases)('%s that become %s', async (group, _, member, act, spoil) => {
    const calls: string[] = [];
    const handlers: Group = { [member]: () => void calls.push('hostile') };
    const { proxy, revoke } = Proxy.revocable(handlers, {});
    const requests = { logCall: () => 'ok' };
    const definition = { name: 'hostile', requests, [group]: proxy } as PluginDefinition;
    const hostile = definePlugin(definition);
    spoil(handlers, member, revoke);
    const started = await startTestHost({
      plugins: [{ name: 'good', requests, [group]: { [member]: () => void calls.push('good') } }],
    });
    started.host.add(hostile);
    await settle();
    expect(started.host.capabilities).toEqual(['callLoggerEnabled']);
    await act(started);
    expect(calls).toEqual(['good', 'hostile']);
    expect(started.events.failed).toEqual([]);
    if (group !== 'pushes') expect(started.wire.responses('log')).toHaveLength(1);
    await started.host.close();
  });

  it('its own members', async () => {
    const ran: string[] = [];
    const target: Record<string, unknown> = {
      name: 'acme',
      setup: () => void ran.push('set up'),
      requests: { logCall: () => 'ok' },
    };
    const { proxy, revoke } = Proxy.revocable(target, {});
    const plugin = definePlugin(proxy as unknown as PluginDefinition);
    target['name'] = 'other';
    target['setup'] = lazy;
    target['requests'] = null;
    revoke();
    const { wire, host, events } = await startTestHost();
    host.add(plugin);
    await settle();
    await wire.ask('rc-ev-logCall', LOG, 'log');
    expect(ran).toEqual(['set up']);
    expect(wire.responses('log')).toMatchObject([{ result: 'ok' }]);
    expect(events.failed).toEqual([]);
    expect(plugin.name).toBe('acme');
    await host.close();
  });

  it('each member is read once, so that what was checked is what runs', async () => {
    const reads: string[] = [];
    const once = <T extends object>(target: T, prefix = ''): T =>
      new Proxy(target, {
        get(from, member, receiver) {
          const name = `${prefix}${String(member)}`;
          reads.push(name);
          return reads.filter((each) => each === name).length > 1
            ? 'something else'
            : Reflect.get(from, member, receiver);
        },
      });
    const plugin = definePlugin(
      once({
        name: 'acme',
        setup: () => undefined,
        requests: once({ logCall: () => 'ok' }, '/requests/'),
        pushes: once({ ringCall: () => undefined }, '/pushes/'),
        invalid: once({ logCall: () => undefined }, '/invalid/'),
      }),
    );
    expect(new Set(reads).size).toBe(reads.length);
    const { wire, host } = await startTestHost();
    host.add(plugin);
    await settle();
    await wire.ask('rc-ev-logCall', LOG, 'log');
    expect(wire.responses('log')).toMatchObject([{ result: 'ok' }]);
  });

  it('the plugin’s own members cannot be altered either', () => {
    const plugin = definePlugin({ name: 'acme', requests: { logCall: () => 'ok' } });
    expect(Object.isFrozen(plugin)).toBe(true);
    expect(Object.isFrozen(plugin.requests)).toBe(true);
  });
});

describe('definePlugin refuses what cannot be read, as a bad plugin:', () => {
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const throwing = (member: string): object =>
    Object.defineProperty({ name: 'a' }, member, { get: lazy, enumerable: true });

  it.each<readonly [string, object]>([
    ['a revoked proxy', revoked],
    ...['name', 'setup', 'requests', 'invalid', 'pushes'].map(
      (member) => [`a getter of ${member} that throws`, throwing(member)] as const,
    ),
    ...['requests', 'invalid', 'pushes'].map(
      (group) => [`${group} that are a revoked proxy`, { name: 'a', [group]: revoked }] as const,
    ),
    ['a handler whose getter throws', { name: 'a', requests: throwing('logCall') }],
  ])('%s', (_, definition) => {
    let error: unknown;
    try {
      definePlugin(definition as PluginDefinition);
    } catch (thrown) {
      error = thrown;
    }
    expect(isJackfieldError(error) && error.code).toBe('BAD_PLUGIN');
  });
});

describe('a plugin that is removed and added again', () => {
  /** A plugin whose instances are numbered, and what becomes of them. */
  function numbered(requests: PluginDefinition['requests'] = {}) {
    const story: string[] = [];
    let count = 0;
    const plugin = definePlugin({
      name: 'acme',
      requests,
      setup({ signal }) {
        const id = (count += 1);
        story.push(`${id} set up`);
        signal.addEventListener('abort', () => story.push(`${id} aborted`));
        return () => void story.push(`${id} cleaned up`);
      },
    });
    return { plugin, story };
  }

  it('at once: the first instance ends and the second one lives', async () => {
    const { plugin, story } = numbered({ logCall: () => 'ok' });
    const { host, wire } = await startTestHost();
    const remove = host.add(plugin);
    const removed = remove();
    host.add(plugin);
    await removed;
    await settle();
    expect(story).toEqual(['1 set up', '2 set up', '1 aborted', '1 cleaned up']);
    await wire.ask('rc-ev-logCall', LOG, 'log');
    expect(wire.responses('log')).toMatchObject([{ result: 'ok' }]);
    await host.close();
    expect(story.slice(4)).toEqual(['2 aborted', '2 cleaned up']);
  });

  it('while its request is under way: the first instance ends after its answer', async () => {
    let finish = (_: string): void => undefined;
    const { plugin, story } = numbered({
      logCall: () =>
        new Promise<string>((resolve) => {
          finish = resolve;
        }),
    });
    const { host, wire } = await startTestHost();
    const remove = host.add(plugin);
    await settle();
    await wire.ask('rc-ev-logCall', LOG, 'log');
    const removed = remove();
    host.add(plugin);
    await settle();
    expect(story).toEqual(['1 set up', '2 set up']);
    finish('ok');
    await removed;
    expect(wire.responses('log')).toMatchObject([{ result: 'ok' }]);
    expect(story).toEqual(['1 set up', '2 set up', '1 aborted', '1 cleaned up']);
    await host.close();
  });

  it('its first remover called again removes nothing', async () => {
    const { plugin, story } = numbered({ logCall: () => 'ok' });
    const { host } = await startTestHost();
    const remove = host.add(plugin);
    await remove();
    const removeSecond = host.add(plugin);
    await Promise.all([remove(), remove()]);
    expect(host.capabilities).toEqual(['callLoggerEnabled']);
    expect(story).toEqual(['1 set up', '1 aborted', '1 cleaned up', '2 set up']);
    await Promise.all([removeSecond(), removeSecond()]);
    expect(story.slice(4)).toEqual(['2 aborted', '2 cleaned up']);
    expect(host.capabilities).toEqual([]);
  });

  it('many times over, in any order: each instance is cleaned up once', async () => {
    const { plugin, story } = numbered();
    const { host } = await startTestHost();
    const removers: (() => Promise<void>)[] = [];
    for (let round = 0; round < 5; round += 1) {
      removers.push(host.add(plugin));
      void removers.at(-1)?.();
      for (const remove of removers) void remove();
    }
    host.add(plugin);
    await host.close();
    for (let id = 1; id <= 6; id += 1)
      expect(story.filter((each) => each === `${id} cleaned up`)).toHaveLength(1);
  });

  it('while the host closes: a pending removal is finished first', async () => {
    let finish = (_: string): void => undefined;
    const { plugin, story } = numbered({
      logCall: () =>
        new Promise<string>((resolve) => {
          finish = resolve;
        }),
    });
    const { host, wire } = await startTestHost();
    const remove = host.add(plugin);
    await settle();
    await wire.ask('rc-ev-logCall', LOG);
    void remove();
    const closed = host.close();
    finish('ok');
    await closed;
    expect(story).toEqual(['1 set up', '1 aborted', '1 cleaned up']);
  });

  it('under way in one host, leaves the same plugin in another host alone', async () => {
    const { plugin, story } = numbered();
    const one = await startTestHost();
    const other = await startTestHost();
    const remove = one.host.add(plugin);
    other.host.add(plugin);
    await remove();
    expect(story).toEqual(['1 set up', '2 set up', '1 aborted', '1 cleaned up']);
    await Promise.all([one.host.close(), other.host.close()]);
    expect(story).toHaveLength(6);
  });
});

describe('a listener that alters an event changes nothing for the next one:', () => {
  const spoil = (value: unknown, depth = 0): void => {
    if (typeof value !== 'object' || value === null || depth > 4) return;
    for (const key of Reflect.ownKeys(value)) {
      const member = (value as Record<PropertyKey, unknown>)[key];
      if (key !== 'cause') spoil(member, depth + 1);
      try {
        (value as Record<PropertyKey, unknown>)[key] = 'spoilt';
      } catch {
        // Frozen.
      }
    }
    if (Array.isArray(value)) {
      try {
        value.length = 0;
      } catch {
        // Frozen.
      }
    }
  };

  it('whatever it is about', async () => {
    const wire = createTestWire({ load: false });
    const host = createHost({
      service: 'Acme CRM',
      widget: { transport: wire.transport },
      plugins: [
        definePlugin({
          name: 'acme',
          requests: {
            logCall: () => Promise.reject(new Error('broken')),
            matchContacts: () => ({ [NUMBER]: 'nobody' }) as never,
          },
        }),
      ],
    });
    const names = [
      'state',
      'widget',
      'registered',
      'message',
      'requestReceived',
      'unhandled',
      'invalid',
      'failed',
    ] as const;
    const before: Record<string, string[]> = {};
    const after: Record<string, string[]> = {};
    const textOf = (event: object): string =>
      JSON.stringify(event, (_, value: unknown) =>
        value instanceof Error ? [value.message, (value as { issues?: unknown }).issues] : value,
      );
    for (const name of names) {
      host.on(name, (event) => (before[name] ??= []).push(textOf(event)));
      host.on(name, (event) => spoil(event));
      host.on(name, (event) => (after[name] ??= []).push(textOf(event)));
    }
    wire.emit({ type: 'load' });
    await settle();
    await wire.ask('rc-ev-logCall', LOG, 'log');
    await wire.ask('rc-ev-matchContacts', QUERY, 'contacts');
    await wire.ask('rc-ev-logCall', { call: 7 }, 'invalid');
    await wire.push('rc-ev-madeUp');
    await wire.push('rc-ev-ringCall', { call: 7 });
    expect(Object.keys(before).sort()).toEqual([...names].sort());
    expect(after).toEqual(before);
    expect(wire.responses('log')).toMatchObject([
      { error: 'logCall failed in plugin "acme": broken' },
    ]);
    expect(JSON.stringify(wire.posted)).not.toContain('spoilt');
    await host.close();
  });

  it('an `invalid` handler gets issues of its own, which it may alter', async () => {
    const received: unknown[] = [];
    const plugin = (name: string): PluginDefinition => ({
      name,
      requests: { logCall: () => 'ok' },
      invalid: {
        logCall(raw, { issues }) {
          received.push(structuredClone([raw, issues]));
          (raw as { call: unknown }).call = 'spoilt';
          Object.assign(issues[0] as object, { pointer: 'spoilt' });
          (issues as unknown as unknown[]).length = 0;
        },
      },
    });
    const { wire, events } = await startTestHost({ plugins: [plugin('a'), plugin('b')] });
    await wire.ask('rc-ev-logCall', { ...LOG, call: 7 }, 'log');
    expect(received).toHaveLength(2);
    expect(received[1]).toEqual(received[0]);
    expect(events.failed).toEqual([]);
    expect(events.invalid[0]?.issues[0]?.pointer).toBe('/call');
    expect(String(wire.responses('log')[0]?.error)).toContain('/call');
  });

  it('a handler that alters its data alters neither the event nor another’s data', async () => {
    const seen: unknown[] = [];
    const plugin = (name: string): PluginDefinition => ({
      name,
      requests: {
        viewLead(data) {
          seen.push(structuredClone(data));
          (data as { leadId: string; extra?: string }).leadId = 'spoilt';
          return undefined;
        },
      },
      pushes: {
        ringCall(body) {
          (body.call as { direction: string }).direction = 'spoilt';
        },
      },
    });
    const { wire, events } = await startTestHost({ plugins: [plugin('a'), plugin('b')] });
    await wire.ask('rc-ev-viewLead', { leadId: '1' });
    await wire.push('rc-ev-ringCall', { call });
    expect(seen).toEqual([{ leadId: '1' }, { leadId: '1' }]);
    expect(events.message.find(({ name }) => name === 'ringCall')?.body).toMatchObject({
      call: { direction: 'INBOUND' },
    });
  });
});

describe('a result', () => {
  const ada = { id: '1', type: 'acme', name: 'Ada' };

  it.each([
    ['merge', 'rc-ev-matchContacts', 'matchContacts', QUERY, { [NUMBER]: [ada] }],
    ['all', 'rc-ev-logCall', 'logCall', LOG, { log: ['1'] }],
    ['first', 'rc-ev-viewLead', 'viewLead', { leadId: '1' }, { lead: ['1'] }],
  ])(
    'of policy %s that its plugin alters after it was accepted is posted as accepted',
    async (policy, type, name, data, result) => {
      const own = structuredClone(result) as Record<string, unknown[]>;
      let finish = (): void => undefined;
      const started = await startTestHost({
        plugins: [
          {
            name: 'alters',
            requests: {
              [name]: () => own,
            },
          },
          {
            name: 'slow',
            requests: {
              [name]: () =>
                new Promise((resolve) => {
                  finish = () => resolve(policy === 'merge' ? {} : undefined);
                }),
            },
          },
        ],
      });
      const id = await started.wire.ask(type, data);
      for (const list of Object.values(own)) list.push(() => undefined, 'altered');
      finish();
      await settle();
      expect(started.wire.responses(id)).toMatchObject([{ result }]);
      expect(started.wire.responses(id)[0]?.result).toEqual(result);
      expect(started.events.failed).toEqual([]);
    },
  );

  it('whose getter gives something else each time is posted as it was validated', async () => {
    let reads = 0;
    const { wire } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: {
            matchContacts: () =>
              Object.defineProperty({}, NUMBER, {
                enumerable: true,
                get: () => ((reads += 1) === 1 ? [ada] : 'nobody'),
              }),
          },
        },
      ],
    });
    const id = await wire.ask('rc-ev-matchContacts', QUERY);
    expect(wire.responses(id)[0]?.result).toEqual({ [NUMBER]: [ada] });
  });

  it.each([
    ['a proxy, as of a reactive framework, is read key by key', new Proxy({ a: [ada] }, {}), ['a']],
    [
      'a getter that throws costs its key only',
      Object.defineProperty({ a: [ada] }, 'b', { get: lazy, enumerable: true }),
      ['a'],
    ],
    ['a function costs its key only', { a: [ada], b: [{ ...ada, open: lazy }] }, ['a']],
    ['a revoked proxy costs its key only', { a: [ada], b: revokedProxy() }, ['a']],
  ])('of policy merge: %s', async (_, result, kept) => {
    const { wire, events } = await startTestHost({
      plugins: [{ name: 'acme', requests: { matchContacts: () => result as never } }],
    });
    const id = await wire.ask('rc-ev-matchContacts', QUERY);
    expect(Object.keys(wire.responses(id)[0]?.result as object)).toEqual(kept);
    expect(events.failed).toEqual([]);
    const wrong = Object.keys(result).length - kept.length;
    expect(events.invalid.map(({ count }) => count)).toEqual(wrong ? [wrong] : []);
  });

  it.each([
    ['a revoked proxy', revokedProxy()],
    ['a proxy that throws whatever is done with it', throwingProxy()],
    ['a function', lazy],
    ['a symbol', Symbol('6503945910')],
    [
      'an object whose text tag throws',
      Object.defineProperty({ a: lazy }, Symbol.toStringTag, { get: lazy }),
    ],
  ])(
    'that is %s is an error, for every policy, and costs no other request anything',
    async (_, result) => {
      const { wire } = await startTestHost({
        plugins: [
          {
            name: 'acme',
            requests: {
              matchContacts: () => result as never,
              logCall: () => result,
              viewLead: () => result,
            },
          },
        ],
      });
      const ids = [
        await wire.ask('rc-ev-matchContacts', QUERY),
        await wire.ask('rc-ev-logCall', LOG),
        await wire.ask('rc-ev-viewLead', { leadId: '1' }),
      ];
      for (const id of ids) {
        expect(wire.responses(id)).toHaveLength(1);
        expect(wire.responses(id)[0]?.error).toContain('in plugin "acme"');
      }
    },
  );

  it('that contains itself is posted', async () => {
    const result: Record<string, unknown> = { id: '1' };
    result['self'] = result;
    const { wire } = await startTestHost({
      plugins: [{ name: 'acme', requests: { logCall: () => result } }],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    const posted = wire.responses(id)[0]?.result as typeof result;
    expect(posted['self']).toBe(posted);
  });

  const many = (count: number, value: unknown): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, value]));

  it.each([
    ['keys of the wrong type', many(100_000, 'wrong'), 100_000],
    ['entries without a name', many(100_000, [{}]), 100_000],
    ['wrong entries under one key', { a: Array.from({ length: 100_000 }, () => ({})) }, 100_000],
    ['keys that cannot be copied', many(100_000, lazy), 100_000],
  ])('with 100,000 %s costs one event, with a count and the first 20', async (_, result, count) => {
    const { wire, events } = await startTestHost({
      plugins: [
        { name: 'acme', requests: { matchContacts: () => result as never } },
        { name: 'good', requests: { matchContacts: () => ({ [NUMBER]: [ada] }) } },
      ],
    });
    const id = await wire.ask('rc-ev-matchContacts', QUERY);
    expect(events.invalid).toHaveLength(1);
    expect(events.invalid[0]).toMatchObject({ plugin: 'acme', count });
    expect(events.invalid[0]?.issues).toHaveLength(20);
    expect(events.invalid[0]?.error.issues).toHaveLength(20);
    expect(wire.responses(id)[0]?.result).toEqual({ [NUMBER]: [ada] });
  });

  it('with 100,000 good keys and a wrong one loses the wrong one', async () => {
    const { wire, events } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: { matchContacts: () => ({ wrong: 7, ...many(100_000, [ada]) }) as never },
        },
      ],
    });
    const id = await wire.ask('rc-ev-matchContacts', QUERY);
    expect(Object.keys(wire.responses(id)[0]?.result as object)).toHaveLength(100_000);
    expect(events.invalid.map(({ count }) => count)).toEqual([1]);
  });

  it('that is copied here and that the frame refuses all the same is answered with an error', async () => {
    const wire = createTestWire();
    const { events } = await startTestHost(
      {
        plugins: [{ name: 'acme', requests: { logCall: () => 'refused' } }],
        widget: {
          transport: {
            ...wire.transport,
            send(envelope) {
              if ((envelope as { result?: unknown }).result === 'refused')
                throw new DOMException('6503945910', 'DataCloneError');
              wire.transport.send(envelope);
            },
          },
        },
      },
      wire,
    );
    const id = await wire.ask('rc-ev-logCall', LOG);
    expect(wire.responses(id)).toHaveLength(1);
    expect(wire.responses(id)[0]?.error).toContain('logCall');
    expect(events.failed.map(({ error }) => error.code)).toEqual(['SEND_FAILED']);
  });
});

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function throwingProxy(): object {
  return new Proxy(
    {},
    {
      // A proxy that is a thenable would never be a result.
      get: (_, member) => (member === 'then' ? undefined : lazy()),
      ownKeys: lazy,
      getOwnPropertyDescriptor: lazy,
      getPrototypeOf: lazy,
    },
  );
}

describe('what a plugin throws is shown in no event', () => {
  const SECRET = '6503945910';
  const secret = (): Error => new Error(`no such caller: ${SECRET}`);
  const shown = ({ events }: TestHost): string =>
    JSON.stringify(events, (key, value: unknown) => {
      if (key === 'cause') return undefined;
      return value instanceof Error ? Object.assign({}, value, { message: value.message }) : value;
    });

  it.each<[string, PluginDefinition]>([
    ['a handler', { name: 'acme', requests: { logCall: () => Promise.reject(secret()) } }],
    [
      'a handler of an invalid body',
      {
        name: 'acme',
        requests: { viewLead: () => 'ok' },
        invalid: { viewLead: () => Promise.reject(secret()) },
      },
    ],
    ['a listener', { name: 'acme', pushes: { ringCall: () => Promise.reject(secret()) } }],
    ['a set-up', { name: 'acme', setup: () => Promise.reject(secret()) }],
    ['a clean-up', { name: 'acme', setup: () => () => Promise.reject(secret()) }],
  ])('not what %s throws, which is the cause of the error', async (_, plugin) => {
    const started = await startTestHost({ plugins: [plugin] });
    const { wire, host, events } = started;
    await wire.ask('rc-ev-logCall', LOG);
    await wire.ask('rc-ev-viewLead', 7);
    await wire.push('rc-ev-ringCall', { call });
    await host.close();
    expect(events.failed).toMatchObject([
      { plugin: 'acme', error: { code: 'PLUGIN_FAILED', cause: secret() } },
    ]);
    expect(shown(started)).not.toContain(SECRET);
  });

  it('while the widget gets the text of a failed request', async () => {
    const started = await startTestHost({
      plugins: [{ name: 'acme', requests: { logCall: () => Promise.reject(secret()) } }],
    });
    const id = await started.wire.ask('rc-ev-logCall', LOG);
    expect(started.wire.responses(id)[0]?.error).toBe(
      `logCall failed in plugin "acme": no such caller: ${SECRET}`,
    );
    expect(started.events.message.at(-1)).toMatchObject({
      outcome: 'failed',
      error: 'logCall failed in plugin "acme"',
    });
  });

  it('nor what a transport throws', async () => {
    const wire = createTestWire();
    const started = await startTestHost(
      {
        plugins: [{ name: 'acme', requests: { logCall: () => 'ok' } }],
        widget: {
          transport: {
            ...wire.transport,
            send: () => {
              throw secret();
            },
          },
        },
      },
      wire,
    );
    await wire.ask('rc-ev-logCall', LOG);
    expect(started.events.failed.length).toBeGreaterThan(0);
    expect(shown(started)).not.toContain(SECRET);
  });

  it('nor what a message throws when it is read, nor the widget’s error for the page', async () => {
    const started = await startTestHost();
    const { host, wire, events } = started;
    wire.emit({
      type: 'message',
      data: {
        type: 'MessageTransport-push',
        payload: {
          type: 'rc-ev-ringCall',
          call: Object.defineProperty({}, 'id', {
            get: () => {
              throw secret();
            },
          }),
        },
      },
    });
    await wire.bare({ type: 'rc-ev-init' });
    const answer = host.request('checkPopupWindow').catch((error: Error) => error.message);
    await settle();
    await wire.bare({
      type: 'MessageTransport-response',
      requestId: wire.posted.at(-1)?.requestId,
      error: `cannot call ${SECRET}`,
    });
    expect(await answer).toContain(SECRET);
    expect(events.failed).toHaveLength(1);
    expect(shown(started)).not.toContain(SECRET);
  });

  it('nor a type that no schema knows', async () => {
    const started = await startTestHost();
    const { wire, events } = started;
    await wire.push(SECRET);
    await wire.ask(SECRET, {});
    await wire.bare({ type: SECRET });
    expect(events.unhandled.map(({ wireType }) => wireType)).toEqual(['‹?›', '‹?›', '‹?›']);
    expect(shown(started)).not.toContain(SECRET);
  });

  it.each([
    ['a message that is a function', Object.assign(new Error(), { message: () => SECRET })],
    ['a text that never ends', 'x'.repeat(10_000_000)],
    ['a proxy that throws', throwingProxy()],
  ])('and %s becomes a short text for the widget', async (_, thrown) => {
    const { wire } = await startTestHost({
      plugins: [{ name: 'acme', requests: { logCall: () => Promise.reject(thrown) } }],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    const text = String(wire.responses(id)[0]?.error);
    expect(text).toContain('logCall failed in plugin "acme"');
    expect(text.length).toBeLessThan(1_000);
  });
});

describe('a page whose error handling throws', () => {
  it('gets every answer all the same', async () => {
    vi.stubGlobal('reportError', lazy);
    const wire = createTestWire();
    const host = createHost({
      service: 'Acme CRM',
      widget: { transport: wire.transport },
      plugins: [
        definePlugin({
          name: 'acme',
          requests: { logCall: () => Promise.reject(new Error('broken')), viewLead: () => lazy },
        }),
      ],
    });
    await settle();
    await wire.ask('rc-ev-logCall', LOG, 'log');
    await wire.ask('rc-ev-viewLead', { leadId: '1' }, 'lead');
    await wire.ask('rc-ev-viewLead', 7, 'invalid');
    for (const id of ['log', 'lead', 'invalid'])
      expect(wire.responses(id), 'expected one answer').toHaveLength(1);
    await host.close();
  });
});

describe('a handler that never settles', () => {
  it('in one plugin costs no other plugin’s push, request or removal more than its deadline', async () => {
    const received: string[] = [];
    const { wire, host, clock } = await startTestHost({
      plugins: [
        { name: 'hangs', requests: { logCall: never }, pushes: { ringCall: never } },
        { name: 'good', pushes: { ringCall: () => void received.push('ringCall') } },
      ],
    });
    const remove = host.add(definePlugin({ name: 'third', requests: { viewLead: () => 'ok' } }));
    await settle();
    const id = await wire.ask('rc-ev-logCall', LOG);
    await wire.push('rc-ev-ringCall', { call });
    expect(received).toEqual(['ringCall']);
    const removed = remove();
    await clock.advance(15_000);
    await removed;
    expect(wire.responses(id)).toHaveLength(1);
  });
});
