import { type Contact, createHost, definePlugin } from '@jackfield/core';
import { createWidget, type WidgetOptions } from '@jackfield/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  callLog,
  type CallLogOptions,
  type CallLogRecord,
  memoryCallLogStore,
} from '../../src/index.js';

const ZONE = 'Europe/Berlin';
const VERSIONS = ['0.x', '1.0', 'next'] as const;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const naomi: Contact = { id: 7, type: 'acme', name: 'Naomi Fischer' };
const mateo: Contact = { id: 8, type: 'acme', name: 'Mateo Silva' };

const timeZone = process.env.TZ;
const open: (() => Promise<unknown>)[] = [];

beforeAll(() => {
  process.env.TZ = ZONE;
});
afterAll(() => {
  if (timeZone === undefined) delete process.env.TZ;
  else process.env.TZ = timeZone;
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** An agent in Berlin, and what the CRM has of their calls. */
function agent(options: Omit<WidgetOptions, 'clock' | 'page'>, logOptions: CallLogOptions = {}) {
  const widget = createWidget({ timeZone: ZONE, ...options });
  const { clock, transport } = widget;
  const store = memoryCallLogStore();
  const calllog = callLog({
    store,
    now: clock.now,
    dispositions: { 1101: 'Resolved', 1102: 'Call back' },
    ...logOptions,
  });
  const contacts = definePlugin({
    name: 'contacts',
    requests: {
      matchContacts: (queries) =>
        Object.fromEntries(
          queries.map(({ phoneNumber }) => [
            phoneNumber,
            phoneNumber.endsWith('6505550142') ? [naomi] : [naomi, mateo],
          ]),
        ),
    },
  });
  const host = createHost({
    service: 'Acme CRM',
    plugins: [calllog, contacts],
    widget: { transport },
    clock,
  });
  open.push(async () => {
    await host.close({ now: true });
    widget.close();
  });
  const records = async () => (await store.list()) as readonly CallLogRecord[];
  /** The only record that the CRM has, once it is as expected. */
  const expectRecord = (expected: object) =>
    vi.waitFor(async () => expect(await records()).toMatchObject([expected]), {
      timeout: 7_000,
      interval: 20,
    });
  return { widget, clock, calllog, records, expectRecord };
}

describe.each(VERSIONS)('%s:', (version) => {
  test('an inbound call that was answered has its call details, its contact and its disposition', async () => {
    const { widget, clock, expectRecord } = agent({ version });
    await clock.advance(SECOND);
    const begun = clock.now();
    await widget.inboundCall({ from: '6505550142' });
    await clock.advance(8 * SECOND);
    await widget.answer();
    await clock.advance(65 * SECOND);
    await widget.hangUp();
    await clock.advance(20 * SECOND);
    await widget.submitDisposition({ dispositionId: '1102', notes: 'On Monday' });
    await expectRecord({
      key: widget.history[0]!.key,
      origin: 'agent',
      task: { notes: 'On Monday' },
      contact: naomi,
      candidates: [naomi],
      disposition: { id: '1102', label: 'Call back' },
      callDetails: {
        direction: 'inbound',
        outcome: 'answered',
        startedAt: begun,
        startTimeCertain: true,
        rawStartTime: version === 'next' ? begun : begun - 6 * 60 * MINUTE,
        answeredAt: begun + 8 * SECOND,
        endedAt: begun + 73 * SECOND,
        talkSeconds: 65,
      },
    });
  });

  test('an outbound call is that of whom was called, and several contacts are one log', async () => {
    const { widget, clock, expectRecord, records } = agent({ version, pickUpMs: 5_000 });
    const begun = clock.now();
    await widget.dial('6505550199');
    await clock.advance(5 * SECOND);
    await clock.advance(30 * SECOND);
    await widget.hangUp();
    await widget.submitDisposition({ dispositionId: '9' });
    await expectRecord({
      candidates: [naomi, mateo],
      disposition: { id: '9' },
      callDetails: {
        direction: 'outbound',
        outcome: 'answered',
        startedAt: begun,
        startTimeCertain: true,
        answeredAt: begun + 5 * SECOND,
        talkSeconds: 30,
      },
    });
    const [record] = await records();
    expect(record).not.toHaveProperty('contact');
    expect(record!.disposition).not.toHaveProperty('label');
  });

  test('a missed call, of which no end is reported, is logged by itself', async () => {
    const { widget, clock, calllog, records, expectRecord } = agent(
      { version },
      { logUndisposed: true },
    );
    const call = await widget.inboundCall({ from: '6505550142' });
    await clock.advance(15 * SECOND);
    await widget.hangUp();
    await calllog.retry();
    expect(await records()).toEqual([]);
    await clock.advance(2 * MINUTE);
    await calllog.retry();
    await expectRecord({
      key: call.uii,
      origin: 'derived',
      contact: naomi,
      callDetails: { direction: 'inbound', outcome: 'missed', startTimeCertain: true },
    });
    const [record] = await records();
    expect(record).not.toHaveProperty('task');
    expect(record!.callDetails).not.toHaveProperty('talkSeconds');
  });

  test('an answered call that the agent leaves is logged by itself, until the agent logs it', async () => {
    const { widget, clock, calllog, expectRecord } = agent({ version }, { logUndisposed: true });
    await widget.inboundCall({ from: '6505550142' });
    await widget.answer();
    await clock.advance(MINUTE);
    await widget.hangUp();
    await clock.advance(2 * MINUTE);
    await calllog.retry();
    const { key } = widget.history[0]!;
    await expectRecord({ key, origin: 'derived', callDetails: { talkSeconds: 60 } });
    await widget.submitDisposition({ dispositionId: '1101', notes: 'Late' });
    const disposition = { id: '1101', label: 'Resolved' };
    const written = { key, origin: 'agent', task: { notes: 'Late' }, disposition };
    await expectRecord({ ...written, callDetails: { outcome: 'answered', talkSeconds: 60 } });
    await clock.advance(60 * MINUTE);
    await calllog.retry();
    await expectRecord(written);
  });

  test('a reload of the widget during the call loses nothing', async () => {
    const { widget, clock, expectRecord } = agent({ version });
    const begun = clock.now();
    await widget.inboundCall({ from: '6505550142' });
    await widget.answer();
    await clock.advance(10 * SECOND);
    await widget.reload();
    await clock.advance(20 * SECOND);
    await widget.hangUp();
    await widget.submitDisposition({ notes: 'After a reload' });
    await expectRecord({
      callDetails: {
        outcome: 'answered',
        startedAt: begun,
        startTimeCertain: true,
        talkSeconds: 30,
      },
    });
  });

  test('a call without a time has no start, and all the rest', async () => {
    const { widget, clock, expectRecord, records } = agent({ version });
    await widget.inboundCall({ from: '6505550142', untimed: true });
    await widget.answer();
    await clock.advance(10 * SECOND);
    await widget.hangUp();
    await widget.submitDisposition();
    await expectRecord({
      callDetails: { outcome: 'answered', startTimeCertain: false, talkSeconds: 10 },
    });
    const [record] = await records();
    expect(record!.callDetails).not.toHaveProperty('startedAt');
    expect(record!.callDetails).not.toHaveProperty('rawStartTime');
  });
});

describe.each(['1.0', 'next'] as const)('%s:', (version) => {
  test('what is submitted during the call is completed at its end', async () => {
    const { widget, clock, expectRecord, records } = agent({ version });
    await widget.inboundCall({ from: '6505550142' });
    await widget.answer();
    await clock.advance(10 * SECOND);
    await widget.submitDisposition({ notes: 'Early' });
    await expectRecord({ task: { notes: 'Early' }, callDetails: { outcome: 'answered' } });
    const [early] = await records();
    expect(early!.callDetails).not.toHaveProperty('endedAt');
    await clock.advance(20 * SECOND);
    await widget.hangUp();
    await expectRecord({
      task: { notes: 'Early' },
      contact: naomi,
      callDetails: { outcome: 'answered', endedAt: clock.now(), talkSeconds: 30 },
    });
    const [late] = await records();
    expect(late!.revision).toBeGreaterThan(early!.revision);
  });

  test('an end that names no call completes the only one', async () => {
    const { widget, clock, expectRecord } = agent({ version });
    await widget.inboundCall({ from: '6505550142' });
    await widget.answer();
    await clock.advance(10 * SECOND);
    await widget.submitDisposition({ notes: 'Early' });
    await clock.advance(20 * SECOND);
    await widget.hangUp({ forgotten: true });
    await expectRecord({ task: { notes: 'Early' }, callDetails: { talkSeconds: 30 } });
  });
});

test('0.x: the end of a call that was submitted before is not reported, so its log stays without', async () => {
  const { widget, clock, calllog, records } = agent({ version: '0.x' }, { logUndisposed: true });
  await widget.inboundCall({ from: '6505550142' });
  await widget.answer();
  await widget.submitDisposition({ notes: 'Early' });
  await clock.advance(20 * SECOND);
  await widget.hangUp();
  expect(widget.errors).toHaveLength(1);
  await clock.advance(60 * MINUTE);
  await calllog.retry();
  const [record, ...others] = await records();
  expect(others).toEqual([]);
  expect(record).toMatchObject({ task: { notes: 'Early' }, callDetails: { outcome: 'answered' } });
  expect(record!.callDetails).not.toHaveProperty('endedAt');
});

test('0.x: a call that is logged by itself at its end has its end', async () => {
  const { widget, clock, expectRecord } = agent({
    version: '0.x',
    hideCallNote: true,
    dispositions: [],
  });
  await widget.inboundCall({ from: '6505550142' });
  await widget.answer();
  await clock.advance(30 * SECOND);
  await widget.hangUp();
  await expectRecord({ origin: 'agent', callDetails: { outcome: 'answered', talkSeconds: 30 } });
});

test('next: a row of the history that only the server knows has the name of its disposition', async () => {
  const past = { number: '6505550142', serverDisposition: 'Call back', agoMs: 90 * MINUTE };
  const { widget, expectRecord, records } = agent({ version: 'next', history: [past] });
  await widget.openHistory();
  await widget.reopen(widget.history[0]!);
  await widget.submitDisposition({ notes: 'From the history' });
  await expectRecord({
    task: { notes: 'From the history' },
    contact: naomi,
    disposition: { id: 'Call back', label: 'Call back' },
    callDetails: { direction: 'inbound', outcome: 'unknown', startTimeCertain: false },
  });
  const [record] = await records();
  expect(record!.callDetails!.startedAt).toBe(record!.callDetails!.rawStartTime);
});

test('a slow resolveContact holds the agent no longer than the log itself does', async () => {
  const never = () => new Promise<undefined>(() => undefined);
  const { widget, expectRecord, records } = agent({}, { resolveContact: never });
  await widget.inboundCall({ from: '6505550142' });
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'Still logged' });
  await expectRecord({ task: { notes: 'Still logged' }, candidates: [naomi] });
  expect((await records())[0]).not.toHaveProperty('contact');
});

