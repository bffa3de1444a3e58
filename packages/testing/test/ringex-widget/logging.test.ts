import { expect } from 'vitest';
import { ADA, behaviour, BOB, CALLER, openPage, openScene, type Page, settle } from './page.js';

type Members = Readonly<Record<string, unknown>>;

/** The logs that a page received: the trigger, and the call. */
const logs = (page: Page): readonly (readonly [unknown, Members])[] =>
  page.requests('/log').map(({ triggerType, call }) => [triggerType, call as Members]);
const triggers = (page: Page): readonly unknown[] => logs(page).map(([trigger]) => trigger);

/** Lets an action send its request, which waits for the matchers, while time stands still. */
async function begun(action: Promise<unknown>): Promise<Promise<unknown>[]> {
  await settle();
  return [action];
}

const entry =
  (key: string, rows: readonly object[] = [{ id: 'log-1' }]) =>
  () => ({
    data: { [key]: rows },
  });

behaviour('log-off', {}, async ({ widget, page }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  await widget.syncCallLog();
  expect(page.requests('/log')).toEqual([]);
});

behaviour('log-not-registered', { autoLog: true }, async ({ widget, page }) => {
  await page.register({ callLoggerPath: undefined });
  await widget.inboundCall({ from: CALLER });
  await expect(widget.clickLog()).rejects.toMatchObject({ code: 'WRONG_STATE' });
  await expect(widget.viewLog()).rejects.toMatchObject({ code: 'WRONG_STATE' });
  await widget.hangUp();
  expect(widget.requests.map(({ name }) => name)).toEqual(['matchContacts', 'matchCallLogs']);
});

behaviour('log-auto', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hold(true);
  await widget.hold(false);
  await widget.mute(true);
  await widget.hangUp();
  expect(logs(page).map(([trigger, call]) => [trigger, call['telephonyStatus']])).toEqual([
    ['presenceUpdate', 'Ringing'],
    ['presenceUpdate', 'CallConnected'],
    ['presenceUpdate', 'OnHold'],
    ['presenceUpdate', 'CallConnected'],
    ['presenceUpdate', 'CallConnected'],
  ]);
});

behaviour('log-main-tab', { autoLog: true }, async ({ widget, page }) => {
  const tab = await widget.openTab();
  const other = openPage(tab.transport);
  await page.register();
  await other.register();
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  await widget.syncCallLog();
  expect(page.requests('/log')).toEqual([]);
  expect(triggers(other)).toEqual([...Array(3).fill('presenceUpdate'), 'callLogSync']);
});

behaviour('log-ringing-off', { autoLog: true, logOnRinging: false }, async ({ widget, page }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.hangUp();
  expect(page.requests('/log')).toEqual([]);
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  expect(triggers(page)).toEqual(['presenceUpdate']);
});

behaviour('log-entities', { autoLog: true }, async ({ widget, page }) => {
  page.answer('/contacts', () => ({ data: { [CALLER]: [ADA], '+16505550143': [ADA, BOB] } }));
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  const [first, second] = page.requests('/log');
  expect(first).toMatchObject({ fromEntity: { ...ADA, entityType: 'Acme' }, toEntity: null });
  expect(second).not.toHaveProperty('fromEntity');
  expect(second).not.toHaveProperty('toEntity');
  await widget.hangUp();
  await widget.inboundCall({ from: '+16505550143' });
  expect(page.requests('/log').at(-1)).toMatchObject({ fromEntity: null, toEntity: null });
});

behaviour('log-waits-for-matches', { autoLog: true }, async ({ widget, page }) => {
  page.answer('/contacts', 'never');
  await page.register();
  const ringing = widget.inboundCall({ from: CALLER });
  await widget.clock.advance(29_999);
  expect(page.requests('/log')).toEqual([]);
  await widget.clock.advance(1);
  await ringing;
  expect(page.requests('/log')).toMatchObject([{ fromEntity: null }]);
});

