import { definePlugin } from '@jackfield/core';
import { callsArea } from '@jackfield/ringex';
import { describe, expect, it } from 'vitest';
import { openPage, type RingexPage } from './ringex-page.js';

const LEAD = { leadId: '1', externId: 'e1', firstName: 'Ada', destination: '6505550142' };
const NOTIFY = 'rc-ringcx-lead-notify';

/** What the page posted last, besides its registrations and answers. */
const last = ({ posted }: RingexPage): unknown =>
  [...posted].reverse().find(({ type }) => !/register-third-party|rc-post-message/.test(type));

const ready = (page: RingexPage): Promise<void> =>
  page.push('rc-adapter-pushAdapterState', { minimized: false });

const agent = (page: RingexPage, status: string): Promise<void> =>
  page.push('rc-ringcx-agent-session-notify', { status });

describe('a command is rejected, and nothing is posted', () => {
  it.each([
    ['clickToDial', {}, 'Expected a number at /phoneNumber'],
    ['clickToDial', { phoneNumber: '' }, 'Expected a number at /phoneNumber'],
    ['dialLead', {}, 'Expected a loaded lead at /lead'],
    ['dialLead', { lead: null, destination: 7 }, 'Expected a loaded lead at /lead'],
    ['dialLead', { lead: {}, destination: '' }, 'Expected a loaded lead at /lead'],
    ['dialLead', { lead: {}, destination: '7' }, 'Expected a loaded lead at /lead'],
    ['dialLead', { lead: { leadId: '' }, destination: '' }, 'Expected a loaded lead at /lead'],
    ['dialLead', { destination: '6505550142' }, 'Expected a loaded lead at /lead'],
    ['dialLead', { lead: { leadId: '1' } }, 'Expected a loaded lead at /lead'],
    ['dialLead', { lead: { leadId: '1' }, destination: 7 }, 'Expected a loaded lead at /lead'],
    ['authorizationCode', {}, 'Expected an address at /callbackUri'],
    ['authorizationCode', { callbackUri: 7 }, 'Expected an address at /callbackUri'],
    ['setSideWidgetExtended', {}, 'Expected boolean or null at /extended'],
    ['setSideWidgetExtended', { extended: 'yes' }, 'Expected boolean or null at /extended'],
    ['clickToDial', 'text', 'Expected an object at /'],
    ['startCall', null, 'Expected an object at /'],
    ['dialLead', { lead: { leadId: '9' }, destination: '1' }, 'Expected a loaded lead at /lead'],
  ] as const)('%s %j', async (name, body, message) => {
    const page = await openPage();
    await ready(page);
    await page.push(NOTIFY, { action: 'loaded', leads: [{ raw: LEAD }] });
    await expect(page.host.send(name, body as never)).rejects.toThrow(message);
    expect(last(page)).toBeUndefined();
  });

  it('of an area that the page does not use', async () => {
    const page = await openPage();
    await ready(page);
    await expect(page.host.send('controlCall' as never, {} as never)).rejects.toMatchObject({
      code: 'UNKNOWN_MESSAGE',
    });
  });
});

describe('clickToDial calls', () => {
  const body = { phoneNumber: '+16505550142' };
  const dialled = { type: 'rc-adapter-new-call', phoneNumber: '+16505550142', toCall: true };

  it('with RingCentral’s telephony, while the agent is not logged in to RingCX', async () => {
    const page = await openPage();
    await ready(page);
    await page.host.send('clickToDial', body);
    expect(last(page)).toEqual(dialled);
  });

  it('with RingCX while the agent is, and no longer', async () => {
    const page = await openPage();
    await agent(page, 'ready');
    await page.host.send('clickToDial', body);
    expect(last(page)).toEqual({ ...dialled, callWith: 'ringcx' });
    await agent(page, 'idle');
    await page.host.send('clickToDial', body);
    expect(last(page)).toEqual(dialled);
  });

  it.each([
    ['ringcx', 'idle', true],
    ['ringcentral', 'ready', false],
  ] as const)('with %s alone, if the page wants that', async (dialWith, status, isRingcx) => {
    const page = await openPage([], { dialWith });
    await agent(page, status);
    await page.host.send('clickToDial', body);
    expect(last(page)).toEqual(isRingcx ? { ...dialled, callWith: 'ringcx' } : dialled);
  });

  it('as the page says, if it uses the command of RingEX', async () => {
    const page = await openPage();
    await ready(page);
    await page.host.send('startCall', { phoneNumber: '+1', toCall: false, callerId: 'anonymous' });
    expect(last(page)).toEqual({
      type: 'rc-adapter-new-call',
      phoneNumber: '+1',
      toCall: false,
      callerId: 'anonymous',
    });
  });
});

