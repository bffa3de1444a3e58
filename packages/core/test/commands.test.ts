import { isJackfieldError } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { createTestWire, startTestHost } from './test-wire.js';

/** The code and the words with which `promise` was rejected. */
async function failureOf(promise: Promise<unknown>): Promise<readonly [string, string]> {
  try {
    await promise;
  } catch (error) {
    if (isJackfieldError(error)) return [error.code, error.message];
    throw error;
  }
  return expect.fail('expected a rejection');
}

/** A host whose widget has said init. */
async function startReady() {
  const started = await startTestHost();
  await started.wire.bare({ type: 'rc-ev-init' });
  return started;
}

describe('a command is refused', () => {
  it.each([
    [
      'without a required member',
      'clickToDial',
      {},
      "clickToDial: Expected required property 'phoneNumber' at /, received nothing.",
    ],
    [
      'with a member of the wrong type',
      'clickToDial',
      { phoneNumber: 911 },
      'clickToDial: Expected string at /phoneNumber, received number.',
    ],
    [
      'with a body that is not an object',
      'clickToDial',
      '911',
      'clickToDial: Expected object at /, received string.',
    ],
  ])('%s, and nothing is sent', async (_, name, body, message) => {
    const { host, wire } = await startReady();
    const before = wire.posted.length;
    expect(await failureOf(host.send(name as 'clickToDial', body as never))).toEqual([
      'INVALID_MESSAGE',
      message,
    ]);
    expect(wire.posted).toHaveLength(before);
  });

  it.each(['clickToDail', 'toString', '__proto__', 'register', 'ringCall', 'syncSize'])(
    'when the page has no message “%s” to send, and it names those that there are',
    async (name) => {
      const { host } = await startReady();
      expect(await failureOf(host.send(name as 'logout'))).toEqual([
        'UNKNOWN_MESSAGE',
        `No message to send "${name}", only authorizationCode, clickToDial, dialLead, logout, setSideWidgetExtended`,
      ]);
      expect((await failureOf(host.request(name as 'checkPopupWindow')))[0]).toBe(
        'UNKNOWN_MESSAGE',
      );
    },
  );

  it('when it holds what cannot be copied', async () => {
    const { host } = await startReady();
    const lead = { leadId: '1', open: () => undefined };
    expect((await failureOf(host.send('dialLead', { lead, destination: '+16505550100' })))[0]).toBe(
      'NOT_CLONEABLE',
    );
  });

  it('when the frame cannot be posted to', async () => {
    const { host, wire } = await startTestHost({}, createTestWire({ load: false }));
    wire.emit({ type: 'load' });
    await wire.bare({ type: 'rc-ev-init' });
    (wire.transport as { send: unknown }).send = () => {
      throw new Error('gone');
    };
    expect(await failureOf(host.send('logout'))).toEqual([
      'SEND_FAILED',
      'logout was not sent: posting failed',
    ]);
  });

  it('once the host is closed', async () => {
    const { host } = await startReady();
    await host.close();
    expect(await failureOf(host.send('logout'))).toEqual([
      'HOST_CLOSED',
      'The host of "Acme CRM" is closed',
    ]);
    expect((await failureOf(host.request('checkPopupWindow')))[0]).toBe('HOST_CLOSED');
  });
});