behaviour('log-known', { autoLog: true }, async ({ widget, page }) => {
  page.answer('/contacts', () => ({ data: { [CALLER]: [ADA] } }));
  page.answer('/logs', ({ sessionIds }) => ({
    data: Object.fromEntries((sessionIds as string[]).map((id) => [id, [{ id: 'log-1' }]])),
  }));
  await page.register();
  await widget.inboundCall({ from: CALLER });
  expect(triggers(page)).toEqual(['presenceUpdate']);
  expect(page.requests('/log')[0]).not.toHaveProperty('fromEntity');
});

behaviour('log-live-figures', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.clock.advance(8_000);
  await widget.answer();
  await widget.clock.advance(20_000);
  await widget.hold(true);
  const [ringing, , held] = logs(page).map(([, call]) => call);
  expect(ringing).toMatchObject({ duration: 0, result: 'Ringing' });
  expect(held).toMatchObject({ result: 'OnHold' });
  expect([20, 28]).toContain(held?.['duration']);
});

behaviour('log-left-old', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  await widget.inboundCall({ from: CALLER });
  await widget.hangUp();
  const left = logs(page)
    .map(([, call]) => call)
    .filter(({ result }) => result === 'Disconnected');
  expect(left).toMatchObject([
    { telephonyStatus: 'CallConnected', isTransferredCall: false, transferredMiddleNumber: null },
    { telephonyStatus: 'Ringing' },
  ]);
  expect(left.some(({ telephonyStatus }) => telephonyStatus === 'NoCall')).toBe(false);
});

behaviour('log-left-connected', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp(undefined, { rowFirst: true });
  expect(logs(page).at(-1)?.[1]).toMatchObject({ result: 'CallConnected' });
  await widget.clock.advance(60_000);
  expect(triggers(page)).not.toContain('callLogSync');
  await widget.addRecording();
  expect(logs(page).at(-1)).toMatchObject(['callLogSync', { result: 'Accepted' }]);
});

behaviour('log-transfer', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.transferFrom('+16505550143');
  expect(logs(page).at(-1)?.[1]).toMatchObject({
    from: { phoneNumber: '+16505550143' },
    isTransferredCall: true,
    transferredMiddleNumber: CALLER,
    phoneNumberUpdated: true,
  });
  await widget.hangUp();
  expect(logs(page).at(-1)?.[1]).toMatchObject({
    isTransferredCall: true,
    transferredMiddleNumber: CALLER,
  });
  expect(page.requests('/contacts').at(-1)).toMatchObject({ phoneNumbers: ['+16505550143'] });
});

behaviour('log-sync', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  const { key } = await widget.inboundCall({ from: CALLER });
  await widget.clock.advance(8_000);
  await widget.answer();
  await widget.clock.advance(20_000);
  await widget.hangUp();
  expect(triggers(page)).not.toContain('callLogSync');
  await widget.clock.advance(5_000);
  expect(logs(page).at(-1)).toMatchObject([
    'callLogSync',
    { sessionId: key, duration: 20, result: 'Accepted', action: 'Phone Call' },
  ]);
});

behaviour('log-recording', { autoLog: true, callLogMs: Infinity }, async (scene) => {
  const { widget, page, version } = scene;
  await page.register({ recordingWithToken: true });
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  await widget.syncCallLog();
  expect(logs(page).at(-1)?.[1]).not.toHaveProperty('recording');
  await widget.addRecording();
  const [trigger, call] = logs(page).at(-1)!;
  expect(trigger).toBe('callLogSync');
  expect(call['recording']).toMatchObject({
    link: expect.stringMatching(/\?media=https%3A%2F%2F/),
    contentUri: expect.stringMatching(/\/content\?access_token=simulated$/),
  });
  // Only the first 20 rows are watched.
  const history = Array.from({ length: 21 }, (_, index) => ({ number: `+165055501${10 + index}` }));
  const other = await openScene({ version, autoLog: true, history });
  await other.page.register();
  await other.widget.addRecording(other.widget.history[20]);
  expect(other.page.requests('/log')).toEqual([]);
  await other.widget.addRecording(other.widget.history[19]);
  expect(other.page.requests('/log')).toHaveLength(1);
});

