import { definePlugin } from '@jackfield/core';
import { contractRules } from '../../src/contract/contract-rules.js';
import { collect } from './collect.js';

/** Returns the rules with these ids. */
export const rulesOf = (...ids: readonly string[]): typeof contractRules =>
  contractRules.filter(({ id }) => ids.includes(id));

/** Returns what a plugin with this set-up leaves behind, as the rules report it; `''` if nothing. */
export async function leftBy(
  setup: (signal: AbortSignal) => unknown,
  handler: (signal: AbortSignal) => unknown = () => undefined,
): Promise<string> {
  const rules = rulesOf('leaves-no-timer', 'leaves-no-listener', 'leaves-nothing-open');
  const plugin = definePlugin({
    name: 'acme',
    setup: async ({ signal }) => {
      const cleanup = await setup(signal);
      return typeof cleanup === 'function' ? (cleanup as () => void) : undefined;
    },
    requests: { viewLead: async (_lead, { signal }) => void (await handler(signal)) },
  });
  const collected = await collect(plugin, { rules, graceMs: 300 });
  return collected
    .flatMap(({ error }) =>
      error ? [/received {2}(.*)/.exec(error.message)?.[1] ?? error.message] : [],
    )
    .join('\n');
}
