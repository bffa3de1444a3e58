import type { Plugin } from '@jackfield/core';
import type { ContractOptions, PluginFactory } from '../../src/contract/contract-options.js';
import { registerContract } from '../../src/contract/register-contract.js';

/** One test of a contract, and what it threw. */
export interface Collected {
  readonly name: string;
  readonly error: Error | undefined;
}

/** Registers a contract with a runner that only remembers. */
export function register(
  plugin: Plugin | PluginFactory,
  options?: ContractOptions,
): { readonly suite: string; readonly tests: readonly (readonly [string, () => Promise<void>])[] } {
  const tests: (readonly [string, () => Promise<void>])[] = [];
  let suite = '';
  registerContract(
    {
      describe(name, run) {
        suite = name;
        run();
      },
      test: (name, run) => void tests.push([name, run]),
    },
    plugin,
    options,
  );
  return { suite, tests };
}

/** Runs a contract here and collects what its tests throw. */
export async function collect(
  plugin: Plugin | PluginFactory,
  options?: ContractOptions,
): Promise<readonly Collected[]> {
  const collected: Collected[] = [];
  for (const [name, run] of register(plugin, options).tests) {
    const error = await run().then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    collected.push({ name, error });
  }
  return collected;
}

/** The rules that are broken, each once: what hangs is told as such in whichever rule it is met. */
export const brokenRules = (collected: readonly Collected[]): readonly string[] => [
  ...new Set(collected.flatMap(({ error }) => (error ? [error.message.split(':', 1)[0]!] : []))),
];
