import { describe, test } from 'vitest';
import type { CallLogStore } from '../call-log-store.js';
import { registerCallLogStore } from './register-store-contract.js';
import type { StoreContractOptions, StoreFactory } from './store-contract-options.js';

export type {
  StoreContractOptions,
  StoredCallLog,
  StoreFactory,
} from './store-contract-options.js';

/** A CRM behind a network may take longer than the runner's five seconds. */
const TIMEOUT_MS = 60_000;

/**
 * Registers a vitest suite that checks what every store of call logs promises.
 *
 * @param store - the store, or a function that makes one for each rule; it may have logs already
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
  const runner = {
    describe: (name: string, suite: () => void) => describe.sequential(name, suite),
    test: (name: string, run: () => Promise<void>) => test(name, run, TIMEOUT_MS),
  };
  registerCallLogStore(runner, store, options);
}
