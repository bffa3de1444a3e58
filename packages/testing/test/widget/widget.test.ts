import { createHost, definePlugin, type Host } from '@jackfield/core';
import {
  createWidget,
  type Widget,
  type WidgetOptions,
  type WidgetVersion,
} from '@jackfield/testing';
import { describe, expect, test } from 'vitest';
import { VERSIONS } from '../../src/widget/version.js';
import { readWallTime, wallTime } from '../../src/widget/wall-time.js';

const CALLER = '6505550142';

const acme = definePlugin({
  name: 'acme',
  requests: {
    matchContacts: () => ({ [CALLER]: [{ name: 'Ada' }] }),
    matchCallLogs: (keys) => Object.fromEntries(keys.map((key) => [key, [{ id: key }]])),
    logCall: () => 'ok',
    viewLead: () => 'ok',
  },
});

function connect(widget: Widget, transport = widget.transport): Host {
  const { clock } = widget;
  return createHost({ service: 'Acme CRM', plugins: [acme], widget: { transport }, clock });
}

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it did not reject',
    (error: unknown) => error,
  );

/** Logs three calls, the first of them from the history; returns the keys of the logs. */
async function logCalls(options: WidgetOptions): Promise<readonly string[]> {
  const widget = createWidget({ ...options, history: [{ number: CALLER }] });
  const keys: string[] = [];
  const log = definePlugin({
    name: 'log',
    requests: { logCall: ({ sessionId }) => (keys.push(sessionId), 'ok') },
  });
  const { transport, clock } = widget;
  const host = createHost({ service: 'CRM', plugins: [log], widget: { transport }, clock });
  await widget.reopen(widget.history[0]!);
  await widget.submitDisposition();
  for (const from of [CALLER, CALLER]) {
    await widget.inboundCall({ from });
    await widget.answer();
    await widget.hangUp();
    await widget.submitDisposition();
  }
  await host.close();
  return keys;
}

describe.each(VERSIONS)('the keys of logs in %s', (version) => {
  test('are new in each run, so that a CRM that keeps its data receives every log', async () => {
    const keys = [...(await logCalls({ version })), ...(await logCalls({ version }))];
    expect(keys).toHaveLength(6);
    expect(new Set(keys).size).toBe(6);
    for (const key of keys) expect(key).toMatch(/^\d{30}\$2$/);
  });

  test('are fixed by a seed, and different for another seed', async () => {
    const keys = await logCalls({ version, seed: 7 });
    expect(await logCalls({ version, seed: 7 })).toEqual(keys);
    const others = await logCalls({ version, seed: 8 });
    expect(others.filter((key) => keys.includes(key))).toEqual([]);
    for (const key of keys) expect(key).toMatch(/^\d{30}\$2$/);
  });
});

