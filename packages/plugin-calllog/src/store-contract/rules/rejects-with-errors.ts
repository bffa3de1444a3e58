import { newRecord } from '../records.js';
import { isStoreError } from '../../store-error.js';
import type { CallLogStore } from '../../call-log-store.js';
import type { Outcome } from '../outcome.js';
import type { CallLogStoreRule, StoreTrial } from '../store-rule.js';

const KINDS: ReadonlySet<unknown> = new Set(['transient', 'unauthorized', 'permanent']);

/** What is wrong with a failure; `undefined` if nothing is. */
function issueOf(outcome: Outcome<unknown>): string | undefined {
  if (outcome.state === 'threw') return 'it threw instead of returning a promise that rejects';
  if (outcome.state !== 'rejected') return undefined;
  const { error } = outcome;
  if (!(error instanceof Error)) return `it rejected with no Error, but with ${String(error)}`;
  if (error.message.trim() === '') return `it rejected with a ${error.name} without a message`;
  if (!isStoreError(error)) return undefined;
  if (!KINDS.has(error.kind)) return `it rejected with a StoreError of kind ${error.kind}`;
  const { retryAfterMs } = error;
  if (retryAfterMs === undefined || (Number.isFinite(retryAfterMs) && retryAfterMs >= 0))
    return undefined;
  return `it rejected with a StoreError whose retryAfterMs is ${String(retryAfterMs)}`;
}

async function checkFailures(
  { attempt, breach }: StoreTrial,
  store: CallLogStore,
  signal: AbortSignal,
  said: string,
): Promise<void> {
  for (const [asked, call] of [
    ['upsert', () => store.upsert(newRecord(), { signal })],
    ['find', () => store.find(['a$2'], { signal })],
  ] as const) {
    const came = issueOf(await attempt<unknown>(call));
    const expected = 'a rejection with an Error, best a StoreError, that says why';
    if (came) throw breach({ asked: `${asked} ${said}`, expected, came });
  }
}

export const rejectsWithErrors: CallLogStoreRule = {
  id: 'rejects-with-errors',
  promise: 'What fails rejects with an Error that says why, and throws nothing at once.',
  why: 'The outbox shows the message to the agent, and goes by a StoreError’s kind: whether to try again, to wait for a sign-in, or to ask a person.',
  fix: 'Make the methods async, and throw `new StoreError(kind, message, { cause })`.',
  async check(trial) {
    const { store, options, signal } = trial;
    const aborted = AbortSignal.abort(new Error('Nobody waits any longer'));
    await checkFailures(trial, store, aborted, 'with an aborted signal');
    const failing = await options.failing?.();
    if (failing) await checkFailures(trial, failing, signal, 'of a CRM that refuses');
  },
};
