import { expect } from 'vitest';
import { ADA, behaviour, CALLER, openPage, openScene } from './page.js';

const history = (count: number): { number: string; agoMs: number }[] =>
  Array.from({ length: count }, (_, index) => ({
    number: `+1650555${String(1000 + index)}`,
    agoMs: 1_000_000 + index * 1_000,
  }));

behaviour('register-nameless', {}, async ({ widget, page }) => {
  for (const service of [undefined, null, {}, { name: '' }, { name: 0 }])
    await page.push('register', { service });
  expect(widget.state.service.name).toBe(null);
  expect(widget.errors).toEqual([]);
});

behaviour('register-sticky', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  await page.push('register', { service: { name: 'Acme' } });
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/log')).toHaveLength(1);
  expect(page.requests('/contacts')).toHaveLength(1);
});

behaviour('register-path-changes', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  await page.push('register', { service: { name: 'Acme', callLoggerPath: '/new' } });
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/log')).toHaveLength(0);
  expect(page.requests('/new')).toHaveLength(1);
});

behaviour('register-before-listening', { listenMs: 500 }, async ({ widget, page }) => {
  expect(page.pushes('pushAdapterState')).toHaveLength(1);
  await page.register();
  expect(widget.state.service.name).toBe(null);
  await widget.clock.advance(500);
  expect(widget.state.service.name).toBe(null);
  await page.register();
  expect(widget.state.service.name).toBe('Acme');
});

behaviour('register-reload-forgets', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  await widget.reload();
  expect(widget.state.service).toMatchObject({ name: null, hasCallLogger: false });
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/log')).toEqual([]);
  expect(page.requests('/contacts')).toEqual([]);
  await expect(widget.clickLog()).rejects.toMatchObject({ code: 'WRONG_STATE' });
  await page.register();
  await widget.answer();
  expect(page.requests('/log')).toHaveLength(1);
});

behaviour(
  'register-reload-keeps-screen',
  { autoLog: true, mainTab: 'fixed' },
  async ({ widget, page }) => {
    const buttons = [{ id: 'a', type: 'callAction', label: 'A', icon: 'i' }];
    await page.register({ buttonEventPath: '/button', buttons });
    await widget.reload();
    expect(widget.state.service).toMatchObject({ name: 'Acme', hasCallLogger: true, buttons });
    await widget.inboundCall({ from: CALLER });
    expect(page.requests('/log')).toEqual([]);
    expect(await widget.clickLog()).toEqual({ status: 'dropped', ms: 0 });
    expect(await widget.clickButton('a')).toBe(undefined);
    await page.register();
    expect(await widget.clickLog()).toMatchObject({ status: 'answered' });
  },
);

behaviour('provider-first-name', {}, async ({ widget, page }) => {
  await page.register({ name: 'First' });
  await page.register({ name: 'Second' });
  expect(widget.providers).toEqual({ contacts: ['First'], callLogs: ['First'] });
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/contacts')).toHaveLength(1);
});

behaviour('provider-renamed-leaks', {}, async ({ widget, page }) => {
  await page.register({ name: 'First', authorizationPath: '/auth', authorized: true });
  await page.register({ name: 'Second', authorizationPath: '/auth', authorized: true });
  await page.push('setAuthorization', { authorized: false });
  expect(widget.providers.contacts).toEqual(['First']);
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/contacts')).toEqual([]);
});

behaviour('register-first-triggers', { history: history(40) }, async ({ widget, page }) => {
  await page.register();
  expect(page.requests('/contacts')).toHaveLength(1);
  expect(page.requests('/contacts')[0]?.['phoneNumbers']).toHaveLength(41);
  expect(page.requests('/logs')[0]?.['sessionIds']).toHaveLength(40);
  expect(page.requests('/logs')[0]?.['activeSessionIds']).toEqual([]);
  expect(widget.errors).toEqual([]);
});

behaviour('register-again-refreshes', { history: history(40) }, async ({ widget, page }) => {
  await page.register();
  await page.register();
  expect(page.requests('/contacts')).toHaveLength(1);
  expect(page.requests('/logs')).toHaveLength(2);
  expect(page.requests('/logs')[1]?.['sessionIds']).toHaveLength(30);
  await widget.clock.advance(5 * 60_000 + 1);
  await page.register();
  const sizes = page.requests('/contacts').map(({ phoneNumbers }) => (phoneNumbers as []).length);
  expect(sizes).toEqual([41, 30, 11]);
});

behaviour('register-main-tab', { history: history(2) }, async ({ widget, page }) => {
  const tab = await widget.openTab();
  expect(tab.isMain).toBe(true);
  await page.register();
  expect(page.requests('/contacts')).toEqual([]);
  const other = openPage(tab.transport);
  await other.register();
  expect(other.requests('/contacts')).toHaveLength(1);
});

