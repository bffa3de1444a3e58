import { expect } from 'vitest';
import { ADA, behaviour, BOB, CALLER, openScene } from './page.js';

behaviour('new-call-refused', { pickUpMs: Infinity }, async ({ widget, page, version }) => {
  await page.push('startCall', { phoneNumber: CALLER, toCall: true });
  await page.push('startCall', { phoneNumber: '(650) 555-0142', toCall: true });
  await page.push('startCall', { phoneNumber: CALLER, toCall: true });
  expect(page.calls('callInit').map(({ to }) => to)).toEqual([CALLER, '(650) 555-0142']);
  await page.push('startCall', { phoneNumber: '+16505550143', toCall: true });
  expect(widget.state.calls).toHaveLength(3);
  const other = await openScene({ version, loggedIn: false });
  await other.page.push('startCall', { phoneNumber: CALLER, toCall: true });
  expect(other.widget.state.calls).toEqual([]);
  expect(other.page.pushes('routeChanged')).toEqual([]);
});

behaviour('new-call', { pickUpMs: Infinity }, async ({ widget, page }) => {
  await page.push('startCall', { phoneNumber: CALLER });
  expect(widget.phase).toBe('idle');
  expect(page.pushes('routeChanged')).toEqual([{ path: '/dialer' }]);
  await page.push('startCall', { phoneNumber: CALLER, toCall: true });
  expect(widget.call).toMatchObject({ direction: 'Outbound', number: CALLER });
});

behaviour(
  'caller-id',
  { pickUpMs: Infinity, fromNumbers: ['+16505550101'] },
  async ({ widget, page }) => {
    for (const callerId of ['+16505550102', '+16505550101', undefined, 'anonymous']) {
      await page.push('startCall', { phoneNumber: CALLER, toCall: true, callerId });
      await widget.hangUp();
    }
    expect(page.calls('callInit').map(({ fromNumber }) => fromNumber)).toEqual([
      undefined,
      '+16505550101',
      '+16505550101',
      'anonymous',
    ]);
  },
  async ({ page }) => {
    await page.push('startCall', { phoneNumber: CALLER, toCall: true, callerId: '+16505550101' });
    expect(page.calls('callInit')[0]).toMatchObject({ fromNumber: undefined });
  },
);

behaviour('control-call', { pickUpMs: Infinity }, async ({ widget, page }) => {
  const control = (callAction: unknown, more: object = {}): Promise<void> =>
    page.push('controlCall', { callAction, ...more });
  for (const action of ['answer', 'hangup', 'hold', 'mute', 'unknown', undefined])
    await control(action);
  expect(widget.errors).toEqual([]);
  await widget.inboundCall({ from: CALLER });
  await control('hangup');
  await control('answer', { callId: 'another' });
  expect(widget.phase).toBe('ringing');
  await control('answer');
  await control('hold');
  expect(widget.call).toMatchObject({ status: 'OnHold' });
  await control('unhold');
  await control('mute');
  expect(page.calls('callMute')).toHaveLength(1);
  const { id } = page.calls('callRing')[0]!;
  await widget.inboundCall({ from: '+16505550143' });
  await control('hangup', { callId: id });
  expect(widget.state.calls).toMatchObject([{ number: '+16505550143' }]);
  await control('reject');
  expect(widget.phase).toBe('idle');
  await widget.dial(CALLER);
  await control('transfer');
  expect(widget.errors).toHaveLength(1);
  await control('transfer', { options: { transferNumber: '102' } });
  expect(widget.phase).toBe('idle');
});

behaviour('record-error', {}, async ({ widget, page }) => {
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await page.push('controlCall', { callAction: 'stopRecord' });
  await page.push('controlCall', { callAction: 'startRecord' });
  await page.push('controlCall', { callAction: 'startRecord' });
  const callId = page.calls('callStart')[0]?.['id'];
  expect(page.pushes('controlCallError')).toEqual([
    { error: 'RecordError', message: "Can't stop record at current status", callId },
    { error: 'RecordError', message: "Can't record at current status", callId },
  ]);
});

behaviour(
  'pick-call',
  {},
  async ({ page }) => {
    await page.push('pickCall', { extensionId: '1' });
    await page.push('pickCall', { extensionId: '1', telephonySessionId: 's-1' });
    expect(page.pushes('controlCallError')).toEqual([
      { error: 'PickError', message: 'extensionId and telephonySessionId are required' },
      { error: 'PickError', message: 'Call not found in monitored extensions' },
    ]);
  },
  async ({ page }) => {
    await page.push('pickCall', {});
    expect(page.pushes('controlCallError')).toEqual([]);
  },
);

