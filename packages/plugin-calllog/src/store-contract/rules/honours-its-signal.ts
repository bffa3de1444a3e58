import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule, StoreRuleContext } from '../store-rule.js';
import { turn } from '../settled.js';

/** When the signal aborts, by how far the call has run. */
const MOMENTS: readonly (readonly [said: string, wait: () => Promise<void>])[] = [
  ['at its start', () => Promise.resolve()],
  [
    'after some promises',
    async () => {
      for (let i = 0; i < 5; i += 1) await Promise.resolve();
    },
  ],
  ['while it waited for I/O', turn],
];

/** Aborts an upsert and a find; both must settle, and the store must keep working. */
async function abort(
  { store, attempt, isFound, write, violation }: StoreRuleContext,
  said: string,
  wait: (() => Promise<void>) | undefined,
): Promise<void> {
  const record = newRecord();
  for (const [called, call] of [
    ['upsert', (signal: AbortSignal) => store.upsert(record, { signal })],
    ['find', (signal: AbortSignal) => store.find([record.key], { signal })],
  ] as const) {
    const controller = new AbortController();
    const reason = new Error('The result is no longer needed');
    if (!wait) controller.abort(reason);
    const calling = attempt<unknown>(() => call(controller.signal));
    await wait?.();
    controller.abort(reason);
    const { state } = await calling;
    const where = { called: `${called} whose signal aborted ${said}` };
    if (state === 'hung')
      throw violation({ ...where, expected: 'that it settles', received: 'that it hangs' });
    if (called === 'upsert' && state === 'resolved' && !(await isFound(record.key)))
      throw violation({ ...where, expected: 'a row, since it resolved', received: 'none' });
  }
  await write({ ...record, revision: newRevision() }, `upsert after one that aborted ${said}`);
  if (await isFound(record.key)) return;
  const called = `upsert after one that aborted ${said}`;
  throw violation({ called, expected: 'that it is found', received: 'that it is not' });
}

export const honoursItsSignal: CallLogStoreRule = {
  id: 'honours-its-signal',
  promise:
    'A call settles after its signal aborts: it rejects, or has completed what it resolves for.',
  why: 'After the signal aborts, the result is no longer awaited. A log that is reported as written but is not written is lost, and a call that hangs delays the ones after it.',
  fix: 'Pass the signal to fetch. If you listen to it yourself, check `signal.aborted` first, because an aborted signal emits no further event. Reject, never resolve, when it ends the work.',
  async check(context) {
    await abort(context, 'before it began', undefined);
    for (const [said, wait] of MOMENTS) await abort(context, said, wait);
  },
};