it('setSideWidgetExtended extends the drawer, or does not', async () => {
  const page = await openPage();
  await ready(page);
  for (const extended of [true, false, null]) {
    await page.host.send('setSideWidgetExtended', { extended });
    const type = 'rc-adapter-set-side-drawer-extended';
    expect(last(page)).toEqual({ type, extended: extended === true });
  }
});

describe('logout ends', () => {
  it.each([
    ['auto', 'ready', 'rc-adapter-ringcx-end-agent-session'],
    ['auto', 'idle', 'rc-adapter-logout'],
    ['ringcx', 'idle', 'rc-adapter-ringcx-end-agent-session'],
    ['ringcentral', 'ready', 'rc-adapter-logout'],
  ] as const)('with %s, for an agent who is %s, %s', async (logoutOf, status, type) => {
    const page = await openPage([], { logoutOf });
    await agent(page, status);
    await page.host.send('logout');
    expect(last(page)).toEqual({ type });
    expect(page.events.message.at(-1)).toMatchObject({ name: 'logout', wireType: type });
  });
});

describe('leads', () => {
  it('reach plugins made for RingCX as RingCX has them', async () => {
    const received: [string, unknown][] = [];
    const listen = (name: string) => (body: unknown) => void received.push([name, body]);
    const page = await openPage([
      definePlugin({
        name: 'leads',
        pushes: {
          loadLeads: listen('loadLeads'),
          callLead: listen('callLead'),
          manualPassLead: listen('manualPassLead'),
        },
      }),
    ]);
    const lead = { leadId: 1, externId: 'e1', raw: LEAD };
    await page.push(NOTIFY, { action: 'loaded', leads: [lead] });
    await page.push(NOTIFY, { action: 'dialed', lead, destination: '6505550142' });
    await page.push(NOTIFY, { action: 'passed', lead });
    expect(received).toEqual([
      ['loadLeads', { leads: [LEAD] }],
      ['callLead', { lead: LEAD, destination: '6505550142' }],
      ['manualPassLead', { lead: LEAD }],
    ]);
  });

  it.each([
    ['no lead', { action: 'passed', lead: {} }],
    ['a lead without an id', { action: 'loaded', leads: [{ raw: {} }] }],
    ['no list', { action: 'loaded', leads: 'all' }],
  ])('with %s are reported', async (_name, body) => {
    const page = await openPage();
    await page.push(NOTIFY, body);
    expect(page.events.invalid).toHaveLength(1);
  });

  it.each([
    ['its id', { leadId: '1' }],
    ['its id, whatever other ids say', { leadId: '1', externId: 'e2' }],
    ['its id in the other system', { externId: 'e1' }],
    ['its number alone', {}],
  ])('can be dialled by %s', async (_name, lead) => {
    const page = await openPage();
    const other = { leadId: '2', externId: 'e2', destination: '6505550187' };
    await page.push(NOTIFY, { action: 'loaded', leads: [{ raw: other }, { raw: LEAD }] });
    await page.host.send('dialLead', { lead, destination: '6505550142' });
    expect(last(page)).toEqual({
      type: 'rc-adapter-ringcx-dial-lead',
      lead: LEAD,
      destination: '6505550142',
    });
  });

  it('are remembered in a bounded number, the newest of them', async () => {
    const page = await openPage();
    const leads = Array.from({ length: 5_000 }, (_, i) => ({ raw: { leadId: `${i}` } }));
    await page.push(NOTIFY, { action: 'loaded', leads });
    const dial = (leadId: string) =>
      page.host.send('dialLead', { lead: { leadId }, destination: '1' });
    await dial('4999');
    await expect(dial('0')).rejects.toThrow('a loaded lead');
  });
});

describe('a request of the page', () => {
  it('has always a body, without which the widget would never answer', async () => {
    const page = await openPage();
    await ready(page);
    const answer = page.host.request('checkPopupWindow');
    await expect.poll(() => last(page)).toBeDefined();
    const { requestId, ...asked } = last(page) as { requestId: string };
    expect(asked).toEqual({
      type: 'rc-adapter-message-request',
      path: '/check-popup-window',
      body: {},
    });
    await page.push('rc-adapter-message-response', { responseId: requestId, response: true });
    expect(await answer).toBe(true);
  });

  it('of an area is checked by that area', async () => {
    const page = await openPage([], { areas: [callsArea] });
    await ready(page as unknown as RingexPage);
    const answer = page.host.request('getDispositions', { callId: '1' });
    const failed = expect(answer).rejects.toMatchObject({ code: 'INVALID_RESULT' });
    const { requestId } = last(page as unknown as RingexPage) as { requestId: string };
    await page.push('rc-adapter-message-response', { responseId: requestId, response: 'none' });
    await failed;
  });
});
