import type { Contact } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { isCallLogError } from '../../src/index.js';
import {
  callLogStoreRules,
  checkCallLogStore,
  type StoreContractOptions,
} from '../../src/store-contract/index.js';
import { badStores } from './bad-stores.js';
import { tidyStore } from './tidy-store.js';

const contact: Contact = { id: 'c-1', type: 'acme', name: 'Ada', phoneNumbers: [] };

const refuse = async (): Promise<never> => {
  throw new Error('The CRM is gone');
};

const hang = (_x: unknown, { signal }: { readonly signal: AbortSignal }): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

/** All options are given. */
const ALL: StoreContractOptions = {
  contact,
  failing: () => ({ upsert: refuse, find: refuse }),
  hanging: () => ({ upsert: hang, find: hang }),
  graceMs: 150,
};

it('a correct store violates no rule', async () => {
  const checked = await checkCallLogStore(tidyStore, ALL);
  expect(checked.filter(({ error }) => error)).toEqual([]);
  expect(checked.map(({ id }) => id)).toEqual(callLogStoreRules.map(({ id }) => id));
});

it('each rule has a store that violates it, and each bad store violates a rule', () => {
  expect([...new Set(badStores.map(({ breaks }) => breaks))]).toEqual(
    callLogStoreRules.map(({ id }) => id),
  );
});

it('each rule says what is promised, why, and how to fix it, and has a unique id', () => {
  for (const { id, promise, why, fix } of callLogStoreRules) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    for (const text of [promise, why, fix]) expect(text).toMatch(/^\S.{20,}[.)`]$/s);
  }
  const ids = callLogStoreRules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.concurrent.each(badStores)('a store that $because', ({ breaks, store, options }) => {
  it(`breaks ${breaks} and no other rule, and the message says so`, async ({ expect }) => {
    const checked = await checkCallLogStore(store, { ...ALL, ...options });
    const errors = checked.flatMap(({ error }) => (error instanceof Error ? [error] : []));
    const messages = errors.map(({ message }) => message);
    // A store that hangs is reported as such by every rule.
    const broken = [...new Set(messages.map((message) => message.split(':', 1)[0]))];
    expect(broken, messages.join('\n')).toEqual([breaks]);
    const rule = callLogStoreRules.find(({ id }) => id === breaks);
    const [first] = errors;
    expect(isCallLogError(first) && first.code).toBe('CONTRACT_BROKEN');
    expect(first?.message).toContain(
      `${breaks}: the store violates the contract. ${rule?.promise}`,
    );
    expect(first?.message).toMatch(
      /\n {2}called {4}\S.*\n {2}expected {2}\S.*\n {2}received {2}\S/,
    );
    expect(first?.message).toContain(`\n  fix       ${rule?.fix}`);
  });
});
