import { definePlugin } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { LOG, QUERY, startTestHost } from './test-wire.js';

const { call } = LOG;

/** A host with a plugin that keeps what `ringCall` and `endCall` bring. */
async function listen() {
  const received: unknown[] = [];
  const started = await startTestHost({
    plugins: [
      {
        name: 'pop',
        pushes: {
          ringCall: (body) => void received.push(body),
          endCall: (body) => void received.push(body),
        },
      },
    ],
  });
  return { ...started, received };
}

describe('a push is not delivered', () => {
  it('when it does not match its schema, and the place is reported without the value', async () => {
    const { wire, received, events } = await listen();
    await wire.push('rc-ev-ringCall', { call: { ...call, from: { phoneNumber: 16505550100 } } });
    expect(received).toEqual([]);
    expect(events.invalid).toMatchObject([
      {
        name: 'ringCall',
        part: 'body',
        issues: [{ pointer: '/call/from/phoneNumber', expected: 'string', received: 'number' }],
      },
    ]);
    expect(events.invalid[0]?.error.message).toBe(
      'ringCall is invalid: Expected string at /call/from/phoneNumber, received number.',
    );
    expect(events.message.at(-1)).toMatchObject({ name: 'ringCall', outcome: 'invalid' });
  });

  it.each([
    ['of no known type', 'rc-ev-madeUp', {}],
    ['of a type with another envelope: a request pushed', 'rc-ev-logCall', LOG],
    ['of a bare type', 'rc-ev-init', {}],
    ['of the page’s own', 'rc-ev-clickToDial', { phoneNumber: '1' }],
    ['of a name that every object has', 'toString', {}],
  ])('%s', async (_, type, body) => {
    const { wire, received, events } = await listen();
    await wire.push(type, body);
    expect(received).toEqual([]);
    expect(events.unhandled).toEqual([
      {
        kind: 'push',
        name: undefined,
        wireType: '‹?›',
        requestId: undefined,
        reason: 'unknown-type',
      },
    ]);
  });

  it('twice for one call, since the widget rings more than once', async () => {
    const { wire, received, events } = await listen();
    await wire.push('rc-ev-ringCall', { call });
    await wire.push('rc-ev-ringCall', { call });
    await wire.push('rc-ev-ringCall', { call: { ...call, id: 'another' } });
    expect(received).toHaveLength(2);
    expect(
      events.message.filter(({ name }) => name === 'ringCall').map(({ outcome }) => outcome),
    ).toEqual(['delivered', 'ignored', 'delivered']);
  });

  it('twice, where the first came before any plugin listened', async () => {
    const { wire, host } = await startTestHost();
    let rang = 0;
    await wire.push('rc-ev-ringCall', { call });
    host.add(definePlugin({ name: 'late', pushes: { ringCall: () => void (rang += 1) } }));
    await wire.push('rc-ev-ringCall', { call });
    await wire.push('rc-ev-ringCall', { call });
    expect(rang).toBe(1);
  });

  it('to a plugin that has been removed', async () => {
    const { wire, host } = await listen();
    let rang = 0;
    const remove = host.add(
      definePlugin({
        name: 'other',
        pushes: {
          ringCall: () => {
            rang += 1;
          },
        },
      }),
    );
    await remove();
    await wire.push('rc-ev-ringCall', { call });
    expect(rang).toBe(0);
  });

  it('when it is between the widget and its adapter, or only declared', async () => {
    const { wire, events } = await listen();
    await wire.push('rc-ev-pushAdapterState', { closed: false });
    await wire.push('rc-ev-syncPresence');
    expect(events.message.slice(-2).map(({ name, outcome }) => [name, outcome])).toEqual([
      ['pushAdapterState', 'ignored'],
      ['syncPresence', 'ignored'],
    ]);
    expect(events.unhandled).toEqual([]);
  });
});

describe('a push', () => {
  it('reaches every plugin, each with a copy of its own, whatever one of them does', async () => {
    const received: unknown[] = [];
    const spoil = (body: unknown): void => {
      received.push(structuredClone(body));
      (body as { call: { id: string } }).call.id = 'spoilt';
    };
    const { wire, events } = await startTestHost({
      plugins: [
        {
          name: 'throws',
          pushes: {
            ringCall: () => {
              throw new Error('sync');
            },
          },
        },
        { name: 'rejects', pushes: { ringCall: () => Promise.reject(new Error('async')) } },
        { name: 'spoils', pushes: { ringCall: spoil } },
        { name: 'listens', pushes: { ringCall: spoil } },
      ],
    });
    await wire.push('rc-ev-ringCall', { call });
    expect(received).toEqual([{ call }, { call }]);
    expect(
      events.failed.map(({ name, plugin, error: { code, cause } }) => [name, plugin, code, cause]),
    ).toEqual([
      ['ringCall', 'throws', 'PLUGIN_FAILED', new Error('sync')],
      ['ringCall', 'rejects', 'PLUGIN_FAILED', new Error('async')],
    ]);
  });

  it('keeps members that no schema knows, and needs none that some version leaves out', async () => {
    const { wire, received } = await listen();
    await wire.push('rc-ev-endCall', {});
    await wire.push('rc-ev-endCall', { call: { ...call, beta: { yes: true } }, more: 1 });
    expect(received).toEqual([{}, { call: { ...call, beta: { yes: true } }, more: 1 }]);
  });

  it('remembers no more calls than it must', async () => {
    const { wire, received } = await listen();
    for (let index = 0; index <= 200; index += 1)
      await wire.push('rc-ev-ringCall', { call: { ...call, id: `call-${index}` } });
    await wire.push('rc-ev-ringCall', { call: { ...call, id: 'call-200' } });
    await wire.push('rc-ev-ringCall', { call: { ...call, id: 'call-0' } });
    expect(received).toHaveLength(202);
  });
});