behaviour('register-own-tab', { autoLog: true }, async ({ widget, page }) => {
  const tab = await widget.openTab();
  const other = openPage(tab.transport);
  await page.register();
  await widget.inboundCall({ from: CALLER });
  expect(widget.state.service.name).toBe(null);
  expect([...page.requests('/log'), ...other.requests('/log')]).toEqual([]);
});

behaviour('register-buttons-checked', {}, async ({ widget, page }) => {
  const good = { id: 'a', type: 'callAction', label: 'A', icon: 'i' };
  const bad = [
    { ...good, icon: undefined },
    { ...good, id: 1 },
    { ...good, label: null },
  ];
  await page.register({ buttonEventPath: '/button', buttons: bad });
  expect(widget.state.service.buttons).toEqual([]);
  await page.register({ buttonEventPath: '/button', buttons: [...bad, good] });
  expect(widget.state.service.buttons).toEqual([good]);
  await page.register({ buttonEventPath: '/button', buttons: bad });
  expect(widget.state.service.buttons).toEqual([good]);
});

behaviour('authorized-by-default', {}, async ({ widget, page }) => {
  expect(widget.state.service.authorized).toBe(null);
  await page.register();
  expect(widget.state.service.authorized).toBe(true);
});

behaviour('authorization-gates', { history: history(1) }, async ({ widget, page }) => {
  const service = { authorizationPath: '/auth', authorized: false };
  await page.register(service);
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/contacts')).toEqual([]);
  expect(await widget.searchContacts('Ada')).toEqual([]);
  await page.push('setAuthorization', { authorized: true, authorizedAccount: 'ada@example.com' });
  expect(page.requests('/contacts')).toHaveLength(1);
  await page.push('setAuthorization', { authorized: false });
  expect(widget.providers).toEqual({ contacts: [], callLogs: [] });
  await widget.inboundCall({ from: '+16505550199' });
  expect(page.requests('/contacts')).toHaveLength(1);
});

behaviour('authorization-button', {}, async ({ widget, page }) => {
  await page.register();
  expect(await widget.authorize()).toBe(undefined);
  await page.register({ authorizationPath: '/auth' });
  expect(widget.state.service.authorized).toBe(undefined);
  page.answer('/auth', 'never');
  const asked = widget.authorize();
  await widget.clock.advance(3_000);
  expect(await asked).toMatchObject({ status: 'timeout', ms: 3_000 });
  await page.push('setAuthorization', { authorized: true });
  page.answer('/auth', () => undefined);
  expect(await widget.authorize()).toMatchObject({ status: 'answered' });
  expect(page.requests('/auth')).toEqual([{ authorized: undefined }, { authorized: true }]);
});

behaviour('authorization-unregistered', {}, async ({ widget, page }) => {
  await page.push('setAuthorization', { authorized: true });
  expect(widget.state.service.authorized).toBe(null);
});

behaviour('contacts-listed', {}, async ({ widget, page, version }) => {
  page.answer('/list', ({ page: number }) =>
    number === 1
      ? { data: [ADA], nextPage: 2, syncTimestamp: 50 }
      : { data: [{ ...ADA, id: '9' }], syncTimestamp: 60 },
  );
  await page.register({ contactsPath: '/list' });
  expect(page.requests('/list')).toEqual([
    { page: 1, syncTimestamp: null, type: undefined },
    { page: 2, syncTimestamp: null, type: undefined },
  ]);
  expect(widget.state.contacts.map(({ id }) => id)).toEqual(['7', '9']);
  // The next list has the time of the first page.
  await page.push('syncContacts');
  expect(page.requests('/list').slice(2)).toEqual([
    { page: 1, syncTimestamp: 50, type: 'api' },
    { page: 2, syncTimestamp: 50, type: 'api' },
  ]);
  // A tab that is not the main one lists them too, unless the main tab is fixed.
  for (const [mainTab, count] of [
    ['auto', 1],
    ['fixed', 0],
  ] as const) {
    const scene = await openScene({ version, mainTab });
    const tab = await scene.widget.openTab();
    const [one, two] = [scene.page, openPage(tab.transport)];
    const other = mainTab === 'auto' ? one : two;
    await other.register({ contactsPath: '/list' });
    expect(other.requests('/list')).toHaveLength(count);
  }
});

behaviour('contacts-delta', {}, async ({ widget, page }) => {
  page.answer('/list', () => ({ data: [ADA, { ...ADA, id: '9' }], syncTimestamp: 50 }));
  await page.register({ contactsPath: '/list' });
  page.answer('/list', () => ({
    data: [{ ...ADA, name: 'Ada L.' }, { id: '9', deleted: true }, { id: '10' }],
    syncTimestamp: 60,
  }));
  await page.push('syncContacts');
  expect(widget.state.contacts).toEqual([{ ...ADA, name: 'Ada L.' }, { id: '10' }]);
});

