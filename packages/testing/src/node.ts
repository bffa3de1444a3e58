import { describe, test } from 'node:test';
import type { AnyPlugin, ContractOptions, PluginFactory } from './contract/contract-options.js';
import { registerContract } from './contract/register-contract.js';

export type { AnyPlugin, ContractOptions, PluginFactory } from './contract/contract-options.js';
export type { OwnData } from './contract/message-data.js';

/**
 * Registers a `node:test` suite that checks a plugin against the plugin contract.
 *
 * @param plugin - the plugin, or a function that creates a fresh one for each host
 * @throws `TestingError` `BAD_OPTION`
 * @example
 * ```ts
 * testPlugin(({ clock }) => callLog({ store: memoryCallLogStore(), now: clock.now }));
 * ```
 */
export function testPlugin(plugin: AnyPlugin | PluginFactory, options?: ContractOptions): void {
  registerContract({ describe, test: (name, run) => test(name, run) }, plugin, options);
}