behaviour(
  'log-note',
  { autoLog: true, smartNotes: true, callLogMs: Infinity },
  async ({ widget, page, version }) => {
    await page.register();
    await widget.inboundCall({ from: CALLER });
    await widget.hangUp();
    await widget.addNote('They will call back.');
    expect(page.requests('/log').at(-1)).toMatchObject({
      triggerType: 'callLogSync',
      aiNote: 'They will call back.',
    });
    const other = await openScene({ version });
    await expect(other.widget.addNote('No')).rejects.toMatchObject({ code: 'WRONG_STATE' });
  },
);

behaviour('log-matched-off', {}, async ({ widget, page }) => {
  await page.register();
  const { key } = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  expect(page.requests('/log')).toEqual([]);
  page.answer('/logs', entry(key, [{ type: 'status', status: 'failed', message: 'No' }]));
  await page.push('rematchCallLogs', { sessionIds: [key] });
  await widget.hangUp();
  await widget.syncCallLog();
  expect(triggers(page)).toEqual(['presenceUpdate', 'callLogSync']);
  // So is one with a pending log.
  page.answer('/log', 'never');
  await widget.inboundCall({ from: '+16505550143' });
  const work = await begun(widget.clickLog());
  work.push(...(await begun(widget.answer())));
  await widget.clock.advance(15_000);
  expect(triggers(page).slice(2)).toEqual(['createLog', 'presenceUpdate']);
  await widget.clock.advance(15_000);
  await Promise.all(work);
});

behaviour('log-then-match', {}, async ({ widget, page }) => {
  await page.register();
  const { key } = await widget.inboundCall({ from: CALLER });
  expect(page.requests('/logs')).toHaveLength(1);
  page.answer('/log', () => undefined);
  page.answer('/logs', entry(key));
  expect(await widget.clickLog()).toMatchObject({ status: 'answered' });
  expect(page.requests('/logs').slice(1)).toEqual([{ sessionIds: [key], activeSessionIds: [key] }]);
  expect(widget.call?.logged).toBe(true);
  page.answer('/log', 'never');
  const logged = widget.clickLog();
  await widget.clock.advance(15_000);
  expect(await logged).toMatchObject({ status: 'timeout', ms: 15_000 });
  expect(page.requests('/logs')).toHaveLength(2);
});

behaviour('log-queue', { autoLog: true }, async ({ widget, page }) => {
  page.answer('/log', 'never');
  await page.register();
  const [ringing] = await begun(widget.inboundCall({ from: CALLER }));
  await widget.clock.advance(1_000);
  const [answered] = await begun(widget.answer());
  await widget.clock.advance(13_999);
  expect(triggers(page)).toHaveLength(1);
  await widget.clock.advance(1);
  expect(logs(page).map(([, { telephonyStatus }]) => telephonyStatus)).toEqual([
    'Ringing',
    'CallConnected',
  ]);
  await widget.clock.advance(15_000);
  await Promise.all([ringing, answered]);
});

behaviour(
  'log-queue-together',
  { autoLog: true, callLogMs: Infinity },
  async ({ widget, page }) => {
    page.answer('/log', 'never');
    await page.register();
    const work = await begun(widget.inboundCall({ from: CALLER }));
    for (const next of [() => widget.answer(), () => widget.hold(true), () => widget.hangUp()])
      work.push(...(await begun(next())));
    await widget.clock.advance(14_999);
    expect(triggers(page)).toHaveLength(1);
    await widget.clock.advance(1);
    expect(triggers(page)).toHaveLength(4);
    await widget.clock.advance(60_000);
    await Promise.all(work);
  },
);

behaviour('log-other-session', { autoLog: true, pickUpMs: Infinity }, async ({ widget, page }) => {
  page.answer('/log', 'never');
  await page.register();
  const [first] = await begun(widget.inboundCall({ from: CALLER }));
  const [second] = await begun(widget.inboundCall({ from: '+16505550143' }));
  expect(triggers(page)).toHaveLength(2);
  await widget.clock.advance(15_000);
  await Promise.all([first, second]);
});