describe('what cannot be done', () => {
  test('an unknown version is rejected, and the error lists the known ones', () => {
    expect(() => createWidget({ version: '2.0' as WidgetVersion })).toThrow(
      'createWidget: expected one of 0.x, 1.0, next at /version, received "2.0"',
    );
  });

  test.each([-1, 1.5, NaN, 1_000_000, '7' as unknown as number])(
    'a seed of %s is rejected',
    (seed) => {
      expect(() => createWidget({ seed })).toThrow(
        `createWidget: expected an integer from 0 to 999999 at /seed, received ${seed}`,
      );
    },
  );

  test.each<[string, (widget: Widget) => Promise<unknown>]>([
    ['answer: expected ringing or dialing, received idle', (widget) => widget.answer()],
    [
      'hangUp: expected ringing or dialing or connected, received idle',
      (widget) => widget.hangUp(),
    ],
    [
      'submitDisposition: expected connected or wrap-up or done, received idle',
      (widget) => widget.submitDisposition(),
    ],
    ['edit: expected connected or wrap-up, received idle', (widget) => widget.edit({ notes: '' })],
    ['reopen: expected the key of a call, received "1$2"', (widget) => widget.reopen('1$2')],
    ["sideWidget: expected version 'next'", (w) => w.sideWidget({ open: true, visible: true })],
    [
      "sip: expected the option softphone: 'integrated', received 'external'",
      (w) => w.sip('ended'),
    ],
  ])('%s', async (message, act) => {
    expect(await rejection(act(createWidget()))).toMatchObject({ code: 'WRONG_STATE', message });
  });

  test('a second call while one rings is refused', async () => {
    const widget = createWidget();
    await widget.inboundCall({ from: CALLER });
    expect(await rejection(widget.inboundCall({ from: CALLER }))).toMatchObject({
      code: 'WRONG_STATE',
      message: 'inboundCall: expected idle or done, received ringing',
    });
  });

  test('an agent who has logged out receives no calls', async () => {
    const widget = createWidget({ loggedIn: false });
    expect(await rejection(widget.inboundCall({ from: CALLER }))).toMatchObject({
      message: 'inboundCall: expected an agent who is logged in',
    });
  });

  test('a widget that runs in a frame has no transport', () => {
    const page = { post: () => undefined, listen: () => () => undefined };
    expect(() => createWidget({ page }).transport).toThrow('expected a widget in memory');
  });

  test('a closed widget does nothing more, and leaves no timer', async () => {
    const widget = createWidget();
    await widget.dial('+16505550142');
    const asked = widget.request('viewLead', { leadId: '1' });
    await widget.clock.advance(0);
    expect(widget.clock.pending).toBe(2);
    widget.close();
    widget.close();
    expect(await asked).toMatchObject({ status: 'lost' });
    expect(widget.clock.pending).toBe(0);
    expect(await rejection(widget.init())).toMatchObject({ code: 'TAB_CLOSED' });
  });
});

describe('with a host', () => {
  test.each(VERSIONS)('%s: a call is named, logged and found again', async (version) => {
    const widget = createWidget({ version });
    const host = connect(widget);
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.hangUp();
    await widget.submitDisposition({ notes: 'Wants a call back' });
    expect(widget.call).toMatchObject({ matches: [{ name: 'Ada' }], logged: true });
    expect(widget.holds).toEqual([{ for: 'logCall', ms: 0, outcome: 'answered' }]);
    expect(widget.errors).toEqual([]);
    await host.close();
    expect(widget.service).toMatchObject({ name: 'Acme CRM' });
    expect(widget.service?.callLoggerEnabled).toBeFalsy();
  });

  test('time may be moved right after an act that waits for it', async () => {
    const widget = createWidget();
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    widget.transport.send({
      type: 'MessageTransport-push',
      payload: { type: 'rc-ev-register', service: { name: 'Mute', callLoggerEnabled: true } },
    });
    const submitted = widget.submitDisposition();
    await widget.clock.advance(90_000);
    expect(await submitted).toMatchObject({ status: 'timeout', ms: 90_000 });
  });

  test.each(VERSIONS)('%s: a host registers again when the widget reloads', async (version) => {
    const widget = createWidget({ version });
    const host = connect(widget);
    await widget.inboundCall({ from: CALLER });
    const before = widget.received.filter(({ name }) => name === 'register').length;
    await widget.reload({ worker: 'ends' });
    expect(widget.received.filter(({ name }) => name === 'register').length).toBeGreaterThan(
      before,
    );
    expect(widget.service).toMatchObject({ name: 'Acme CRM', contactMatcherEnabled: true });
    await host.close();
  });

  test('a widget that starts late is registered with when it has started', async () => {
    const widget = createWidget({ version: '0.x', initDelayMs: 5_000 });
    const host = connect(widget);
    await widget.clock.advance(5_000);
    // The first register, at the load, was lost.
    expect(widget.received.map(({ name }) => name)).toEqual(['register']);
    expect(widget.service).toMatchObject({ name: 'Acme CRM' });
    await host.close();
  });

  test('two tabs have a host each, and a tab that closes is gone for its host', async () => {
    const widget = createWidget({ version: '0.x' });
    const second = await widget.openTab();
    const hosts = [connect(widget), connect(widget, second.transport)];
    await widget.inboundCall({ from: CALLER });
    expect(widget.requests.map(({ tab, status }) => [tab, status])).toEqual([
      [1, 'answered'],
      [2, 'answered'],
    ]);
    await second.close();
    expect(hosts.map(({ state }) => state)).toEqual(['registered', 'waiting']);
    expect(() => second.transport.send({})).toThrow('was removed from the page');
    await Promise.all(hosts.map((host) => host.close()));
  });

  test('a tab that is closed twice leaves the other one open, and cannot be focused', async () => {
    const widget = createWidget();
    const second = await widget.openTab();
    await second.close();
    await second.close();
    expect(widget.tabs.map(({ number }) => number)).toEqual([1]);
    expect(await rejection(second.focus())).toMatchObject({
      code: 'TAB_CLOSED',
      message: 'focus: the tab is closed',
    });
    await widget.init();
  });

  test('with the last tab its worker goes, and the next one knows no service', async () => {
    const widget = createWidget();
    const host = connect(widget);
    await widget.clock.advance(0);
    expect(widget.service).toMatchObject({ name: 'Acme CRM' });
    const [only] = widget.tabs;
    await only?.close();
    expect(widget.state).toMatchObject({ phase: 'idle', history: [] });
    const refused = [widget.init(), widget.reload(), widget.request('viewLead', { leadId: '1' })];
    for (const act of refused) expect(await rejection(act)).toMatchObject({ code: 'TAB_CLOSED' });
    await widget.openTab();
    expect(widget.service).toBeUndefined();
    await host.close();
  });

  test('a subscriber is notified of every change until it unsubscribes', async () => {
    const widget = createWidget();
    const phases: string[] = [];
    const end = widget.subscribe(() => void phases.push(widget.phase));
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    end();
    await widget.hangUp();
    expect([...new Set(phases)]).toEqual(['ringing', 'connected']);
  });
});