behaviour(
  'login-popup',
  { loggedIn: false, disableLoginPopup: true },
  async ({ widget, page, version }) => {
    await page.push('authorizationCode', {});
    expect(widget.state.loggedIn).toBe(false);
    await page.push('login');
    expect(page.pushes('loginPopup')).toMatchObject([
      { oAuthUri: expect.stringMatching(/^https/) },
    ]);
    await page.push('authorizationCode', { callbackUri: 'https://app.example/?code=1' });
    expect(widget.state.loggedIn).toBe(true);
    await page.push('login');
    expect(page.pushes('loginPopup')).toHaveLength(1);
    const other = await openScene({ version, loggedIn: false });
    await other.page.push('login');
    expect(other.page.pushes('loginPopup')).toEqual([]);
  },
);

behaviour('logout', {}, async ({ widget, page }) => {
  await page.push('logout');
  await page.push('logout');
  expect(widget.state.loggedIn).toBe(false);
  expect(page.pushes('loginStatus').map(({ loggedIn }) => loggedIn)).toEqual([true, false]);
});

behaviour('sessions-sync', {}, async ({ widget, page }) => {
  await page.push('requestWebphoneSessions');
  await widget.inboundCall({ from: CALLER });
  await page.push('requestWebphoneSessions');
  expect(page.pushes('webphoneSessions')).toMatchObject([
    { calls: [] },
    { calls: [{ from: CALLER, callStatus: 'webphone-session-connecting' }] },
  ]);
});

behaviour('select-contact', {}, async ({ widget, page }) => {
  page.answer('/contacts', () => ({ data: { [CALLER]: [ADA, BOB] } }));
  await page.register();
  await widget.inboundCall({ from: CALLER });
  const { telephonySessionId } = page.calls('activeCall')[0]!;
  await page.push('selectCallContact', { telephonySessionId });
  await page.push('selectCallContact', { contactId: '8' });
  await page.push('selectCallContact', { telephonySessionId, contactId: '8' });
  expect(page.requests('/log')).toEqual([]);
  await widget.clickLog();
  expect(page.requests('/log')).toMatchObject([{ fromEntity: { id: '8' } }]);
});

behaviour('presence-set', {}, async ({ page }) => {
  await page.push('setPresence', { userStatus: 'Asleep' });
  await page.push('setPresence', { dndStatus: 'No' });
  await page.push('setPresence', { userStatus: 'Available' });
  expect(page.pushes('syncPresence')).toHaveLength(1);
  await page.push('setPresence', { userStatus: 'Busy' });
  await page.push('setPresence', { dndStatus: 'DoNotAcceptAnyCalls' });
  expect(page.pushes('syncPresence').slice(1)).toMatchObject([
    { userStatus: 'Busy', dndStatus: 'TakeAllCalls' },
    { userStatus: 'Busy', dndStatus: 'DoNotAcceptAnyCalls' },
  ]);
});

behaviour('side-drawer', {}, async ({ widget, page }) => {
  await page.push('setSideDrawerExtended', { extended: true });
  await widget.sideDrawer(true);
  await widget.sideDrawer(false);
  expect(page.pushes('sideDrawerOpen')).toEqual([{ open: false }, { open: true }, { open: false }]);
  expect(page.pushes('syncSize').map(({ size }) => (size as { width: number }).width)).toEqual([
    300, 600, 300,
  ]);
});

behaviour(
  'phone-number-format',
  {},
  async ({ page }) => {
    await page.push('setPhoneNumberFormat', { formatType: 'international', template: '#' });
    await page.push('setPhoneNumberFormat', { formatType: 'custom', template: '(###)' });
    expect(page.pushes('phoneNumberFormat')).toEqual([
      { formatType: 'national', template: '' },
      { formatType: 'international', template: '' },
      { formatType: 'custom', template: '(###)' },
    ]);
  },
  async ({ page }) => {
    await page.push('setPhoneNumberFormat', { formatType: 'custom', template: '(###)' });
    expect(page.pushes('phoneNumberFormat')).toEqual([]);
  },
);

behaviour('alerts', {}, async ({ widget, page }) => {
  const id = await page.ask('showAlert', { level: 'warning', message: 'Not saved' });
  expect(id).toEqual(expect.any(String));
  expect(widget.toasts).toMatchObject([{ kind: 'warning', text: 'Not saved' }]);
  expect(await page.ask('dismissAlert', { id })).toBe('ok');
  expect(await page.ask('dismissAlert')).toBe('ok');
});

behaviour('adapter-synced', {}, async ({ widget, page }) => {
  await page.push('syncMinimized', { minimized: true });
  await page.push('syncClosed', { closed: true });
  await page.push('syncSize', { size: { width: 1, height: 2 } });
  expect(widget.state.adapter).toMatchObject({
    minimized: true,
    closed: true,
    size: { width: 1, height: 2 },
  });
});

behaviour('popup-busy', {}, async ({ widget, page }) => {
  expect(await page.ask('checkPopupWindow', { alert: true })).toBe(false);
  await widget.inboundCall({ from: CALLER });
  expect(await page.ask('checkPopupWindow', { alert: true })).toBe(true);
  await widget.hangUp();
  await widget.openTab({ popup: true });
  expect(await page.ask('checkPopupWindow', { alert: false })).toBe(true);
  expect(widget.toasts).toHaveLength(1);
});
