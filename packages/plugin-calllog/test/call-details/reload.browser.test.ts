import { createHost } from '@jackfield/core';
import { createWidget, type WidgetOptions } from '@jackfield/testing';
import { expect, test, vi } from 'vitest';
import { turn } from '../../../testing/src/contract/real-time.js';
import { callLog, type CallLogRecord, memoryCallLogStore } from '../../src/index.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A widget that outlives the pages around it, and the CRM behind them. */
function world(options: Pick<WidgetOptions, 'version'> = {}) {
  const widget = createWidget(options);
  const { clock } = widget;
  const store = memoryCallLogStore();
  const name = `reload ${crypto.randomUUID()}`;
  return {
    widget,
    /** Lets pass what takes the disk its own time, then the time. */
    async advance(ms: number) {
      await turn();
      const isDone = () =>
        expect(widget.requests.map(({ status }) => status)).not.toContain('waiting');
      await vi.waitFor(isDone, { timeout: 15_000, interval: 20 });
      await clock.advance(ms);
    },
    /** Loads the page; what is in its memory alone is gone with it. */
    page(transport = widget.transport) {
      const calllog = callLog({ store, name, now: clock.now, logUndisposed: true });
      const host = createHost({
        service: 'Acme CRM',
        plugins: [calllog],
        widget: { transport },
        clock,
      });
      return {
        calllog,
        /** What came before that is on the disk. */
        async leave() {
          await expect.poll(async () => (await calllog.status()).storage).toBe('durable');
          await host.close({ now: true });
        },
      };
    },
    expectRecord: (expected: object) =>
      vi.waitFor(async () => expect(await store.list()).toMatchObject([expected]), {
        timeout: 15_000,
        interval: 50,
      }),
    records: async () => (await store.list()) as readonly CallLogRecord[],
  };
}

test('a page that reloads during a call still has all the call details', async () => {
  const { widget, advance, page, expectRecord } = world();
  const first = page();
  const begun = widget.clock.now();
  await widget.inboundCall({ from: '6505550142' });
  await advance(5 * SECOND);
  await widget.answer();
  await first.leave();
  await advance(30 * SECOND);
  const second = page();
  await advance(30 * SECOND);
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'After a reload' });
  await expectRecord({
    origin: 'agent',
    task: { notes: 'After a reload' },
    callDetails: {
      outcome: 'answered',
      startedAt: begun,
      startTimeCertain: true,
      timesCertain: true,
      answeredAt: begun + 5 * SECOND,
      endedAt: begun + 65 * SECOND,
      talkSeconds: 60,
    },
  });
  await second.leave();
  widget.close();
});

test('a page that is loaded after a call logs it, if nobody has', async () => {
  const { widget, advance, page, expectRecord, records } = world();
  const first = page();
  await widget.inboundCall({ from: '6505550142' });
  await widget.answer();
  await advance(MINUTE);
  await widget.hangUp();
  await first.leave();
  await advance(2 * MINUTE);
  expect(await records()).toEqual([]);
  const second = page();
  await expectRecord({ origin: 'derived', callDetails: { outcome: 'answered', talkSeconds: 60 } });
  await second.leave();
  widget.close();
});

test('of two pages one logs a missed call', async () => {
  const { widget, advance, page, expectRecord } = world();
  const first = page();
  const { uii } = await widget.inboundCall({ from: '6505550142' });
  await widget.hangUp();
  await first.leave();
  await advance(2 * MINUTE);
  const second = page();
  const { calllog, leave } = page();
  await calllog.retry();
  await expectRecord({
    key: `${uii}$agent:1554304`,
    origin: 'derived',
    callDetails: { outcome: 'missed' },
  });
  await leave();
  await second.leave();
  widget.close();
});

test('0.x sends every message to every tab, and the log has each once', async () => {
  const { widget, advance, page, expectRecord } = world({ version: '0.x' });
  const first = page();
  const second = page((await widget.openTab()).transport);
  await widget.inboundCall({ from: '6505550142' });
  await advance(5 * SECOND);
  await widget.answer();
  await advance(MINUTE);
  await widget.hangUp();
  await advance(2 * MINUTE);
  await Promise.all([first.calllog.retry(), second.calllog.retry()]);
  await expectRecord({ origin: 'derived', callDetails: { outcome: 'answered', talkSeconds: 60 } });
  await second.leave();
  await first.leave();
  widget.close();
});
