import { definePlugin } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import {
  openPage,
  PHONE_CALL,
  PRESENCE_CALL,
  RINGCX_CALL,
  type RingexPage,
} from './ringex-page.js';

const RING = 'rc-call-ring-notify';
const START = 'rc-call-start-notify';
const END = 'rc-call-end-notify';
const ACTIVE = 'rc-active-call-notify';

/** A page whose plugin, made for RingCX, listens to all events of calls. */
async function listening(): Promise<RingexPage & { readonly received: [string, unknown][] }> {
  const received: [string, unknown][] = [];
  const listen = (name: string) => (body: unknown) => void received.push([name, body]);
  const plugin = definePlugin({
    name: 'screen-pop',
    pushes: {
      ringCall: listen('ringCall'),
      newCall: listen('newCall'),
      endCall: listen('endCall'),
      init: listen('init'),
      sipRegistered: listen('sipRegistered'),
      sipUnregistered: listen('sipUnregistered'),
    },
  });
  return { ...(await openPage([plugin])), received };
}

const names = ({ received }: { readonly received: [string, unknown][] }): string[] =>
  received.map(([name]) => name);

describe('a plugin made for RingCX gets no event', () => {
  it('of a call that its agent makes, before it is connected', async () => {
    const page = await listening();
    await page.push(RING, { call: { ...PHONE_CALL, direction: 'Outbound' } });
    await page.push('rc-call-init-notify', { call: { ...PHONE_CALL, direction: 'Outbound' } });
    await page.push(ACTIVE, { call: { ...PRESENCE_CALL, direction: 'Outbound' } });
    expect(names(page)).toEqual([]);
  });

  it('twice: of a call that both kinds of event report', async () => {
    const page = await listening();
    await page.push(ACTIVE, { call: PRESENCE_CALL });
    await page.push(RING, { call: PHONE_CALL });
    await page.push(START, { call: PHONE_CALL });
    await page.push(ACTIVE, { call: { ...PRESENCE_CALL, telephonyStatus: 'CallConnected' } });
    await page.push(END, { call: PHONE_CALL });
    await page.push(ACTIVE, { call: { ...PRESENCE_CALL, telephonyStatus: 'NoCall' } });
    expect(names(page)).toEqual(['ringCall', 'newCall', 'endCall']);
  });

  it('of the end, while a call flaps', async () => {
    const page = await listening();
    const notify = (telephonyStatus: string, terminationType?: string) =>
      page.push(ACTIVE, { call: { ...PRESENCE_CALL, telephonyStatus, terminationType } });
    await notify('Ringing');
    await notify('NoCall', 'intermediate');
    await notify('Ringing');
    await notify('CallConnected');
    await notify('NoCall', 'final');
    expect(names(page)).toEqual(['ringCall', 'newCall', 'endCall']);
  });

  it('of a state that RingCX does not have', async () => {
    const page = await listening();
    for (const telephonyStatus of ['OnHold', 'ParkedCall', 'Anything'])
      await page.push(ACTIVE, { call: { ...PRESENCE_CALL, telephonyStatus } });
    expect(names(page)).toEqual([]);
  });

  it.each([
    ['no call', {}],
    ['null', { call: null }],
    ['a text', { call: 'call' }],
    ['a call without a direction', { call: { id: '1' } }],
    ['a number for a direction', { call: { ...PHONE_CALL, direction: 1 } }],
    ['a number for a phone number', { call: { ...PHONE_CALL, from: { phoneNumber: 7 } } }],
    ['a list for a name', { call: { ...PHONE_CALL, fromUserName: ['Ada'] } }],
  ])('with %s, which is reported', async (_name, body) => {
    const page = await listening();
    await page.push(START, body);
    expect(names(page)).toEqual([]);
    expect(page.events.invalid).toHaveLength(1);
    expect(page.events.failed).toEqual([]);
  });

  it('that the phone is lost, before it was ever there', async () => {
    const page = await listening();
    const notify = (connectionStatus: string) =>
      page.push('rc-webphone-connection-status-notify', { connectionStatus, deviceId: '1' });
    await notify('connectionStatus-disconnected');
    expect(names(page)).toEqual([]);
    await notify('connectionStatus-connected');
    await notify('connectionStatus-disconnected');
    expect(names(page)).toEqual(['sipRegistered', 'sipUnregistered']);
  });
});

