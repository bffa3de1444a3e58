import {
  definePlugin,
  type InvalidContext,
  type Messages,
  type RequestContext,
} from '@jackfield/core';
import type { Dispatched, Protocol } from '@jackfield/core/protocol';
import { describe, expect, it, vi } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { protocol } from '../src/generated/protocol.js';
import {
  createTestWire,
  LOG,
  QUERY,
  startTestHost,
  type TestHost,
  type TestWire,
} from './test-wire.js';

/** The protocol of a wire that speaks RingCX's messages, with what is different about it. */
const speaking = (changes: Partial<Protocol<Messages>>): Protocol<Messages> => ({
  ...protocol,
  name: 'other',
  speaks: ['ringcx'],
  ...changes,
});

const open = (
  changes: Partial<Protocol<Messages>>,
  plugins: Parameters<typeof startTestHost>[0] = {},
  wire: TestWire = createTestWire(),
): Promise<TestHost> => startTestHost({ protocol: speaking(changes), ...plugins }, wire);

/** A dispatcher that finds the same as RingCX's, but for one message. */
const finding =
  (
    name: string,
    change: (body: never) => Partial<Dispatched>,
  ): Protocol<Messages>['dispatchFromWidget'] =>
  (kind, type, body, asked) => {
    const found = protocol.dispatchFromWidget(kind, type, body, asked);
    return found.status === 'valid' && found.name === name && asked === undefined
      ? ({ ...found, ...change(found.body as never) } as Dispatched)
      : found;
  };

describe('a host of a wire that speaks another one', () => {
  it('refuses a plugin that is for neither of them', async () => {
    const stranger = definePlugin({ name: 'stranger' }, { ...protocol, name: 'third' });
    const { host } = await open({});
    expect(() => host.add(stranger)).toThrow(
      expect.objectContaining({ code: 'BAD_PLUGIN' }) as Error,
    );
  });

  it('refuses what was not made by definePlugin, also if its wire speaks none', async () => {
    const { host } = await startTestHost();
    expect(() => host.add({ name: 'forged' } as never)).toThrow(
      expect.objectContaining({ code: 'BAD_PLUGIN' }) as Error,
    );
  });

  it('takes a plugin for each of them', async () => {
    const { host } = await open({});
    host.add(definePlugin({ name: 'theirs' }));
    host.add(definePlugin({ name: 'own' }, speaking({})));
  });
});

describe('a wire with several ready messages', () => {
  it('is registered again at each of them, and at no other message', async () => {
    const { wire } = await open(
      { roles: { ready: ['init', 'sipRegistered'], register: 'register' } },
      { plugins: [{ name: 'acme' }] },
    );
    const before = wire.services().length;
    await wire.push('rc-ev-sipRegistered');
    expect(wire.services()).toHaveLength(before + 1);
    await wire.bare({ type: 'rc-ev-init' });
    expect(wire.services()).toHaveLength(before + 2);
    await wire.push('rc-ev-sipUnregistered');
    expect(wire.services()).toHaveLength(before + 2);
  });
});

describe('a wire that keeps what was registered', () => {
  it('gets no empty registration when the host is closed, and is answered until then', async () => {
    let end = (): void => undefined;
    const logCall = (): Promise<string> => new Promise((resolve) => (end = () => resolve('ok')));
    const { wire, host } = await open(
      { sticky: true },
      { plugins: [{ name: 'a', requests: { logCall } }] },
    );
    const id = await wire.ask('rc-ev-logCall', LOG);
    const count = wire.services().length;
    const closed = host.close();
    expect(wire.services()).toHaveLength(count);
    end();
    await closed;
    expect(wire.responses(id)).toEqual([expect.objectContaining({ result: 'ok' })]);
  });

  it('gets one, if it does not keep them', async () => {
    const { wire, host } = await open(
      {},
      { plugins: [{ name: 'a', requests: { logCall: () => 'ok' } }] },
    );
    const count = wire.services().length;
    await host.close();
    expect(wire.services().slice(count)).toEqual([{ name: 'Acme CRM' }]);
  });
});