describe('a value that is not a message is ignored:', () => {
  const getters = {
    get type() {
      throw new Error('a getter');
    },
  };
  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'rc-ev-init'],
    ['a number', 7],
    ['an array', [{ type: 'rc-ev-init' }]],
    ['an object without a type', {}],
    ['a type that is not a string', { type: 7 }],
    ['an empty type', { type: '' }],
    ['a push without a payload', { type: 'MessageTransport-push' }],
    ['a push whose payload is null', { type: 'MessageTransport-push', payload: null }],
    [
      'a push whose payload is a text',
      { type: 'MessageTransport-push', payload: 'rc-ev-ringCall' },
    ],
    ['a push without a type', { type: 'MessageTransport-push', payload: {} }],
    ['a push whose type is not a string', { type: 'MessageTransport-push', payload: { type: {} } }],
    [
      'a request without an id',
      { type: 'MessageTransport-request', payload: { requestType: 'rc-ev-logCall', data: LOG } },
    ],
    [
      'a request with an empty id',
      {
        type: 'MessageTransport-request',
        requestId: '',
        payload: { requestType: 'rc-ev-logCall', data: LOG },
      },
    ],
    [
      'a request whose id is not a string',
      {
        type: 'MessageTransport-request',
        requestId: 7,
        payload: { requestType: 'rc-ev-logCall', data: LOG },
      },
    ],
    ['a request without a payload', { type: 'MessageTransport-request', requestId: 'a' }],
    [
      'a request named as the page names its own',
      {
        type: 'MessageTransport-request',
        requestId: 'a',
        payload: { type: 'rc-ev-logCall', data: LOG },
      },
    ],
    ['a response without an id', { type: 'MessageTransport-response' }],
    [
      'a response that no request waits for',
      { type: 'MessageTransport-response', requestId: 'nobody', result: true },
    ],
    ['getters that throw', getters],
  ])('%s', async (_, data) => {
    const { wire, events, host } = await startTestHost({
      plugins: [{ name: 'a', requests: { logCall: () => 'ok' } }],
    });
    const before = wire.posted.length;
    wire.emit({ type: 'message', data });
    await settle();
    expect(wire.posted).toHaveLength(before);
    expect([...events.failed, ...events.invalid]).toEqual([]);
    expect(host.state).toBe('registered');
  });

  it('members named __proto__, which change no prototype and stay what they are', async () => {
    const bodies: unknown[] = [];
    const { wire } = await startTestHost({
      plugins: [{ name: 'a', pushes: { endCall: (body) => void bodies.push(body) } }],
    });
    wire.emit({
      type: 'message',
      data: JSON.parse(
        '{"type":"MessageTransport-push","__proto__":{"polluted":1},"payload":{"type":"rc-ev-endCall","__proto__":{"polluted":1}}}',
      ),
    });
    await settle();
    expect(Object.keys(bodies[0] as object)).toEqual(['__proto__']);
    expect((bodies[0] as { polluted?: number }).polluted).toBeUndefined();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('a request with a member that throws when it is read', () => {
  it('is answered as invalid, and its id is free again', async () => {
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    const { wire, host, events } = await startTestHost({
      plugins: [{ name: 'a', requests: { matchContacts: () => ({}) } }],
    });
    const data = {
      type: 'MessageTransport-request',
      requestId: 'a',
      payload: {
        requestType: 'rc-ev-matchContacts',
        data: [{ ...QUERY[0], phoneNumber: revoked }],
      },
    };
    expect(() => wire.emit({ type: 'message', data })).not.toThrow();
    await settle();
    expect(events.invalid).toMatchObject([{ error: { code: 'INVALID_MESSAGE' } }]);
    expect(wire.responses('a')).toHaveLength(1);
    await wire.ask('rc-ev-matchContacts', QUERY, 'a');
    expect(wire.responses('a')[1]).toMatchObject({ result: {} });
    await host.close();
  });
});

describe('what throws when it is read is survived and reported:', () => {
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const asking = (requestType: string, data: unknown): object => ({
    type: 'MessageTransport-request',
    requestId: 'a',
    payload: { requestType, data },
  });

  it.each([
    [
      'the body',
      { type: 'MessageTransport-push', payload: { type: 'rc-ev-newCall', call: revoked } },
    ],
    ['the data', asking('rc-ev-logCall', revoked)],
    ['an item', asking('rc-ev-matchContacts', [revoked])],
  ])('%s', async (_, data) => {
    const { wire, events, host } = await startTestHost({
      plugins: [{ name: 'a', requests: { logCall: () => 'ok', matchContacts: () => ({}) } }],
    });
    expect(() => wire.emit({ type: 'message', data })).not.toThrow();
    expect(events.failed).toMatchObject([{ error: { code: 'INVALID_MESSAGE' } }]);
    await wire.ask('rc-ev-matchContacts', QUERY, 'a');
    expect(wire.responses('a')).toMatchObject([{ result: {} }]);
    await host.close();
  });
});