describe('a command waits', () => {
  it('at most ten seconds for a widget that does not come, and is then never sent', async () => {
    const { host, wire, clock } = await startTestHost({}, createTestWire({ load: false }));
    const failure = failureOf(host.send('clickToDial', { phoneNumber: '+16505550100' }));
    await clock.advance(9_999);
    await clock.advance(1);
    expect((await failure)[0]).toBe('WIDGET_NOT_READY');
    wire.emit({ type: 'load' });
    await wire.bare({ type: 'rc-ev-init' });
    expect(wire.posted.filter(({ payload }) => payload?.type === 'rc-ev-clickToDial')).toEqual([]);
    await clock.advance(10_000);
    expect(clock.pending).toBe(0);
  });

  it('after a load for the first message of the widget, or two seconds', async () => {
    const { host, wire, clock } = await startTestHost();
    const sent: string[] = [];
    void host.send('logout').then(() => sent.push('logout'));
    await clock.advance(1_999);
    expect(sent).toEqual([]);
    await clock.advance(1);
    expect(sent).toEqual(['logout']);
    wire.emit({ type: 'load' });
    void host.send('logout').then(() => sent.push('again'));
    await settle();
    expect(sent).toEqual(['logout']);
    await wire.push('rc-ev-sipRegistered');
    expect(sent).toEqual(['logout', 'again']);
  });

  it('again when the widget has gone', async () => {
    const { host, wire, clock } = await startReady();
    wire.emit({ type: 'gone' });
    const failure = failureOf(host.send('logout'));
    await clock.advance(10_000);
    expect((await failure)[0]).toBe('WIDGET_NOT_READY');
  });

  it('and is rejected when the host is closed meanwhile', async () => {
    const { host, clock } = await startTestHost({}, createTestWire({ load: false }));
    const failure = failureOf(host.send('logout'));
    await settle();
    await host.close();
    expect(await failure).toEqual(['HOST_CLOSED', 'The host of "Acme CRM" is closed']);
    expect(clock.pending).toBe(0);
  });
});

describe('a command', () => {
  it('goes out in the envelope of its kind, in the order in which it was given', async () => {
    const { host, wire, events } = await startTestHost();
    const all = [
      host.send('clickToDial', { phoneNumber: '+16505550100' }),
      host.send('logout'),
      host.send('authorizationCode', { callbackUri: 'https://crm.example.com/?code=1' }),
    ];
    await wire.bare({ type: 'rc-ev-init' });
    await Promise.all(all);
    expect(wire.posted.filter(({ payload }) => payload?.type !== 'rc-ev-register')).toEqual([
      {
        type: 'MessageTransport-push',
        payload: { type: 'rc-ev-clickToDial', phoneNumber: '+16505550100' },
      },
      { type: 'MessageTransport-push', payload: { type: 'rc-ev-logout' } },
      { type: 'rc-ev-authorization-code', callbackUri: 'https://crm.example.com/?code=1' },
    ]);
    expect(events.message.filter(({ name }) => name === 'clickToDial')).toMatchObject([
      { direction: 'out', kind: 'push', outcome: 'sent', body: { phoneNumber: '‹number›' } },
    ]);
  });

  it('does not overtake one that was held, when it is sent as the widget shows itself', async () => {
    const { host, wire } = await startTestHost();
    const sent: string[] = [];
    const held = [host.send('clickToDial', { phoneNumber: '1' }), host.send('logout')];
    wire.emit({ type: 'message', data: { type: 'rc-ev-init' } });
    held.push(host.send('clickToDial', { phoneNumber: '2' }));
    await Promise.all(held);
    for (const { payload } of wire.posted)
      if (payload?.type !== 'rc-ev-register') sent.push(String(payload?.['phoneNumber']));
    expect(sent).toEqual(['1', 'undefined', '2']);
  });

  it('is not released by a response that bears a number', async () => {
    const { host, wire, clock } = await startTestHost({}, createTestWire({ load: false }));
    const failure = failureOf(host.send('logout'));
    await wire.bare({ type: 'MessageTransport-response', requestId: 1, result: true });
    await clock.advance(10_000);
    expect((await failure)[0]).toBe('WIDGET_NOT_READY');
  });

  it('cannot change its own type', async () => {
    const { host, wire } = await startReady();
    await host.send('clickToDial', { phoneNumber: '1', type: 'rc-ev-logout' } as never);
    expect(wire.posted.at(-1)?.payload?.type).toBe('rc-ev-clickToDial');
  });
});