describe('a plugin made for RingCX gets', () => {
  it('a call with one id, its direction in capitals, its sides as objects and its time in milliseconds', async () => {
    const page = await listening();
    await page.push(RING, { call: PHONE_CALL });
    expect(page.received).toEqual([
      [
        'ringCall',
        {
          call: {
            id: 's-1',
            telephonySessionId: 's-1',
            partyId: 'p-1',
            direction: 'INBOUND',
            from: { phoneNumber: '+16505550142', name: 'CASTRO VALLEY' },
            to: { phoneNumber: '+16505550100', name: 'Ada Agent' },
            telephonyStatus: 'CallRing',
            startTime: 1_760_000_000_000,
          },
        },
      ],
    ]);
    expect(page.events.invalid).toEqual([]);
  });

  it.each([
    ['Inbound', 'from'],
    ['Outbound', 'to'],
  ])('the name of the contact on the customer’s side of an %s call', async (direction, side) => {
    const page = await listening();
    const contactMatch = { id: '1', name: 'Ada Lovelace' };
    await page.push(START, { call: { ...PHONE_CALL, direction, contactMatch } });
    const [, body] = page.received[0] as [string, { call: Record<string, { name: string }> }];
    const { call } = body;
    expect(call[side]?.name).toBe('Ada Lovelace');
    expect(call[side === 'from' ? 'to' : 'from']?.name).not.toBe('Ada Lovelace');
  });

  it('the key of the log from the event on that says it', async () => {
    const page = await listening();
    await page.push(RING, { call: PHONE_CALL });
    await page.push(ACTIVE, { call: PRESENCE_CALL });
    await page.push(START, { call: PHONE_CALL });
    await page.push(END, { call: PHONE_CALL });
    await page.push(START, { call: RINGCX_CALL });
    const keys = page.received.map(
      ([, body]) => (body as { call: { logKey?: string } }).call.logKey,
    );
    expect(keys).toEqual([undefined, '4001', '4001', RINGCX_CALL.id]);
  });

  it('the same id in all events of a call whose telephony session was unknown at first', async () => {
    const page = await listening();
    await page.push(RING, { call: { ...PHONE_CALL, partyData: null } });
    await page.push(START, { call: PHONE_CALL });
    await page.push(ACTIVE, { call: { ...PRESENCE_CALL, telephonyStatus: 'NoCall' } });
    const ids = page.received.map(([, body]) => (body as { call: { id: string } }).call.id);
    expect(ids).toEqual(['sip-1', 'sip-1', 'sip-1']);
  });

  it('calls of RingCX by their own id, with a time that is text', async () => {
    const page = await listening();
    await page.push(START, { call: RINGCX_CALL });
    await page.push(ACTIVE, { call: { ...RINGCX_CALL, telephonyStatus: 'CallConnected' } });
    expect(page.received).toEqual([
      [
        'newCall',
        {
          call: expect.objectContaining({
            id: RINGCX_CALL.id,
            telephonySessionId: RINGCX_CALL.id,
            startTime: Date.parse(RINGCX_CALL.startTime),
            from: { phoneNumber: '+16505550142' },
          }) as unknown,
        },
      ],
    ]);
  });

  it('calls of RingCX by their own id, though their audio has a session of RingEX', async () => {
    const page = await listening();
    await page.push(START, { call: { ...RINGCX_CALL, partyData: { sessionId: 's-9' } } });
    expect(page.received[0]?.[1]).toMatchObject({ call: { id: RINGCX_CALL.id } });
  });

  it('an extension as the number of an internal call', async () => {
    const page = await listening();
    await page.push(ACTIVE, {
      call: { ...PRESENCE_CALL, from: { extensionNumber: '102' }, fromName: 'Bob' },
    });
    expect(page.received[0]?.[1]).toMatchObject({
      call: { from: { phoneNumber: '102', name: 'Bob' } },
    });
  });

  it('the end of a call that connects again after an end', async () => {
    const page = await listening();
    const notify = (telephonyStatus: string) =>
      page.push(ACTIVE, { call: { ...PRESENCE_CALL, telephonyStatus } });
    for (const status of ['Ringing', 'NoCall', 'Ringing', 'CallConnected', 'NoCall'])
      await notify(status);
    expect(names(page)).toEqual(['ringCall', 'endCall', 'newCall', 'endCall']);
  });

  it('init when the widget has started, and the host registers then, and at each login', async () => {
    const page = await listening();
    const count = () => page.posted.filter(({ service }) => service).length;
    const before = count();
    await page.push('rc-adapter-pushAdapterState', { size: { width: 1, height: 1 } });
    expect(names(page)).toEqual(['init']);
    expect(count()).toBe(before + 1);
    await page.push('rc-login-status-notify', { loggedIn: true });
    expect(count()).toBe(before + 2);
  });
});

describe('a hostile widget', () => {
  it('that sends ten thousand calls makes the host remember a bounded number of them', async () => {
    const page = await listening();
    for (let i = 0; i < 10_000; i += 1)
      page.emit({
        type: 'message',
        data: { type: START, call: { ...PHONE_CALL, id: `${i}`, callId: `${i}`, partyData: null } },
      });
    await expect.poll(() => page.received).toHaveLength(10_000);
    // The first ones are forgotten, the last ones are not.
    await page.push(START, { call: { ...PHONE_CALL, id: '0', callId: '0', partyData: null } });
    await page.push(START, {
      call: { ...PHONE_CALL, id: '9999', callId: '9999', partyData: null },
    });
    expect(page.received).toHaveLength(10_001);
  });
});
