import { newRecord } from '../records.js';
import { isStoreError } from '../../store-error.js';
import type { CallLogStore } from '../../call-log-store.js';
import type { Settled } from '../settled.js';
import type { CallLogStoreRule, StoreRuleContext } from '../store-rule.js';

const KINDS: ReadonlySet<unknown> = new Set(['transient', 'unauthorized', 'permanent']);

/** Returns what is wrong with a failure, or `undefined`. */
function issueOf(settled: Settled<unknown>): string | undefined {
  if (settled.state === 'threw') return 'it threw instead of returning a promise that rejects';
  if (settled.state !== 'rejected') return undefined;
  const { error } = settled;
  if (!(error instanceof Error))
    return `it rejected with a value that is not an Error: ${String(error)}`;
  if (error.message.trim() === '') return `it rejected with a ${error.name} without a message`;
  if (!isStoreError(error)) return undefined;
  if (!KINDS.has(error.kind)) return `it rejected with a StoreError of kind ${error.kind}`;
  const { retryAfterMs } = error;
  if (retryAfterMs === undefined || (Number.isFinite(retryAfterMs) && retryAfterMs >= 0))
    return undefined;
  return `it rejected with a StoreError whose retryAfterMs is ${String(retryAfterMs)}`;
}

async function checkFailures(
  { attempt, violation }: StoreRuleContext,
  store: CallLogStore,
  signal: AbortSignal,
  said: string,
): Promise<void> {
  for (const [called, call] of [
    ['upsert', () => store.upsert(newRecord(), { signal })],
    ['find', () => store.find(['a$2'], { signal })],
  ] as const) {
    const received = issueOf(await attempt<unknown>(call));
    const expected = 'a rejection with an Error, best a StoreError, that says why';
    if (received) throw violation({ called: `${called} ${said}`, expected, received });
  }
}

export const rejectsWithErrors: CallLogStoreRule = {
  id: 'rejects-with-errors',
  promise: 'A failed call rejects with an Error that says why, and does not throw synchronously.',
  why: 'The outbox shows the message to the agent. The kind of a StoreError decides what happens next: a retry, a pause until a sign-in, or a failure that a person must resolve.',
  fix: 'Make the methods async, and throw `new StoreError(kind, message, { cause })`.',
  async check(context) {
    const { store, options, signal } = context;
    const aborted = AbortSignal.abort(new Error('The result is no longer needed'));
    await checkFailures(context, store, aborted, 'with an aborted signal');
    const failing = await options.failing?.();
    if (failing) await checkFailures(context, failing, signal, 'of a CRM that refuses');
  },
};
