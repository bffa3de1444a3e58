import { vitestRunner } from '@jackfield/plugin-kit/contract';
import { describe, test } from 'vitest';
import type { AnyPlugin, ContractOptions, PluginFactory } from './contract/contract-options.js';
import { registerContract } from './contract/register-contract.js';

export type { AnyPlugin, ContractOptions, PluginFactory } from './contract/contract-options.js';
export type { OwnData } from './contract/message-data.js';

/**
 * Registers a vitest suite that checks a plugin against the plugin contract.
 *
 * @param plugin - the plugin, or a function that creates a fresh one for each host
 * @throws `TestingError` `BAD_OPTION`
 * @example
 * ```ts
 * testPlugin(({ clock }) => callLog({ store: memoryCallLogStore(), now: clock.now }));
 * ```
 */
export function testPlugin(plugin: AnyPlugin | PluginFactory, options?: ContractOptions): void {
  registerContract(vitestRunner(describe, test), plugin, options);
}
