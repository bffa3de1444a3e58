import { expect } from 'vitest';
import { ADA, behaviour, BOB, CALLER, openPage, openScene } from './page.js';

behaviour('ready-pushes', {}, async ({ widget, page }) => {
  expect(page.received[0]).toMatchObject({
    type: 'rc-adapter-pushAdapterState',
    minimized: false,
    closed: false,
    telephonyStatus: 'NoCall',
  });
  expect(page.pushes('loginStatus')).toHaveLength(1);
  await widget.adapter({ minimized: true });
  expect(page.pushes('pushAdapterState')).toHaveLength(1);
  await widget.reload();
  expect(page.pushes('pushAdapterState')).toHaveLength(2);
  expect(page.pushes('pushAdapterState')[1]).toMatchObject({ minimized: true });
});

behaviour('start-pushes', {}, async ({ widget, page, version }) => {
  const names = [
    'pushAdapterState',
    'syncPresence',
    'loginStatus',
    'regionSettings',
    'callingSettings',
    'dialerStatus',
    'meetingStatus',
    'brandAssets',
    'webphoneConnection',
    'syncSize',
    'sideDrawerOpen',
    'theme',
    'aiAssistantSettings',
    ...(version === '2.x' ? [] : ['phoneNumberFormat']),
  ];
  expect(widget.sent.map(({ name }) => name)).toEqual(names);
  expect(page.received).toHaveLength(names.length);
});

behaviour('presence-synced', { loggedIn: false }, async ({ widget, page }) => {
  await widget.login();
  await widget.inboundCall({ from: CALLER });
  await widget.mute(true);
  await widget.hangUp();
  expect(page.pushes('syncPresence').map(({ telephonyStatus }) => telephonyStatus)).toEqual([
    null,
    'NoCall',
    'Ringing',
    'NoCall',
  ]);
});

behaviour('login-status', { loggedIn: false }, async ({ widget, page }) => {
  await widget.logout();
  expect(page.pushes('loginStatus')).toEqual([
    {
      loggedIn: false,
      loginNumber: undefined,
      contractedCountryCode: undefined,
      admin: false,
      features: {},
      isFreshLogin: false,
    },
  ]);
  await widget.login();
  await widget.login();
  expect(page.pushes('loginStatus')).toHaveLength(2);
  expect(page.pushes('loginStatus')[1]).toMatchObject({
    loggedIn: true,
    loginNumber: '+16505550100*101',
    contractedCountryCode: 'US',
  });
  await expect(
    widget.logout().then(() => widget.inboundCall({ from: CALLER })),
  ).rejects.toMatchObject({ code: 'WRONG_STATE' });
});

behaviour(
  'login-ringcx',
  { ringcx: true },
  async ({ page, version }) => {
    expect(page.pushes('loginStatus')[0]?.['features']).toMatchObject({
      ringCX: version === '3.1',
    });
  },
  async ({ page }) => {
    expect(page.pushes('loginStatus')[0]?.['features']).not.toHaveProperty('ringCX');
  },
);

behaviour('call-events', { pickUpMs: Infinity }, async ({ widget, page }) => {
  await widget.inboundCall({ from: CALLER, name: 'ADA L' });
  expect(page.calls('callRing')).toMatchObject([
    {
      direction: 'Inbound',
      from: CALLER,
      to: '+16505550100',
      fromUserName: 'ADA L',
      callStatus: 'webphone-session-connecting',
    },
  ]);
  await widget.clock.advance(2_000);
  await widget.answer();
  await widget.clock.advance(60_000);
  await widget.hangUp();
  const startTime = widget.clock.now() - 60_000;
  expect(page.calls('callStart')).toMatchObject([
    { callStatus: 'webphone-session-connected', startTime },
  ]);
  expect(page.calls('callEnd')).toMatchObject([
    { callStatus: 'webphone-session-finished', startTime, endTime: widget.clock.now() },
  ]);
  await widget.dial(CALLER);
  expect(page.calls('callInit')).toMatchObject([{ direction: 'Outbound', to: CALLER }]);
  await widget.hangUp();
  expect(page.calls('callRing')).toHaveLength(1);
  expect(page.calls('callStart')).toHaveLength(1);
  expect(page.calls('callEnd')).toHaveLength(2);
});

