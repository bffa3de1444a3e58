import { expect } from 'vitest';
import { ADA, behaviour, CALLER, openPage, openScene } from './page.js';

const OURS = '+16505550100';
const found =
  (...contacts: object[]) =>
  () => ({ data: { [CALLER]: contacts } });

behaviour('match-new-call', {}, async ({ widget, page }) => {
  page.answer('/contacts', found(ADA));
  await page.register();
  const call = await widget.inboundCall({ from: CALLER });
  expect(page.requests('/contacts')).toEqual([{ phoneNumbers: [CALLER, OURS], callerIds: {} }]);
  expect(page.requests('/logs')).toEqual([
    { sessionIds: [call.key], activeSessionIds: [call.key] },
  ]);
  expect(call.matches).toEqual([{ ...ADA, entityType: 'Acme' }]);
  await widget.answer();
  await widget.hangUp();
  await widget.syncCallLog();
  expect(page.requests('/contacts')).toHaveLength(1);
  expect(page.requests('/logs')).toHaveLength(1);
});

behaviour('match-main-tab', {}, async ({ widget, page }) => {
  const tab = await widget.openTab();
  const other = openPage(tab.transport);
  page.answer('/contacts', found(ADA));
  await page.register();
  await other.register();
  await widget.tabs[0]!.focus();
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/contacts')).toHaveLength(1);
  expect(other.requests('/contacts')).toHaveLength(0);
  await tab.focus();
  expect(widget.call?.matches).toEqual([{ ...ADA, entityType: 'Acme' }]);
  await widget.answer();
  expect(other.requests('/contacts')).toHaveLength(0);
  await widget.hangUp();
  await widget.clock.advance(5 * 60_000 + 1);
  await widget.inboundCall({ from: CALLER });
  await widget.hangUp();
  expect(page.requests('/contacts')).toHaveLength(1);
  expect(other.requests('/contacts').length).toBeGreaterThan(0);
});

behaviour('match-normalized', {}, async ({ widget, page }) => {
  await page.register();
  for (const from of ['6505550142', '16505550142', '101', 'anonymous']) {
    await widget.inboundCall({ from });
    await widget.hangUp();
  }
  expect(page.requests('/contacts').map(({ phoneNumbers }) => phoneNumbers)).toEqual([
    [CALLER, OURS],
    ['101'],
    ['anonymous'],
  ]);
});

behaviour('match-contact-fresh', {}, async ({ widget, page }) => {
  page.answer('/contacts', found(ADA));
  await page.register();
  const ring = async (): Promise<number> => {
    await widget.inboundCall({ from: CALLER });
    await widget.hangUp();
    return page.requests('/contacts').length;
  };
  expect(await ring()).toBe(1);
  await widget.clock.advance(5 * 60_000 - 1);
  expect(await ring()).toBe(1);
  await widget.clock.advance(2);
  expect(await ring()).toBeGreaterThan(1);
});

behaviour('match-log-fresh', { callLogMs: Infinity }, async ({ widget, page }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.hangUp();
  const asked = (): number => page.requests('/logs').length;
  expect(asked()).toBe(1);
  await widget.clock.advance(120 * 60_000);
  await widget.syncCallLog();
  expect(asked()).toBe(1);
  await widget.clock.advance(1);
  await widget.inboundCall({ from: CALLER });
  await widget.hangUp();
  expect(asked()).toBeGreaterThan(2);
});

behaviour('match-own-times', {}, async ({ widget, page }) => {
  await page.register({ contactNoMatchTtl: 1_000 });
  await page.register({ contactNoMatchTtl: 900_000 });
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/contacts')).toHaveLength(1);
  await widget.clock.advance(1_001);
  await widget.hangUp();
  expect(page.requests('/contacts')).toHaveLength(2);
});

behaviour('match-error-empty', {}, async ({ widget, page }) => {
  await page.register();
  const responses: readonly ((from: string) => unknown)[] = [
    () => undefined,
    () => null,
    () => ({}),
    () => ({ data: null }),
    () => ({ data: {} }),
    (from) => ({ data: { [from]: [null] } }),
    (from) => ({ data: { [from]: [ADA, null] } }),
  ];
  for (const [index, response] of responses.entries()) {
    const from = `+1650555011${index}`;
    page.answer('/contacts', () => response(from));
    const call = await widget.inboundCall({ from });
    expect(call.matches).toEqual([]);
    await widget.hangUp();
    page.answer('/contacts', () => ({ data: { [from]: [ADA] } }));
    const again = await widget.inboundCall({ from });
    expect(again.matches).toEqual([]);
    await widget.hangUp();
  }
  expect(widget.errors).toEqual([]);
});

