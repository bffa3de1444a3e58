// The page of the history's bench: the call log's plugin with a store that answers at once.
import { createHost } from '@jackfield/core';
import { callLog, type CallLogStore } from '@jackfield/plugin-calllog';
import { databaseStorage } from '../../packages/plugin-calllog/src/outbox/database-storage.js';
import { createOutbox } from '../../packages/plugin-calllog/src/outbox/outbox.js';
import { clockTiming } from '../../packages/plugin-calllog/src/outbox/timing.js';
import { enqueue } from '../../packages/plugin-calllog/src/outbox/transactions.js';

const options = new URLSearchParams(location.search);
const frame = document.createElement('iframe');
frame.src = options.get('widget') ?? '';
const { origin } = new URL(frame.src);
document.body.append(frame);

const store: CallLogStore = { upsert: async () => undefined, find: async () => [] };
const calllog = callLog({
  store,
  owner: options.get('owner') ?? 'old',
  logUndisposed: true,
});
createHost({ service: 'Bench', plugins: [calllog], widget: { frame, origin } });

/** Puts logs of as many calls into an outbox; resolves to the milliseconds that their delivery takes. */
async function deliver(count: number): Promise<number> {
  const name = `bench-${crypto.randomUUID()}`;
  const storage = databaseStorage(name, () => undefined);
  for (let i = 0; i < count; i += 500) {
    await storage.run('readwrite', async (tables) => {
      for (let j = i; j < Math.min(i + 500, count); j += 1) {
        const call = {
          id: `call-${j}`,
          direction: 'INBOUND' as const,
          from: { phoneNumber: '6505550142' },
          to: { phoneNumber: '6505550100' },
        };
        const task = { notes: 'Wants a call back on Monday. '.repeat(20) };
        const draft = { key: `${call.id}$2`, call, task, receivedAt: Date.now() };
        await enqueue(tables, draft, Date.now(), false);
      }
    });
  }
  storage.close();
  const received = new Set<string>();
  let onAll = (): void => undefined;
  const all = new Promise<void>((resolve) => (onAll = resolve));
  const outbox = createOutbox({
    name,
    prefix: name,
    open: databaseStorage,
    timing: clockTiming(undefined),
    backoff: {},
    retentionMs: 86_400_000,
    send: async ({ key }) => {
      received.add(key);
      if (received.size === count) onAll();
    },
  });
  const start = performance.now();
  const end = outbox.begin();
  await all;
  const ms = performance.now() - start;
  const { counts } = await outbox.status();
  await end();
  if (counts.pending > 50) throw new Error(`${counts.pending} deliveries are not recorded.`);
  return ms;
}

Object.assign(globalThis, { calllog, deliver });
