import type { Plugin } from '@jackfield/core';
import { describe, test } from 'vitest';
import type { ContractOptions, PluginFactory } from './contract/contract-options.js';
import { registerContract } from './contract/register-contract.js';

export type { ContractOptions, OwnData, PluginFactory } from './contract/contract-options.js';

/** A rule with a store in a real database may take longer than the runner’s five seconds. */
const TIMEOUT_MS = 60_000;

/**
 * Registers a vitest suite that checks a plugin against everything the widget may do to it.
 *
 * @param plugin - the plugin, or a function that makes a fresh one for each host
 * @throws `TestingError` `BAD_OPTION`
 * @example
 * ```ts
 * testPlugin(({ clock }) => callLog({ store: memoryCallLogStore(), now: clock.now }));
 * ```
 */
export function testPlugin(plugin: Plugin | PluginFactory, options?: ContractOptions): void {
  const runner = {
    describe: (name: string, suite: () => void) => describe.sequential(name, suite),
    test: (name: string, run: () => Promise<void>) => test(name, run, TIMEOUT_MS),
  };
  registerContract(runner, plugin, options);
}