describe('the limit of a request', () => {
  const requests = {
    ...protocol.requests,
    viewLead: { ...protocol.requests.viewLead, timeoutMs: 3_000 },
  };

  it('is its own, if it has one', async () => {
    await expect(open({ requests }, { deadlines: { viewLead: 3_000 } })).rejects.toThrow(
      'createHost: expected milliseconds below 3000 at /deadlines/viewLead, received',
    );
  });

  it("is the wire's otherwise", async () => {
    await open({ requests }, { deadlines: { viewLead: 2_999, logCall: 89_999 } });
    await expect(open({ requests }, { deadlines: { logCall: 90_000 } })).rejects.toThrow(
      'below 90000',
    );
  });
});

describe('a translated request', () => {
  const handle = vi.fn((_data: unknown, _context: RequestContext) => ({}));

  it('reaches plugins and events as it was translated', async () => {
    const { wire, events } = await open(
      {
        dispatchFromWidget: finding('matchCallLogs', (keys: string[]) => ({
          body: keys.map((key) => `${key}$2`),
          context: { statusRows: true },
        })),
      },
      { plugins: [{ name: 'acme', requests: { matchCallLogs: handle } }] },
    );
    await wire.ask('rc-ev-matchCallLogs', ['1']);
    const [data, context] = handle.mock.lastCall ?? [];
    expect(data).toEqual(['1$2']);
    expect(context?.statusRows).toBe(true);
    expect(events.message.at(-1)).toMatchObject({ name: 'matchCallLogs', body: ['1$2'] });
  });

  it('that is settled is answered at once, and reaches no plugin', async () => {
    handle.mockClear();
    const { wire, events } = await open(
      { dispatchFromWidget: finding('logCall', () => ({ status: 'settled', result: 'early' })) },
      { plugins: [{ name: 'acme', requests: { logCall: handle } }] },
    );
    const id = await wire.ask('rc-ev-logCall', LOG);
    expect(wire.responses(id)).toEqual([expect.objectContaining({ result: 'early' })]);
    expect(handle).not.toHaveBeenCalled();
    expect(events.message.at(-1)).toMatchObject({ name: 'logCall', outcome: 'ignored' });
    expect(events.failed).toEqual([]);
  });

  it('that is settled is left to other scripts, if it was never registered', async () => {
    const { wire } = await open({
      dispatchFromWidget: finding('logCall', () => ({ status: 'settled', result: 'early' })),
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    expect(wire.responses(id)).toEqual([]);
  });

  it('is wrapped with its name, of which a wire without errors makes a failure', async () => {
    const wrapped = vi.fn(protocol.wrapResponse);
    const { wire } = await open(
      { wrapResponse: wrapped },
      {
        plugins: [
          {
            name: 'acme',
            requests: { logCall: () => Promise.reject(new Error('the CRM is down')) },
          },
        ],
      },
    );
    wire.emit({
      type: 'message',
      data: {
        type: 'MessageTransport-request',
        requestId: 'one',
        payload: { requestType: 'rc-ev-logCall', data: LOG },
      },
    });
    await settle();
    expect(wrapped).toHaveBeenCalledWith(
      'one',
      undefined,
      expect.stringContaining('the CRM is down'),
      'logCall',
    );
  });

  it('of a plugin names the request, because its data is not that of the wire', async () => {
    const dispatchFromWidget = vi.fn(protocol.dispatchFromWidget);
    const found = vi.fn();
    const { wire } = await open(
      { dispatchFromWidget },
      {
        plugins: [
          { name: 'contacts', requests: { matchContacts: () => ({ 1: [{ name: 'Ada' }] }) } },
          {
            name: 'asking',
            pushes: {
              sipRegistered: async (_, { ask }) => found(await ask('matchContacts', [...QUERY])),
            },
          },
        ],
      },
    );
    await wire.push('rc-ev-sipRegistered');
    expect(dispatchFromWidget).toHaveBeenLastCalledWith(
      'request',
      'rc-ev-matchContacts',
      QUERY,
      'matchContacts',
    );
    expect(found).toHaveBeenCalledWith({ 1: [{ name: 'Ada' }] });
  });

  it('that is invalid reaches its plugins raw, with what the translator says of it', async () => {
    const keep = vi.fn((_raw: unknown, _context: InvalidContext) => undefined);
    const { wire, events } = await open(
      {
        dispatchFromWidget: finding('logCall', () => ({
          status: 'invalid',
          issues: [{ pointer: '', keyword: 'translation', expected: 'a log' }],
          context: { wire: 'other' },
        })),
      },
      {
        plugins: [{ name: 'acme', requests: { logCall: () => 'ok' }, invalid: { logCall: keep } }],
      },
    );
    await wire.ask('rc-ev-logCall', LOG);
    expect(keep.mock.lastCall?.[0]).toEqual(LOG);
    expect(keep.mock.lastCall?.[1].wire).toBe('other');
    expect(events.invalid).toHaveLength(1);
  });
});

describe('a translated push', () => {
  it('reaches plugins and events as it was translated, masked as the message that plugins know', async () => {
    const listen = vi.fn();
    const { wire, events } = await open(
      {
        dispatchFromWidget: finding('newCall', () => ({
          name: 'ringCall',
          body: { call: { ...LOG.call, id: 'translated' } },
        })),
      },
      { plugins: [{ name: 'acme', pushes: { ringCall: listen } }] },
    );
    await wire.push('rc-ev-newCall', { call: LOG.call });
    expect(listen.mock.lastCall?.[0]).toMatchObject({ call: { id: 'translated' } });
    expect(events.message.at(-1)).toMatchObject({
      name: 'ringCall',
      wireType: 'rc-ev-newCall',
      body: { call: { id: 'translated', from: { name: '‹name›' } } },
    });
  });
});

describe('a message of the page', () => {
  it('is wrapped with its name', async () => {
    const wrapMessage = vi.fn(protocol.wrapMessage);
    const { wire, host } = await open({ wrapMessage });
    await wire.bare({ type: 'rc-ev-init' });
    await host.send('clickToDial', { phoneNumber: '+16505550100' });
    expect(wrapMessage).toHaveBeenLastCalledWith(
      'push',
      'rc-ev-clickToDial',
      { phoneNumber: '+16505550100' },
      undefined,
      'clickToDial',
    );
  });
});

describe('a wire that keeps what was registered, whose service may begin to listen late', () => {
  it('is registered once more, two seconds after a ready message, if nothing shows that it was taken', async () => {
    const { wire, clock } = await open({ sticky: true }, { plugins: [{ name: 'acme' }] });
    await wire.bare({ type: 'rc-ev-init' });
    const count = wire.services().length;
    await clock.advance(1_999);
    expect(wire.services()).toHaveLength(count);
    await clock.advance(1);
    expect(wire.services()).toHaveLength(count + 1);
    await clock.advance(60_000);
    expect(wire.services()).toHaveLength(count + 1);
  });

  it('is not, once its frame is gone or the host is closed', async () => {
    const { wire, clock } = await open({ sticky: true }, { plugins: [{ name: 'acme' }] });
    await wire.bare({ type: 'rc-ev-init' });
    const count = wire.services().length;
    wire.emit({ type: 'gone' });
    await clock.advance(2_000);
    expect(wire.services()).toHaveLength(count);

    const closed = await open({ sticky: true }, { plugins: [{ name: 'acme' }] });
    await closed.wire.bare({ type: 'rc-ev-init' });
    await closed.host.close();
    const before = closed.wire.services().length;
    await closed.clock.advance(60_000);
    expect(closed.wire.services()).toHaveLength(before);
  });
});

describe('a wire that keeps what was registered, when a request shows that it was', () => {
  const plugins = [{ name: 'acme', requests: { logCall: () => 'ok' } }];

  it('is not registered once more, until the widget is loaded again', async () => {
    const { wire, clock } = await open({ sticky: true }, { plugins });
    await wire.bare({ type: 'rc-ev-init' });
    await wire.ask('rc-ev-logCall', LOG);
    const count = wire.services().length;
    await clock.advance(2_000);
    expect(wire.services()).toHaveLength(count);
    // Another login, for instance.
    await wire.bare({ type: 'rc-ev-init' });
    await clock.advance(2_000);
    expect(wire.services()).toHaveLength(count + 1);
    wire.emit({ type: 'load' });
    await wire.bare({ type: 'rc-ev-init' });
    const again = wire.services().length;
    await clock.advance(2_000);
    expect(wire.services()).toHaveLength(again + 1);
  });
});

it('a wire that forgets what was registered is not registered once more', async () => {
  const { wire, clock } = await open({}, { plugins: [{ name: 'acme' }] });
  await wire.bare({ type: 'rc-ev-init' });
  const count = wire.services().length;
  await clock.advance(60_000);
  expect(wire.services()).toHaveLength(count);
});