behaviour('log-button', { callLogMs: Infinity }, async ({ widget, page }) => {
  page.answer('/contacts', () => ({ data: { [CALLER]: [ADA, BOB] } }));
  await page.register();
  const call = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  await widget.syncCallLog();
  await widget.clickLog(call);
  expect(page.requests('/log').at(-1)).toMatchObject({
    triggerType: 'createLog',
    redirect: true,
    fromEntity: null,
    toEntity: null,
    call: { sessionId: call.key, result: 'Accepted', duration: 0 },
  });
  page.answer('/logs', entry(call.key));
  await widget.chooseContact('8', call);
  expect(triggers(page)).toEqual(['createLog']);
  await widget.clickLog(call);
  await widget.clickLog(call);
  expect(triggers(page)).toEqual(['createLog', 'createLog', 'editLog']);
  expect(page.requests('/log').at(-1)).toMatchObject({ fromEntity: { id: '8' }, toEntity: null });
  await page.register({ callLoggerHideEditLogButton: true });
  await expect(widget.clickLog(call)).rejects.toMatchObject({ code: 'WRONG_STATE' });
});

behaviour('log-button-modal', {}, async ({ widget, page }) => {
  await page.register({ showLogModal: true });
  const call = await widget.inboundCall({ from: CALLER });
  expect(await widget.clickLog()).toBe(undefined);
  expect(widget.state.logPage).toBe(call.key);
  expect(page.requests('/log')).toEqual([]);
  page.answer('/log', 'never');
  const saved = widget.saveLog({ note: 'Hello', formData: { a: 1 } });
  await widget.clock.advance(14_999);
  expect(widget.state.logPage).toBe(call.key);
  await widget.clock.advance(1);
  expect(await saved).toMatchObject({ status: 'timeout' });
  expect(widget.state.logPage).toBe(undefined);
  expect(page.requests('/log')).toMatchObject([
    { triggerType: 'logForm', note: 'Hello', formData: { a: 1 }, redirect: true },
  ]);
});

behaviour('log-page-matches', {}, async ({ widget, page }) => {
  await page.register({ showLogModal: true });
  const { key } = await widget.inboundCall({ from: CALLER });
  const asked = page.requests('/logs').length;
  await page.push('navigate', { path: `/log/call/${key}` });
  expect(widget.state.logPage).toBe(key);
  expect(page.requests('/logs')).toHaveLength(asked + 1);
  await page.push('navigate', { path: 'goBack' });
  expect(widget.state.logPage).toBe(undefined);
});

behaviour('log-view', {}, async ({ widget, page }) => {
  await page.register({ showLogModal: true });
  await widget.inboundCall({ from: CALLER });
  await widget.viewLog();
  expect(triggers(page)).toEqual(['viewLog']);
  expect(widget.requests.at(-2)).toMatchObject({ name: 'viewCallLog' });
  expect(widget.state.logPage).toBe(undefined);
});

behaviour('log-pending-disabled', {}, async ({ widget, page }) => {
  await page.register();
  const { key } = await widget.inboundCall({ from: CALLER });
  for (const [status, canLog] of [
    ['pending', false],
    ['failed', true],
  ] as const) {
    page.answer('/logs', entry(key, [{ type: 'status', status, message: 'Waiting' }]));
    await page.push('rematchCallLogs', { sessionIds: [key] });
    expect(widget.call).toMatchObject({ logged: false, canLog, statusRow: { status } });
  }
  await widget.clickLog();
  expect(triggers(page)).toEqual(['createLog']);
});

behaviour('log-contact-updated', { autoLog: true }, async ({ widget, page }) => {
  page.answer('/contacts', () => ({ data: { [CALLER]: [ADA, BOB] } }));
  await page.register();
  await widget.inboundCall({ from: CALLER });
  await widget.chooseContact('8');
  expect(page.requests('/log').at(-1)).toMatchObject({
    triggerType: 'contactUpdated',
    redirect: false,
    fromEntity: { id: '8' },
    call: { toNumberEntity: '8' },
  });
});

behaviour('log-auto-read-only', { autoLog: true }, async ({ widget, page, version }) => {
  await page.register({ callLoggerAutoSettingReadOnlyValue: false });
  expect(widget.state.autoLog).toBe(true);
  const other = await openScene({ version, autoLog: true });
  await other.page.register({
    callLoggerAutoSettingReadOnly: true,
    callLoggerAutoSettingReadOnlyValue: false,
  });
  expect(other.widget.state.autoLog).toBe(false);
});

