import { Node } from 'ts-morph';
import type { Evaluation } from '../read/evaluate.js';
import type { PluginSource } from '../read/read-plugin.js';
import { DEFAULT_WIRE } from '../plugin/definers.js';

/**
 * Returns the areas that are passed to `definePlugin` of `@jackfield/ringex`; `undefined` for other
 * plugins, and if the source does not determine them.
 */
export const areasOf = (
  { calls, wire }: Pick<PluginSource, 'calls' | 'wire'>,
  evaluate: Evaluation,
): ReadonlySet<string> | undefined => {
  if (wire === DEFAULT_WIRE) return undefined;
  const areas = new Set<string>();
  for (const [, list] of calls.map((call) => call.getArguments())) {
    for (const { kind, node } of list === undefined ? [] : evaluate(list)) {
      if (kind === 'absent') continue;
      if (!Node.isArrayLiteralExpression(node)) return undefined;
      for (const value of node.getElements().flatMap((element) => evaluate(element))) {
        if (value.kind !== 'text') return undefined;
        areas.add(value.text);
      }
    }
  }
  return areas;
};