behaviour('match-own-keys', {}, async ({ widget, page }) => {
  page.answer('/contacts', () => ({ data: { [CALLER]: { id: '1' }, '+16505550177': [ADA] } }));
  page.answer('/logs', () => ({ data: { other: [{ id: '1' }] } }));
  await page.register();
  const call = await widget.inboundCall({ from: CALLER });
  expect(call).toMatchObject({ matches: [], logged: false });
  await widget.hangUp();
  const other = await widget.inboundCall({ from: '+16505550177' });
  expect(other.matches).toHaveLength(1);
});

behaviour('match-entity-type', {}, async ({ widget, page }) => {
  page.answer('/contacts', found(ADA, { ...ADA, id: '8', entityType: 'Lead' }));
  await page.register();
  const call = await widget.inboundCall({ from: CALLER });
  expect(call.matches).toMatchObject([{ entityType: 'Acme' }, { entityType: 'Lead' }]);
});

behaviour(
  'match-caller-names',
  { history: [{ number: CALLER, name: 'ADA L' }, { number: '+16505550143' }] },
  async ({ page }) => {
    await page.register();
    expect(page.requests('/contacts')).toEqual([
      { phoneNumbers: [CALLER, OURS, '+16505550143'], callerIds: { [CALLER]: 'ADA L' } },
    ]);
  },
);

behaviour('match-manual', {}, async ({ widget, page }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.refreshContact(CALLER);
  expect(page.requests('/contacts')[1]).toEqual({
    phoneNumbers: [CALLER],
    triggerFrom: 'manual',
    callerIds: {},
  });
  await page.push('rematchContacts', { phoneNumbers: [CALLER] });
  expect(page.requests('/contacts')[2]).toEqual({ phoneNumbers: [CALLER], callerIds: {} });
});

behaviour('match-active-sessions', { history: [{ number: CALLER }] }, async ({ widget, page }) => {
  await page.register();
  expect(page.requests('/logs')[0]).toMatchObject({ activeSessionIds: [] });
  const { key } = await widget.inboundCall({ from: CALLER });
  expect(page.requests('/logs')[1]).toEqual({ sessionIds: [key], activeSessionIds: [key] });
  await widget.hangUp();
  await page.push('rematchCallLogs', { sessionIds: [key] });
  expect(page.requests('/logs')[2]).toEqual({ sessionIds: [key], activeSessionIds: [] });
});

behaviour('match-triggered', { history: [{ number: CALLER }] }, async ({ widget, page }) => {
  await page.register();
  const [row] = widget.history;
  for (const wanted of [undefined, CALLER, [], ['+16505550199']]) {
    await page.push('rematchContacts', { phoneNumbers: wanted });
    await page.push('rematchCallLogs', { sessionIds: wanted });
  }
  expect(page.requests('/contacts')).toHaveLength(1);
  await page.push('rematchContacts', { phoneNumbers: ['+16505550199', CALLER] });
  await page.push('rematchCallLogs', { sessionIds: [row!.key, 'other'] });
  expect(page.requests('/contacts')[1]).toMatchObject({ phoneNumbers: [CALLER] });
  expect(page.requests('/logs')[1]).toMatchObject({ sessionIds: [row!.key] });
});

behaviour('match-history', { callLogMs: Infinity }, async ({ widget, page, version }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.hangUp();
  await widget.clock.advance(5 * 60_000 + 1);
  await widget.syncCallLog();
  expect(page.requests('/contacts').map(({ phoneNumbers }) => phoneNumbers)).toEqual([
    [CALLER, OURS],
    [CALLER, OURS],
  ]);
  const other = await openScene({ version, history: [{ number: CALLER }] });
  await other.page.register();
  expect(other.page.requests('/contacts')).toHaveLength(1);
});

behaviour(
  'match-after-login',
  { loggedIn: false, history: [{ number: CALLER }] },
  async ({ widget, page }) => {
    await page.register();
    expect(page.requests('/contacts')).toEqual([]);
    await widget.login();
    expect(page.requests('/contacts')).toHaveLength(1);
    expect(page.requests('/logs')).toHaveLength(1);
  },
);

behaviour('search', {}, async ({ widget, page }) => {
  expect(await widget.searchContacts('Ada')).toEqual([]);
  await page.register({ contactSearchPath: '/search' });
  expect(await widget.searchContacts('')).toEqual([]);
  for (const response of [undefined, { data: 'ok' }]) {
    page.answer('/search', () => response);
    expect(await widget.searchContacts('Ada')).toEqual([]);
  }
  page.answer('/search', () => ({ data: [ADA] }));
  expect(await widget.searchContacts('Ada')).toEqual([ADA]);
  const query = { searchString: 'Ada' };
  expect(page.requests('/search')).toEqual([query, query, query]);
});

behaviour('view-contact', {}, async ({ widget, page }) => {
  await page.register();
  expect(await widget.viewContact(ADA)).toBe(undefined);
  await page.register({ viewMatchedContactPath: '/view' });
  expect(await widget.viewContact(ADA)).toMatchObject({ status: 'answered' });
  expect(page.requests('/view')).toEqual([ADA]);
});