behaviour('auto-log-pushed', {}, async ({ widget, page }) => {
  await page.push('setAutoLog', { call: true });
  expect(page.pushes('callAutoLog')).toEqual([]);
  await expect(widget.setAutoLog(true)).rejects.toMatchObject({ code: 'WRONG_STATE' });
  await page.register();
  await page.register();
  expect(page.pushes('callAutoLog')).toEqual([{ autoLog: false }]);
  for (const call of ['yes', undefined, 1, true, true]) await page.push('setAutoLog', { call });
  await widget.setAutoLog(false);
  expect(page.pushes('callAutoLog').slice(1)).toEqual([{ autoLog: true }, { autoLog: false }]);
});

behaviour(
  'unlogged-calls',
  { history: [{ number: CALLER }, { number: '+16505550143' }, { number: '101' }] },
  async ({ widget, page, version }) => {
    const [newest] = widget.history;
    page.answer('/logs', () => ({
      data: {
        [newest!.key]: [{ id: '1' }],
        [widget.history[1]!.key]: [{ type: 'status', status: 'failed' }],
      },
    }));
    await page.register();
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.hangUp();
    await widget.clock.advance(5_000);
    const keys = (answer: unknown): unknown =>
      (answer as { calls: Members[] }).calls.map(({ sessionId }) => sessionId);
    const unlogged = widget.history.slice(2).map(({ key }) => key);
    expect(keys(await page.ask('getUnloggedCalls', {}))).toEqual(unlogged);
    expect(await page.ask('getUnloggedCalls', { perPage: 1, page: 1 })).toMatchObject({
      calls: [{ sessionId: unlogged[0], transcript: null }],
      hasMore: true,
    });
    expect(await page.ask('getUnloggedCalls', { perPage: 1, page: 2 })).toMatchObject({
      calls: [{ sessionId: unlogged[1] }],
      hasMore: false,
    });
    await widget.clock.advance(15_001);
    expect(keys(await page.ask('getUnloggedCalls', {}))).toHaveLength(3);

    const history = Array.from({ length: 12 }, (_, index) => ({
      number: `+16505550${100 + index}`,
    }));
    const other = await openScene({ version, smartNotes: true, history });
    for (const { key } of other.widget.history) await other.widget.addNote(`Note ${key}`, key);
    const { calls } = (await other.page.ask('getUnloggedCalls', {})) as { calls: Members[] };
    expect(calls.map(({ aiNote }) => aiNote)).toEqual([
      ...calls.slice(0, 10).map(({ sessionId }) => `Note ${sessionId as string}`),
      undefined,
      undefined,
    ]);
  },
);

behaviour('get-call-log', { history: [{ number: CALLER }] }, async ({ widget, page }) => {
  const { key } = widget.history[0]!;
  expect(await page.ask('getCallLog', {})).toMatchObject({ error: expect.any(String) });
  expect(await page.ask('getCallLog', { sessionId: 'no' })).toEqual({ call: null });
  expect(await page.ask('getCallLog', { sessionId: key })).toMatchObject({
    call: { sessionId: key, activityMatches: [], recording: null, aiNote: null, transcript: null },
  });
  await widget.addRecording();
  expect(await page.ask('getCallLog', { sessionId: key })).toMatchObject({
    call: { recording: { link: expect.any(String) } },
  });
});