behaviour('call-other-modes', {}, async ({ version }) => {
  for (const callingMode of ['jupiter', 'softphone', 'ringout'] as const) {
    const { widget, page } = await openScene({ version, callingMode });
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.hangUp();
    expect(page.received.filter(({ type }) => String(type).startsWith('rc-call-ring'))).toEqual([]);
    expect([...page.calls('callStart'), ...page.calls('callEnd')]).toEqual([]);
    expect(page.calls('activeCall')).toHaveLength(3);
  }
});

behaviour('call-internal-start', { pickUpMs: Infinity }, async ({ widget, page }) => {
  await widget.dial('+16505550142');
  expect(page.calls('callStart')).toEqual([]);
  await widget.hangUp();
  await widget.dial('102');
  expect(page.calls('callStart')).toHaveLength(1);
  expect(page.calls('activeCall').at(-1)).toMatchObject({ telephonyStatus: 'Ringing' });
  await widget.answer();
  expect(page.calls('callStart')).toHaveLength(1);
  expect(page.calls('activeCall').at(-1)).toMatchObject({ telephonyStatus: 'CallConnected' });
});

behaviour('call-hold-mute', {}, async ({ widget, page }) => {
  await widget.inboundCall({ from: CALLER });
  await expect(widget.hold(true)).rejects.toMatchObject({ code: 'WRONG_STATE' });
  await widget.answer();
  await widget.hold(true);
  await widget.hold(false);
  await widget.mute(true);
  await widget.mute(false);
  expect(page.calls('callHold')).toMatchObject([
    { callStatus: 'webphone-session-onHold', isOnHold: true },
  ]);
  expect(page.calls('callResume')).toMatchObject([
    { callStatus: 'webphone-session-connected', isOnHold: false },
  ]);
  expect(page.calls('callMute')).toMatchObject([{ isOnMute: true }, { isOnMute: false }]);
  expect(page.calls('activeCall').map(({ telephonyStatus }) => telephonyStatus)).toEqual([
    'Ringing',
    'CallConnected',
    'OnHold',
    'CallConnected',
  ]);
});

behaviour('webphone-session-2', { pickUpMs: Infinity }, async ({ widget, page }) => {
  await widget.dial(CALLER);
  await widget.answer();
  const [init] = page.calls('callInit');
  const [start] = page.calls('callStart');
  expect(init).toMatchObject({ callId: undefined });
  expect(start).toMatchObject({ id: init?.['id'], callId: expect.any(String) });
  expect(start?.['id']).not.toBe(start?.['callId']);
  expect(start).not.toHaveProperty('voicemailDropStatus');
});

behaviour('webphone-session-3', { pickUpMs: Infinity }, async ({ widget, page }) => {
  await widget.dial(CALLER);
  await widget.inboundCall({ from: '+16505550143', queue: 'Sales', source: 'ringcentral' });
  const [init] = page.calls('callInit');
  expect(init?.['id']).toBe(init?.['callId']);
  expect(init).toHaveProperty('voicemailDropStatus');
  expect(page.calls('callRing')[0]).toMatchObject({ callQueueName: 'Sales - ' });
});

behaviour('session-texts', { pickUpMs: Infinity }, async ({ widget, page }) => {
  await widget.dial(CALLER);
  await widget.answer();
  expect(page.calls('callInit')[0]).toMatchObject({
    from: '+16505550100',
    to: CALLER,
    partyData: null,
  });
  const { key } = widget.call!;
  const { telephonySessionId } = page.calls('activeCall')[0]!;
  expect(page.calls('callStart')[0]).toMatchObject({
    partyData: { sessionId: telephonySessionId },
  });
  expect(page.calls('callStart')[0]).not.toHaveProperty('sessionId');
  expect(telephonySessionId).not.toBe(key);
});

