import type { TestContext } from '@jackfield/plugin-kit/contract';
import type {
  AnyPlugin,
  ContractOptions,
  PluginFactory,
} from '../../src/contract/contract-options.js';
import { registerContract } from '../../src/contract/register-contract.js';

type Run = (context?: TestContext) => Promise<void>;

/** One test of a contract, and the error that it threw. */
export interface Collected {
  readonly name: string;
  readonly error: Error | undefined;
}

/** Registers a contract with a runner that records the tests and does not run them. */
export function register(
  plugin: AnyPlugin | PluginFactory,
  options?: ContractOptions,
): { readonly suite: string; readonly tests: readonly (readonly [string, Run])[] } {
  const tests: (readonly [string, Run])[] = [];
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

/** Runs a contract and collects the errors of its tests. */
export async function collect(
  plugin: AnyPlugin | PluginFactory,
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

/** Returns the ids of the broken rules, each once: every rule may report a handler that hangs. */
export const brokenRules = (collected: readonly Collected[]): readonly string[] => [
  ...new Set(collected.flatMap(({ error }) => (error ? [error.message.split(':', 1)[0]!] : []))),
];
