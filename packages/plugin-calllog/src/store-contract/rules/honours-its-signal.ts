import { newRecord, newRevision } from '../records.js';
import type { CallLogStoreRule, StoreTrial } from '../store-rule.js';
import { turn } from '../outcome.js';

/** When the signal aborts, by what has run of the call until then. */
const MOMENTS: readonly (readonly [said: string, wait: () => Promise<void>])[] = [
  ['as it began', () => Promise.resolve()],
  [
    'after some promises',
    async () => {
      for (let i = 0; i < 5; i += 1) await Promise.resolve();
    },
  ],
  ['while it waited for the machine', turn],
];

/** Aborts an upsert and a find; the store must have settled, and must go on working. */
async function abort(
  { store, attempt, isFound, write, breach }: StoreTrial,
  said: string,
  wait: (() => Promise<void>) | undefined,
): Promise<void> {
  const record = newRecord();
  for (const [asked, call] of [
    ['upsert', (signal: AbortSignal) => store.upsert(record, { signal })],
    ['find', (signal: AbortSignal) => store.find([record.key], { signal })],
  ] as const) {
    const controller = new AbortController();
    const reason = new Error('Nobody waits any longer');
    if (!wait) controller.abort(reason);
    const calling = attempt<unknown>(() => call(controller.signal));
    await wait?.();
    controller.abort(reason);
    const { state } = await calling;
    const where = { asked: `${asked} whose signal aborted ${said}` };
    if (state === 'hung')
      throw breach({ ...where, expected: 'that it settles', came: 'that it hangs' });
    if (asked === 'upsert' && state === 'resolved' && !(await isFound(record.key)))
      throw breach({ ...where, expected: 'a row, since it resolved', came: 'none' });
  }
  await write({ ...record, revision: newRevision() }, `upsert after one that aborted ${said}`);
  if (await isFound(record.key)) return;
  const asked = `upsert after one that aborted ${said}`;
  throw breach({ asked, expected: 'that it is found', came: 'that it is not' });
}

export const honoursItsSignal: CallLogStoreRule = {
  id: 'honours-its-signal',
  promise: 'A call whose signal aborts settles: it rejects, or has done what it resolves for.',
  why: 'The signal says that nobody waits any longer. A log that is said to be written and is not is lost; one that hangs holds up those after it.',
  fix: 'Hand the signal to fetch. Where you listen to it, look at `signal.aborted` first, since an aborted signal tells nobody; and reject, never resolve, when it ends the work.',
  async check(trial) {
    await abort(trial, 'before it began', undefined);
    for (const [said, wait] of MOMENTS) await abort(trial, said, wait);
  },
};
