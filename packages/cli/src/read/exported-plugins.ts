import { Node, type CallExpression, type SourceFile } from 'ts-morph';
import type { Evaluation } from './evaluate.js';
import { isFunction, returned } from './returns.js';
import type { Overridden, Value, Values } from './value.js';

/** One plugin that a package exports. */
export interface ExportedPlugin {
  /** The name of the export. */
  readonly name: string;
  readonly kind: 'value' | 'factory';
  /** Its declaration. */
  readonly node: Node;
  /** The function that returns it, if it is a factory. */
  readonly factory: Node | undefined;
  /** The calls of `definePlugin` that create it; several if there is a condition. */
  readonly calls: readonly CallExpression[];
  /** Members of the plugin that are set again after `definePlugin`. */
  readonly overridden: readonly Overridden[];
  /** Spreads and keys, added to the plugin's own members, that are known only at run time. */
  readonly opaque: readonly { readonly node: Node; readonly why: string }[];
}

type Made = Pick<ExportedPlugin, 'calls' | 'overridden' | 'opaque'>;

/** Returns the plugins among the values, or spread into them. */
const madeOf = (values: Values): Made => {
  const made = values.map((value: Value): Made => {
    if (value.kind === 'plugin') return { calls: [value.node], overridden: [], opaque: [] };
    if (value.kind !== 'object' || value.plugins.length === 0) {
      return { calls: [], overridden: [], opaque: [] };
    }
    return { calls: value.plugins, overridden: value.overridden, opaque: value.opaque };
  });
  return {
    calls: [...new Set(made.flatMap(({ calls }) => calls))],
    overridden: made.flatMap(({ overridden }) => overridden),
    opaque: made.flatMap(({ opaque }) => opaque),
  };
};

/** Returns the plugins that the exports of `entry` are or return, each under one name, sorted by place. */
export const exportedPlugins = (
  entry: SourceFile,
  evaluate: Evaluation,
): readonly ExportedPlugin[] => {
  const found = new Map<Node, ExportedPlugin>();

  const look = (name: string, declaration: Node): void => {
    const initializer = Node.isVariableDeclaration(declaration)
      ? declaration.getInitializer()
      : Node.isExportAssignment(declaration)
        ? declaration.getExpression()
        : declaration;
    const values = initializer === undefined ? [] : evaluate(initializer);
    const value = madeOf(values);
    const node =
      values.length === 1 && values[0]?.kind === 'function' ? values[0].node : declaration;
    const factory = values.find((each) => each.kind === 'function' && isFunction(each.node))?.node;
    const plugin: Made =
      value.calls.length > 0 || factory === undefined
        ? value
        : madeOf((returned(factory) ?? []).flatMap((each) => evaluate(each)));
    if (plugin.calls.length === 0) return;
    // An export with two names is one plugin; a name other than `default` is preferred.
    const same = [...found].find(
      ([other, { calls }]) =>
        other === node ||
        (calls.every((call) => plugin.calls.includes(call)) && value.calls.length > 0),
    );
    if (same !== undefined) {
      if (same[1].name !== 'default') return;
      found.delete(same[0]);
    }
    const isValue = value.calls.length > 0;
    found.set(node, {
      name,
      kind: isValue ? 'value' : 'factory',
      node,
      factory: isValue ? undefined : factory,
      ...plugin,
    });
  };

  for (const [name, declarations] of entry.getExportedDeclarations()) {
    const [declaration] = declarations;
    if (declaration !== undefined) look(name, declaration);
  }
  return [...found.values()];
};
