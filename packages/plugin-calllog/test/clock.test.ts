import { createHost } from '@jackfield/core';
import { createTestClock, examples } from '@jackfield/testing';
import { expect, it } from 'vitest';
import { callLog, memoryCallLogStore } from '../src/index.js';
import { connectTo } from '../../plugin-kit/test/widget.js';

const [log] = examples('logCall');

it.each([
  ['is that of the host', undefined],
  ['is the one of the option, if there is one', () => 5],
])('the clock of a log %s', async (_, now) => {
  const clock = createTestClock(1_000);
  const store = memoryCallLogStore();
  const plugins = [callLog({ store, now })];
  const { ask, host } = connectTo((widget) =>
    createHost({ service: 'Acme CRM', plugins, widget, clock }),
  );
  await clock.advance(60_000);
  await ask('logCall', log);
  expect((await store.list())[0]?.receivedAt).toBe(now ? 5 : 61_000);
  await host.close({ now: true });
});
