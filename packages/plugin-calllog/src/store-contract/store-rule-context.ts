import type { CallLogStore } from '../call-log-store.js';
import { CallLogError } from '../call-log-error.js';
import { hasMethods } from '@jackfield/plugin-kit';
import { type Rule, violationText } from '@jackfield/plugin-kit/contract';
import { checkFound } from '../check-found.js';
import { IN_TIME } from './in-time.js';
import { describeSettled, settledOf, pause, type Settled } from './settled.js';
import { rowReader, unreadable } from './read-row.js';
import type {
  CallLogStoreRule,
  StoreViolation,
  StoreContractOptions,
  StoreRuleContext,
} from './store-rule.js';

const GRACE_MS = 10_000;

/** The delays before each attempt to find a row that may not be there yet. */
const LOOKS_MS = [0, 10, 50];

const violationOf = (
  rule: Omit<Rule, 'why'>,
  { called, expected, received }: StoreViolation,
): CallLogError =>
  new CallLogError(
    'CONTRACT_BROKEN',
    violationText(rule, `the store violates the contract. ${rule.promise}`, {
      called,
      expected,
      received,
    }),
  );

/** One context for each test, with a store of its own. */
export function createRuleContext(
  rule: CallLogStoreRule,
  store: CallLogStore,
  options: StoreContractOptions,
): StoreRuleContext {
  const { graceMs = GRACE_MS } = options;
  /** One for each call, as in the plugin: stores listen to it, and many calls may run at once. */
  const newSignal = (): AbortSignal => new AbortController().signal;
  const readRow = rowReader(store, options);
  const attempt = <T>(call: () => Promise<T>): Promise<Settled<T>> =>
    settledOf(call, graceMs) as Promise<Settled<T>>;
  const describe = (settled: Settled<unknown>): string => describeSettled(settled, graceMs);

  /** Returns the value of a call that must not fail. */
  async function must<T>(called: string, call: () => Promise<T>): Promise<T> {
    const settled = await attempt(call);
    if (settled.state === 'resolved') return settled.value;
    const broken = settled.state === 'hung' ? IN_TIME : rule;
    throw violationOf(broken, { called, expected: 'it resolves', received: describe(settled) });
  }

  const find: StoreRuleContext['find'] = async (keys, said = `find of ${keys.length} keys`) => {
    const found = await must(said, () => store.find(keys, { signal: newSignal() }));
    try {
      return checkFound(found);
    } catch (error) {
      const received = error instanceof Error ? error.message : String(error);
      const expected = 'an array of { key, id?, contactId? }';
      throw violationOf(rule, { called: said, expected, received });
    }
  };

  return {
    store,
    options,
    signal: newSignal(),
    attempt,
    describe,
    find,
    write: (record, said = `upsert of revision ${record.revision}`) =>
      must(said, () => store.upsert(record, { signal: newSignal() })),
    async isFound(key) {
      for (const ms of LOOKS_MS) {
        await pause(ms);
        if ((await find([key])).some((entry) => entry.key === key)) return true;
      }
      return false;
    },
    canRead: readRow !== undefined,
    async row(key) {
      if (!readRow) throw unreadable(rule.id);
      return must('reading the row', () => readRow(key));
    },
    violation: (found) => violationOf(rule, found),
  };
}

/** Runs one rule with a store from `open`, and closes the store afterwards. */
export async function runRule(
  rule: CallLogStoreRule,
  open: () => CallLogStore | Promise<CallLogStore>,
  options: StoreContractOptions,
): Promise<void> {
  const store = await open();
  if (!hasMethods(store, 'upsert', 'find'))
    throw new CallLogError(
      'OPTION_INVALID',
      'testCallLogStore: expected a store with the methods upsert and find.',
    );
  try {
    await rule.check(createRuleContext(rule, store, options));
  } finally {
    // The rule works-after-close reports a store that cannot be closed.
    await settledOf(async () => store.close?.(), options.graceMs ?? GRACE_MS);
  }
}
