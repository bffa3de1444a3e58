import { describe, expect, it, vi } from 'vitest';
import { isCallLogError, memoryCallLogStore, type CallLogStore } from '../../src/index.js';
import {
  callLogStoreRules,
  checkCallLogStore,
  registerCallLogStore,
  type CallLogStoreRule,
  type StoreContractOptions,
  type StoreFactory,
} from '../../src/store-contract/index.js';
import { tidyStore } from './tidy-store.js';

type Test = readonly [name: string, run: () => Promise<void>];

/** Registers the contract with a runner that only remembers. */
function register(
  store: CallLogStore | StoreFactory,
  options?: StoreContractOptions,
): { readonly suite: string; readonly tests: readonly Test[] } {
  const tests: Test[] = [];
  let suite = '';
  const runner = {
    describe(name: string, run: () => void) {
      suite = name;
      run();
    },
    test: (name: string, run: () => Promise<void>) => void tests.push([name, run]),
  };
  registerCallLogStore(runner, store, options);
  return { suite, tests };
}

/** A store whose rows cannot be read, like a vendor’s. */
const unreadableStore = (): CallLogStore => {
  const { upsert, find } = tidyStore();
  return { upsert, find };
};

const only = (...ids: readonly string[]): readonly CallLogStoreRule[] =>
  callLogStoreRules.filter(({ id }) => ids.includes(id));

describe('testCallLogStore refuses', () => {
  it.each<[string, object, string]>([
    ['an unknown option', { reed: 1 }, 'testCallLogStore: expected no option but read, contact'],
    ['no function to read with', { read: 'x' }, 'option read: expected a function'],
    ['no grace', { graceMs: 0 }, 'option graceMs: expected milliseconds above 0, received 0'],
    ['no rules', { rules: [] }, 'option rules: expected a list of rules'],
    [
      'to ignore an unknown rule',
      { ignore: { 'settles-a-rush': 'x' } },
      'option ignore: expected the id of a rule, received "settles-a-rush"',
    ],
    [
      'to ignore a rule for no reason',
      { ignore: { 'keeps-the-highest-revision': ' ' } },
      'option ignore: expected the reason why keeps-the-highest-revision is not checked',
    ],
  ])('%s', (_said, options, message) => {
    const attempt = () => register(memoryCallLogStore, options as StoreContractOptions);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(
      expect.objectContaining({ name: 'CallLogError', code: 'OPTION_INVALID' }),
    );
  });

  it.each([undefined, {}, { upsert: () => undefined }])(
    'a value that is not a store: %s',
    (store) => {
      expect(() => register(store as never)).toThrow(
        'expected a store with the methods upsert and find, or a function that makes one',
      );
    },
  );

  it('a function that does not return a store', async () => {
    const [first] = await checkCallLogStore(async () => ({}) as CallLogStore);
    expect(String(first?.error)).toContain('expected a store with the methods');
  });
});

describe('the suite', () => {
  it('has a test for each rule, named by its id and what it promises', () => {
    const { suite, tests } = register(memoryCallLogStore);
    expect(suite).toBe('the call log store keeps the contract');
    expect(tests.map(([name]) => name)).toEqual(
      callLogStoreRules
        .filter(({ applies }) => !applies)
        .map(({ id, promise }) => `${id}: ${promise}`),
    );
  });

  it('says what is not checked, and why', () => {
    const { suite, tests } = register(memoryCallLogStore, {
      ignore: { 'keeps-long-notes': 'the CRM has 4,000 characters' },
    });
    expect(suite).toBe(
      'the call log store keeps the contract (keeps-long-notes is not checked: the CRM has 4,000 characters)',
    );
    expect(tests.filter(([name]) => name.startsWith('keeps-long-notes'))).toEqual([]);
  });

  it('checks what is declared, and only that', () => {
    const names = (options: StoreContractOptions) =>
      register(memoryCallLogStore, options).tests.map(([name]) => name.split(':', 1)[0]);
    expect(names({})).not.toContain('returns-the-contact');
    const failing = () => memoryCallLogStore();
    expect(names({ failing })).toContain('reports-failures');
    expect(names({ hanging: failing })).toContain('aborts-a-hanging-call');
    const contact = { id: '1', type: 'acme', name: 'Ada', phoneNumbers: [] };
    expect(names({ contact })).toContain('returns-the-contact');
  });
});

describe('a rule that reads a row', () => {
  it('reads it by the option read, with the key and the store', async () => {
    const tidy = tidyStore();
    const store = { upsert: tidy.upsert, find: tidy.find };
    const read = vi.fn(async (key: string) => tidy.rows.get(key));
    const checked = await checkCallLogStore(store, { read });
    expect(checked.filter(({ error }) => error)).toEqual([]);
    expect(read).toHaveBeenCalledWith(expect.any(String), store);
  });

  it('fails if rows cannot be read, and says what it needs', async () => {
    const checked = await checkCallLogStore(unreadableStore);
    const failed = checked.filter(({ error }) => error);
    expect(failed.map(({ id }) => id)).toEqual([
      'accepts-a-higher-revision',
      'ignores-a-lower-revision',
      'ignores-an-equal-revision',
      'keeps-the-highest-revision',
      'keeps-long-notes',
      'keeps-every-script',
      'keeps-its-own-copy',
    ]);
    for (const { id, error } of failed) {
      expect(isCallLogError(error) && error.code).toBe('OPTION_INVALID');
      expect((error as Error).message).toContain(`${id} reads a row`);
      expect((error as Error).message).toContain('Pass the option read');
    }
  });
});

describe('a store', () => {
  it('may have the logs of earlier runs', async () => {
    const store = tidyStore();
    for (let i = 0; i < 2; i += 1) {
      const checked = await checkCallLogStore(store);
      expect(checked.filter(({ error }) => error)).toEqual([]);
    }
  });

  it('is made for each rule, and closed after it, also after one that failed', async () => {
    const close = vi.fn();
    const open = vi.fn(async () => ({ ...unreadableStore(), close }));
    await checkCallLogStore(open, { rules: only('settles-in-time', 'keeps-the-highest-revision') });
    expect(open).toHaveBeenCalledTimes(2);
    expect(close).toHaveBeenCalledTimes(2);
  });
});
