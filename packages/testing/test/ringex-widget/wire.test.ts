import { expect } from 'vitest';
import { widgetExamples } from '../../src/ringex-widget/generated/examples.js';
import { widgetMessages } from '../../src/ringex-widget/generated/schemas.js';
import { requests, timeoutOf } from '../../src/ringex-widget/wire.js';
import { behaviour, CALLER, openScene, settle } from './page.js';

behaviour('push-bare', {}, async ({ widget, page }) => {
  await widget.push('routeChanged', { path: '/dialer' });
  expect(page.received.at(-1)).toEqual({ type: 'rc-route-changed-notify', path: '/dialer' });
  await widget.push('routeChanged', { type: 'other', path: '/history' });
  expect(page.received.at(-1)).toEqual({ type: 'rc-route-changed-notify', path: '/history' });
});

behaviour('request-envelope', {}, async ({ widget, page }) => {
  page.answer('/x', () => ({ data: 1 }));
  const answer = await widget.request('viewContact', { id: '7' }, '/x');
  expect(answer).toEqual({ status: 'answered', ms: 0, result: { data: 1 } });
  const [sent] = page.received.slice(-1);
  expect(sent).toEqual({
    type: 'rc-post-message-request',
    requestId: expect.stringMatching(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    ),
    path: '/x',
    body: { id: '7' },
  });
});

behaviour('response-any', {}, async ({ widget, page }) => {
  page.answer('/x', 'never');
  for (const response of [undefined, null, 0, 'text', { error: 'no' }]) {
    const [{ data } = {}] = widgetExamples.logCall;
    const asked = widget.request('logCall', data as object, '/x');
    await settle();
    const { id } = widget.requests.at(-1)!;
    await page.post({ type: 'rc-post-message-response', responseId: id, error: 'no', response });
    expect(await asked).toEqual({ status: 'answered', ms: 0, result: response });
  }
});

behaviour('response-unknown', {}, async ({ widget, page }) => {
  page.answer('/x', 'never');
  const asked = widget.request('viewContact', {}, '/x');
  await settle();
  const { id } = widget.requests[0]!;
  const respond = (responseId: unknown, response: unknown): Promise<void> =>
    page.post({ type: 'rc-post-message-response', responseId, response });
  await respond('another', 1);
  expect(widget.requests[0]?.status).toBe('waiting');
  await respond(id, 2);
  await respond(id, 3);
  expect(await asked).toMatchObject({ result: 2 });
  expect(widget.requests[0]).toMatchObject({ result: 2, responses: 2 });
  await widget.clock.advance(60_000);
  await respond(id, 4);
  expect(widget.requests[0]).toMatchObject({ status: 'answered', result: 2 });
  expect(widget.errors).toEqual([]);
});

behaviour('timeout-by-path', {}, async ({ widget, page, version }) => {
  const expected: Readonly<Record<string, number>> = {
    logCall: 15_000,
    viewCallLog: 15_000,
    logMessages: 15_000,
    logSelectedMessages: 15_000,
    openMessageLog: 15_000,
    matchContacts: 30_000,
    matchCallLogs: 30_000,
    matchMessageLogs: 30_000,
    matchMessages: 30_000,
    searchContacts: 30_000,
    listContacts: 60_000,
    logMeeting: 6_000,
    openAppPage: 15_000,
    submitAppPage: 15_000,
    appPageChanged: 15_000,
    clickAppButton: 15_000,
  };
  for (const name of Object.keys(requests) as (keyof typeof requests)[]) {
    const limit = expected[name] ?? 3_000;
    expect(timeoutOf(name), name).toBe(limit);
    if (!widgetMessages[name].versions.includes(version)) continue;
    page.answer('/slow', 'never');
    const [{ data } = {}] = widgetExamples[name];
    const asked = widget.request(name, data as object, '/slow');
    await widget.clock.advance(limit - 1);
    expect(widget.requests.at(-1)?.status, name).toBe('waiting');
    await widget.clock.advance(1);
    expect(await asked, name).toEqual({ status: 'timeout', error: 'Time out', ms: limit });
  }
});

behaviour('timeout-silent', {}, async ({ widget, page }) => {
  page.answer('/contacts', 'never');
  await page.register();
  const ringing = widget.inboundCall({ from: CALLER });
  await widget.clock.advance(30_000);
  await ringing;
  expect(widget.requests.some(({ status }) => status === 'timeout')).toBe(true);
  expect(widget.toasts).toEqual([]);
  expect(widget.errors).toEqual([]);
});

behaviour('host-request-no-path', {}, async ({ page }) => {
  const before = page.received.length;
  await page.post({ type: 'rc-adapter-message-request', requestId: '1', body: {} });
  await page.post({ type: 'rc-adapter-message-request', requestId: '1', path: '', body: {} });
  expect(page.received).toHaveLength(before);
});

behaviour('host-request-answered', {}, async ({ page }) => {
  expect(await page.ask('/no/such/path', {})).toEqual({ data: 'no matched path' });
  expect(await page.ask('/no/such/path')).toEqual({ data: 'no matched path' });
});

behaviour('host-request-bodyless', {}, async ({ widget, page }) => {
  for (const name of ['createSmsTemplate', 'getUnloggedCalls', 'getCallLog'] as const) {
    const before = page.received.length;
    expect(await page.ask(name), name).toBe(undefined);
    expect(page.received, name).toHaveLength(before);
  }
  expect(widget.errors).toHaveLength(3);
  expect(await page.ask('createSmsTemplate', { displayName: 'Hi', text: 'Hello' })).toBe('ok');
  expect(await page.ask('getUnloggedCalls', {})).toEqual({ calls: [], hasMore: false });
});

behaviour('host-request-popup-bodyless', {}, async ({ widget, page }) => {
  expect(await page.ask('checkPopupWindow')).toBe(false);
  expect(widget.errors).toEqual([]);
  await widget.inboundCall({ from: CALLER });
  expect(await page.ask('checkPopupWindow')).toBe(undefined);
  expect(widget.errors).toHaveLength(1);
  expect(await page.ask('checkPopupWindow', {})).toBe(true);
});

behaviour('host-request-meeting', {}, async ({ page, version }) => {
  expect(await page.ask('scheduleMeeting', { topic: 'Demo' })).toBe(undefined);
  const other = await openScene({ version, meetings: true });
  expect(await other.page.ask('scheduleMeeting', { topic: 'Demo' })).toMatchObject({
    meeting: { topic: 'Demo' },
  });
});

behaviour(
  'refresh-login',
  {},
  async ({ widget, page }) => {
    expect(await page.ask('refreshLoginSession')).toEqual({ result: 'ok' });
    await widget.logout();
    expect(await page.ask('refreshLoginSession', { force: true })).toMatchObject({
      result: 'error',
    });
  },
  async ({ page }) => {
    expect(await page.ask('refreshLoginSession')).toEqual({ data: 'no matched path' });
  },
);

behaviour('not-validated', {}, async ({ widget, page }) => {
  for (const junk of [undefined, null, 0, '', 'text', {}, [], { type: 1 }, { type: 'unknown' }])
    await page.post(junk);
  expect(widget.errors).toEqual([]);
  await page.push('register', { service: { name: 'Any' } });
  expect(widget.state.service.name).toBe('Any');
  const [entry] = widget.received.slice(-1);
  expect(entry).toMatchObject({ name: 'register' });
  expect(entry).not.toHaveProperty('issues');
  await page.push('navigate', { path: 7 });
  expect(widget.received.at(-1)).toMatchObject({
    name: 'navigate',
    issues: ['expected string at /path'],
  });
});
