import { vitestRunner } from '@jackfield/plugin-kit/contract';
import { describe, test } from 'vitest';
import type { CallLogStore } from '../call-log-store.js';
import { registerCallLogStore } from './register-store-contract.js';
import type { StoreContractOptions, StoreFactory } from './store-rule.js';

export type { StoreContractOptions, StoredCallLog, StoreFactory } from './store-rule.js';

/**
 * Registers a vitest suite that checks the contract of call log stores.
 *
 * @param store - the store, or a function that makes one for each rule; it may contain logs
 * @throws `CallLogError` `OPTION_INVALID`
 * @example
 * ```ts
 * testCallLogStore(() => acmeStore({ url }), { read: (key) => database.readCallLog(key) });
 * ```
 */
export function testCallLogStore(
  store: CallLogStore | StoreFactory,
  options?: StoreContractOptions,
): void {
  registerCallLogStore(vitestRunner(describe, test), store, options);
}