behaviour('contacts-synced', {}, async ({ page }) => {
  page.answer('/list', () => ({ data: [], syncTimestamp: 50 }));
  await page.push('syncContacts');
  expect(page.requests('/list')).toEqual([]);
  await page.register({ contactsPath: '/list' });
  await page.push('syncContacts');
  expect(page.requests('/list')[1]).toEqual({ page: 1, syncTimestamp: 50, type: 'api' });
});

behaviour('setting-changed', {}, async ({ widget, page }) => {
  const settings = [
    { id: 'a', type: 'boolean', name: 'A', value: false },
    {
      id: 's',
      type: 'section',
      name: 'S',
      items: [{ id: 'b', type: 'boolean', name: 'B', value: false }],
    },
  ];
  await page.register({ settings, settingsPath: undefined });
  expect(await widget.changeSetting('a', true)).toBe(undefined);
  await page.register({ settings, settingsPath: '/settings' });
  expect(await widget.changeSetting('no', true)).toBe(undefined);
  await widget.changeSetting('b', true);
  expect(page.requests('/settings')).toEqual([
    {
      settings: [
        settings[0],
        { ...settings[1], items: [{ ...settings[1]!.items![0], value: true }] },
      ],
      setting: { ...settings[1]!.items![0], value: true },
    },
  ]);
  await page.push('updateSettings', { settings: [] });
  expect(widget.state.service.settings).toEqual([]);
});

behaviour('button-clicked', {}, async ({ widget, page }) => {
  const button = { id: 'a', type: 'callAction', label: 'A', icon: 'i' };
  await page.register({ buttonEventPath: '/button', buttons: [button] });
  await expect(widget.clickButton('b')).rejects.toMatchObject({ code: 'WRONG_STATE' });
  await widget.clickButton('a', { call: 1 });
  expect(page.requests('/button')).toEqual([
    { button: { id: 'a', type: 'callAction', label: 'A' }, resource: { call: 1 } },
  ]);
});

behaviour('do-not-contact', { pickUpMs: Infinity }, async ({ widget, page, version }) => {
  page.answer('/dnc', () => ({ data: { result: true, message: 'No.', mode: 'restrict' } }));
  await page.register({ doNotContactPath: '/dnc' });
  await widget.dial(CALLER);
  expect(widget.phase).toBe('idle');
  expect(widget.state.toast).toBe('No.');
  await page.push('startCall', { phoneNumber: CALLER, toCall: true });
  expect(widget.phase).toBe('idle');
  expect(page.requests('/dnc')).toEqual([
    { phoneNumber: CALLER, actionType: 'call' },
    {
      phoneNumber: CALLER,
      contactId: undefined,
      name: undefined,
      contactType: undefined,
      entityType: undefined,
      phoneType: undefined,
      actionType: 'call',
    },
  ]);
  page.answer('/dnc', () => ({ data: { result: true } }));
  await widget.dial(CALLER);
  expect(widget.phase).toBe('idle');
  page.answer('/dnc', () => ({ data: { result: false } }));
  await widget.dial(CALLER);
  expect(widget.phase).toBe('dialing');

  const other = await openScene({ version, callsAnyway: true, pickUpMs: Infinity });
  other.page.answer('/dnc', () => ({ data: { result: true } }));
  await other.page.register({ doNotContactPath: '/dnc' });
  await other.widget.dial(CALLER);
  expect(other.widget.phase).toBe('dialing');
  other.page.answer('/dnc', () => ({ data: { result: true, mode: 'restrict' } }));
  await other.widget.dial('+16505550143');
  expect(other.widget.state.calls).toHaveLength(1);
});

behaviour('do-not-contact-open', { pickUpMs: Infinity }, async ({ widget, page }) => {
  await page.register({ doNotContactPath: '/dnc' });
  for (const response of [undefined, null, 'no', {}, { data: null }]) {
    page.answer('/dnc', () => response);
    await widget.dial(CALLER);
    expect(widget.phase).toBe('dialing');
    await widget.hangUp();
  }
  page.answer('/dnc', 'never');
  const dialled = widget.dial(CALLER);
  await widget.clock.advance(2_999);
  expect(widget.phase).toBe('idle');
  await widget.clock.advance(1);
  await dialled;
  expect(widget.phase).toBe('dialing');
});

behaviour('do-not-contact-sms', {}, async ({ widget, page }) => {
  page.answer('/dnc', () => ({ data: { result: true, mode: 'restrict' } }));
  await page.register({ doNotContactPath: '/dnc' });
  expect(await widget.sendMessage([CALLER])).toBe(false);
  expect(page.requests('/dnc')).toEqual([
    { recipients: [{ phoneNumber: CALLER }], actionType: 'sms' },
  ]);
  page.answer('/dnc', 'never');
  const sent = widget.sendMessage([CALLER]);
  await widget.clock.advance(3_000);
  expect(await sent).toBe(true);
});