test('each act is in the record, with the tab and the time', async () => {
  const widget = createWidget({ leads: [] });
  await widget.clock.advance(7_000);
  await widget.getLeads();
  expect(widget.sent.at(-1)).toEqual({
    at: widget.clock.now(),
    tab: 1,
    name: 'loadLeads',
    envelope: { type: 'MessageTransport-push', payload: { type: 'rc-ev-loadLeads', leads: [] } },
  });
});

test('a row that only the server knows is in the history of next alone', () => {
  const history = [
    { number: '101', serverDisposition: 'Resolved' },
    { number: '102', task: { notes: 'Ours' } },
  ];
  for (const version of ['0.x', '1.0'] as const)
    expect(createWidget({ version, history }).history).toMatchObject([
      { ani: '102', task: { notes: 'Ours' } },
    ]);
  expect(createWidget({ version: 'next', history }).history).toMatchObject([
    { ani: '101', task: undefined },
    { ani: '102', task: { notes: 'Ours' } },
  ]);
});

describe('the time on a wall', () => {
  test.each([
    ['2026-01-15 10:00:00', 'America/New_York', '2026-01-15T15:00:00Z'],
    ['2026-07-13 10:00:00', 'America/New_York', '2026-07-13T14:00:00Z'],
    ['2026-07-13 10:00:00', 'Asia/Kolkata', '2026-07-13T04:30:00Z'],
    // An hour before and after the clocks of New York go forward.
    ['2026-03-08 01:30:00', 'America/New_York', '2026-03-08T06:30:00Z'],
    ['2026-03-08 03:30:00', 'America/New_York', '2026-03-08T07:30:00Z'],
  ])('%s in %s is %s', (text, zone, utc) => {
    expect(readWallTime(text, zone)).toBe(Date.parse(utc));
    expect(wallTime(Date.parse(utc), zone)).toBe(text);
  });

  test('an invalid time is NaN', () => {
    expect(readWallTime('', 'UTC')).toBeNaN();
    expect(readWallTime('')).toBeNaN();
  });
});