behaviour('session-contact', {}, async ({ widget, page }) => {
  page.answer('/contacts', () => ({ data: { [CALLER]: [ADA, BOB] } }));
  await page.register();
  await widget.inboundCall({ from: '6505550142' });
  await widget.answer();
  await widget.hangUp();
  expect(page.calls('callStart')[0]).toMatchObject({ contactMatch: undefined });
  const call = await widget.inboundCall({ from: CALLER });
  expect(page.calls('callRing')[1]).toMatchObject({ contactMatch: { id: '7' } });
  await widget.chooseContact('8', call);
  await widget.answer();
  expect(page.calls('callStart')[1]).toMatchObject({ contactMatch: { id: '8' } });
});

behaviour('active-call', {}, async ({ widget, page }) => {
  const { key } = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.mute(true);
  const [ringing, connected] = page.calls('activeCall');
  expect(page.calls('activeCall')).toHaveLength(2);
  expect(ringing).toMatchObject({
    sessionId: key,
    direction: 'Inbound',
    from: { phoneNumber: CALLER },
    telephonyStatus: 'Ringing',
  });
  expect(connected).toMatchObject({ sessionId: key, telephonyStatus: 'CallConnected' });
  for (const call of [ringing, connected]) {
    expect(call).not.toHaveProperty('id');
    expect(call).not.toHaveProperty('sipData');
  }
});

behaviour('active-call-end', {}, async ({ widget, page }) => {
  await widget.inboundCall({ from: CALLER });
  await widget.hangUp();
  await widget.inboundCall({ from: CALLER });
  expect(
    page.calls('activeCall').map((call) => [call['telephonyStatus'], call['terminationType']]),
  ).toEqual([
    ['Ringing', undefined],
    ['NoCall', 'final'],
    ['Ringing', undefined],
  ]);
});

behaviour('active-call-tabs', {}, async ({ version }) => {
  for (const disableInactiveTabCallEvent of [false, true]) {
    const { widget, page } = await openScene({ version, disableInactiveTabCallEvent });
    const other = openPage((await widget.openTab()).transport);
    await widget.inboundCall({ from: CALLER });
    expect(other.calls('activeCall')).toHaveLength(1);
    expect(page.calls('activeCall')).toHaveLength(disableInactiveTabCallEvent ? 0 : 1);
    await widget.tabs[0]!.focus();
    await widget.answer();
    expect(page.calls('activeCall').at(-1)).toMatchObject({ telephonyStatus: 'CallConnected' });
  }
});

behaviour('ringout-call', { callingMode: 'ringout' }, async ({ widget, page, version }) => {
  await widget.inboundCall({ from: CALLER });
  expect(page.calls('ringoutCall')).toMatchObject([{ telephonyStatus: 'Ringing' }]);
  expect(page.calls('ringoutCall')[0]).not.toHaveProperty('id');
  const other = await openScene({ version, callingMode: 'jupiter' });
  await other.widget.inboundCall({ from: CALLER });
  expect(other.page.calls('ringoutCall')).toEqual([]);
});

behaviour('call-events-tabs', {}, async ({ widget, page }) => {
  const other = openPage((await widget.openTab()).transport);
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.mute(true);
  for (const name of ['callRing', 'callStart'] as const) {
    expect(page.calls(name)).toHaveLength(1);
    expect(other.calls(name)).toHaveLength(1);
  }
  expect(page.calls('callMute')).toHaveLength(1);
  expect(other.calls('callMute')).toHaveLength(0);
});

behaviour('history-synced', {}, async ({ widget, page }) => {
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  const other = openPage((await widget.openTab({ hidden: true })).transport);
  expect(page.pushes('callHistorySynced')).toEqual([]);
  await widget.clock.advance(5_000);
  expect(page.pushes('callHistorySynced')).toHaveLength(1);
  expect(other.pushes('callHistorySynced')).toHaveLength(0);
  expect(widget.history).toMatchObject([{ number: CALLER, status: 'Accepted' }]);
});

behaviour('inbound-message', {}, async ({ widget, page }) => {
  const other = openPage((await widget.openTab()).transport);
  await widget.inboundMessage({ from: CALLER, text: 'Hello' });
  const all = [...page.pushes('inboundMessage'), ...other.pushes('inboundMessage')];
  expect(all).toMatchObject([{ message: { subject: 'Hello', from: { phoneNumber: CALLER } } }]);
  expect([...page.pushes('messageUpdated'), ...other.pushes('messageUpdated')]).toHaveLength(1);
});