behaviour('log-messages', { autoLogMessages: true }, async ({ widget, page }) => {
  await widget.inboundMessage({ from: CALLER, text: 'Before' });
  const service = { messageLoggerPath: '/messages', messageLogEntityMatcherPath: '/matches' };
  await page.register(service);
  expect(page.requests('/messages')).toEqual([]);
  expect(page.requests('/matches')).toHaveLength(1);
  const key = await widget.inboundMessage({ from: CALLER, text: 'Hello' });
  expect(key).toMatch(/\/\d+\/\d+\/\d{4}$/);
  expect(page.requests('/messages')).toMatchObject([
    {
      triggerType: 'auto',
      conversation: {
        conversationLogId: key,
        type: 'SMS',
        messages: [{ subject: 'Hello' }, { subject: 'Before' }],
        correspondents: [{ phoneNumber: CALLER }],
      },
    },
  ]);
  expect(page.requests('/matches').at(-1)).toEqual({ conversationLogIds: [key] });
  await widget.clock.advance(24 * 60 * 60_000);
  expect(await widget.inboundMessage({ from: CALLER, text: 'Next day' })).not.toBe(key);
  await widget.clickLogMessages(key);
  expect(page.requests('/messages').at(-1)).toMatchObject({ triggerType: 'manual' });
});

behaviour(
  'messages-granular',
  {},
  async ({ widget, page }) => {
    await page.register({ messageLoggerPath: '/messages', messageLogOpenPath: '/open' });
    await widget.openMessageLog('log-1');
    expect(page.requests('/open')).toEqual([{ logId: 'log-1', triggerType: 'openLog' }]);
    await page.register({ name: 'Acme' });
    expect(page.requests('/messages')).toEqual([]);
  },
  async ({ widget, page }) => {
    await page.register({ messageLoggerPath: '/messages', messageLogOpenPath: '/open' });
    await expect(widget.openMessageLog('log-1')).rejects.toMatchObject({ code: 'WRONG_STATE' });
  },
);

const MESSAGES = {
  messageLoggerPath: '/messages',
  messageLogEntityMatcherPath: '/matches',
  messageLoggerGranularSelectionEnabled: true,
};

behaviour(
  'messages-selected',
  {},
  async ({ widget, page, version }) => {
    const key = await widget.inboundMessage({ from: CALLER, text: 'Hello' });
    await widget.inboundMessage({ from: CALLER, text: 'Again' });
    expect(await widget.openConversation(key)).toEqual({});
    await expect(widget.logSelectedMessages(key, [])).rejects.toMatchObject({
      code: 'WRONG_STATE',
    });
    await page.register(MESSAGES);
    const asked = page.requests('/matches').length;
    for (const response of [undefined, { data: null }, { data: { other: { logId: '1' } } }]) {
      page.answer('/matches', () => response);
      expect(await widget.openConversation(key)).toEqual({});
    }
    const { messageIds } = page.requests('/matches').at(-1) as { messageIds: [string, string] };
    expect(page.requests('/matches').slice(asked)).toHaveLength(3);
    page.answer('/matches', () => ({ data: { [messageIds[1]]: { logId: 'log-1' } } }));
    expect(await widget.openConversation(key)).toEqual({ [messageIds[1]]: { logId: 'log-1' } });
    page.answer('/messages', () => ({ data: { logId: 'log-2' } }));
    await widget.logSelectedMessages(key, [messageIds[0]]);
    expect(page.requests('/messages')).toMatchObject([
      {
        triggerType: 'selectedLog',
        selectedMessageIds: [messageIds[0]],
        conversation: { messages: [{ subject: 'Again' }] },
      },
    ]);
    expect(page.requests('/messages')[0]?.['conversation']).not.toHaveProperty('conversationLogId');
    expect(widget.requests.at(-1)).toMatchObject({ name: 'logSelectedMessages' });
    expect(widget.state.messageLogs).toEqual({
      [messageIds[0]]: { logId: 'log-2' },
      [messageIds[1]]: { logId: 'log-1' },
    });

    const other = await openScene({ version, autoLogMessages: true });
    await other.page.register(MESSAGES);
    const otherKey = await other.widget.inboundMessage({ from: CALLER, text: 'Hello' });
    expect(await other.widget.openConversation(otherKey)).toEqual({});
    expect(other.page.requests('/matches').every((body) => !('messageIds' in body))).toBe(true);
  },
  async ({ widget, page }) => {
    await page.register(MESSAGES);
    const key = await widget.inboundMessage({ from: CALLER, text: 'Hello' });
    await expect(widget.openConversation(key)).rejects.toMatchObject({ code: 'WRONG_STATE' });
  },
);
