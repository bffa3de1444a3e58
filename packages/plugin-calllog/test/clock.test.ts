import { createHost } from '@jackfield/core';
import { createTestClock, examples } from '@jackfield/testing';
import { expect, it, vi } from 'vitest';
import { connectTo } from '../../plugin-kit/test/widget.js';
import { callLog, type CallLogOptions, memoryCallLogStore } from '../src/index.js';

const [log] = examples('logCall');

function start(options: CallLogOptions) {
  const clock = createTestClock(1_000);
  const plugins = [callLog(options)];
  const connected = connectTo((widget) =>
    createHost({ service: 'Acme CRM', plugins, widget, clock }),
  );
  return { ...connected, clock };
}

it.each([
  ['is that of the host', undefined],
  ['is the one of the option, if there is one', () => 5],
])('the clock of a log %s', async (_, now) => {
  const store = memoryCallLogStore();
  const { ask, host, clock } = start({ store, now });
  await clock.advance(60_000);
  await ask('logCall', log);
  expect((await store.list())[0]?.receivedAt).toBe(now ? 5 : 61_000);
  await host.close({ now: true });
});

it('a log that the store did not take is tried again when the host’s clock says so', async () => {
  const memory = memoryCallLogStore();
  const upsert = vi.fn(memory.upsert).mockRejectedValueOnce(new Error('no network'));
  const { ask, host, clock } = start({ store: { ...memory, upsert } });
  host.on('failed', () => undefined);
  const answered = ask('logCall', log);
  await expect.poll(() => upsert.mock.calls.length).toBe(1);
  await answered;
  await clock.advance(60_000);
  await expect.poll(() => memory.list()).toHaveLength(1);
  await host.close({ now: true });
});

it('logs are matched within their deadline, while the store hangs in delivery and search', async () => {
  const hangs = (): Promise<never> => new Promise(() => undefined);
  const { ask, host, clock } = start({ store: { upsert: hangs, find: hangs } });
  const failed = vi.fn();
  host.on('failed', failed);
  void ask('logCall', log);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  const matched = ask('matchCallLogs', [log?.sessionId]);
  for (let ms = 0; ms < 5_000; ms += 250) {
    await clock.advance(250);
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  }
  expect(await matched).toEqual({ result: {} });
  expect(failed).not.toHaveBeenCalled();
  await host.close({ now: true });
});