describe('a request of the page', () => {
  const ask = async () => {
    const started = await startReady();
    const answer = started.host.request('checkPopupWindow', undefined, { timeoutMs: 3_000 });
    await settle();
    const id = started.wire.posted.at(-1)?.requestId ?? '';
    const respond = (response: object): Promise<void> =>
      started.wire.bare({ type: 'MessageTransport-response', requestId: id, ...response });
    return { ...started, answer, id, respond };
  };

  it('fails with the widget’s error', async () => {
    const { answer, respond } = await ask();
    const failure = failureOf(answer);
    await respond({ error: 'no popup', result: true });
    expect(await failure).toEqual(['WIDGET_ERROR', 'no popup']);
  });

  it('fails with the widget’s error, also one that cannot be made text', async () => {
    const { answer, respond, events } = await ask();
    const failure = failureOf(answer);
    await respond({ error: { toString: 1, valueOf: 1 } });
    expect(events.failed).toEqual([]);
    expect(await failure).toEqual(['WIDGET_ERROR', 'no message']);
  });

  it('fails when the answer breaks its schema', async () => {
    const { answer, respond } = await ask();
    const failure = failureOf(answer);
    await respond({ result: 'yes', error: null });
    expect(await failure).toEqual([
      'INVALID_RESULT',
      'checkPopupWindow: Expected boolean at /, received string.',
    ]);
  });

  it('fails when no answer comes in time, and a late one is ignored', async () => {
    const { answer, respond, clock } = await ask();
    const failure = failureOf(answer);
    await clock.advance(3_000);
    expect(await failure).toEqual(['REQUEST_TIMEOUT', 'checkPopupWindow: no answer in 3000 ms']);
    await respond({ result: true });
    expect(clock.pending).toBe(0);
  });

  it('fails when the host is closed meanwhile', async () => {
    const { answer, host } = await ask();
    const failure = failureOf(answer);
    await host.close();
    expect((await failure)[0]).toBe('HOST_CLOSED');
  });

  it('names its type as the page does, and resolves with the answer', async () => {
    const { answer, respond, wire, id, events } = await ask();
    expect(wire.posted.at(-1)).toEqual({
      type: 'MessageTransport-request',
      requestId: id,
      payload: { type: 'rc-ev-checkPopupWindow' },
    });
    await respond({ result: true, error: null });
    await respond({ result: false, error: null });
    expect(await answer).toBe(true);
    const shown = events.message.slice(-2);
    expect(shown).toMatchObject([
      { direction: 'out', kind: 'request', requestId: id, outcome: 'sent' },
      { direction: 'out', kind: 'request', requestId: id, outcome: 'answered', result: true },
    ]);
    expect(shown[0]?.result).toBeUndefined();
  });

  it.each([
    ['an error', 'failed', { error: 'no popup' }, 'WIDGET_ERROR'],
    ['what breaks its schema', 'invalid', { result: 'yes' }, undefined],
  ])('that is answered with %s is shown as %s', async (_, outcome, said, error) => {
    const { answer, respond, id, events } = await ask();
    const failure = failureOf(answer);
    await respond(said);
    await failure;
    expect(events.message.at(-1)).toMatchObject({ direction: 'out', requestId: id, outcome });
    expect(events.message.at(-1)?.error).toBe(error);
  });

  it('that is not answered in time is shown as unhandled', async () => {
    const { answer, clock, events } = await ask();
    const failure = failureOf(answer);
    await clock.advance(3_000);
    await failure;
    expect(events.message.at(-1)).toMatchObject({ direction: 'out', outcome: 'unhandled' });
  });

  it('has an id of its own each time, also in a page that is not secure', async () => {
    const { host, wire } = await startReady();
    const { randomUUID } = crypto;
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    try {
      void host.request('checkPopupWindow').catch(() => undefined);
      void host.request('checkPopupWindow').catch(() => undefined);
      await settle();
    } finally {
      Object.defineProperty(crypto, 'randomUUID', { value: randomUUID, configurable: true });
    }
    const ids = wire.posted.flatMap(({ requestId }) => requestId ?? []);
    expect(new Set(ids).size).toBe(2);
    await host.close();
  });
});