describe('nobody has to look:', () => {
  afterEach(() => vi.useRealTimers());

  /** A widget, its page and its CRM, all of which live by the timers of this Node. */
  function timed() {
    vi.useFakeTimers();
    const clock = {
      now: () => Date.now(),
      elapsed: () => Date.now(),
      setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
      clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
    };
    const widget = createWidget({ timeZone: ZONE, clock });
    const store = memoryCallLogStore();
    const plugins = [callLog({ store, logUndisposed: true })];
    const { transport } = widget;
    const host = createHost({ service: 'Acme CRM', plugins, widget: { transport } });
    open.push(async () => {
      await host.close({ now: true });
      widget.close();
    });
    const during = async (act: Promise<unknown>, ms = SECOND): Promise<void> => {
      await vi.advanceTimersByTimeAsync(ms);
      await act;
    };
    return { widget, store, during };
  }

  test('a missed call is logged when its time has come', async () => {
    const { widget, store, during } = timed();
    await during(widget.inboundCall({ from: '6505550142' }));
    await during(widget.hangUp(), MINUTE);
    expect(await store.list()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(await store.list()).toMatchObject([
      { origin: 'derived', callDetails: { outcome: 'missed' } },
    ]);
  });

  test('an ended call is logged when its time has come', async () => {
    const { widget, store, during } = timed();
    await during(widget.inboundCall({ from: '6505550142' }));
    await during(widget.answer(), 10 * MINUTE);
    await during(widget.hangUp(), MINUTE);
    expect(await store.list()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(await store.list()).toMatchObject([
      { origin: 'derived', callDetails: { outcome: 'answered', talkSeconds: 600 } },
    ]);
  });
});
