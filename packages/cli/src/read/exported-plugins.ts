import { Node, type CallExpression, type SourceFile } from 'ts-morph';
import type { Manifest } from '../plugin/manifest.js';
import type { Evaluation } from './evaluate.js';
import { isFunction, returned } from './returns.js';
import type { Overridden, PluginValue, Value, Values } from './value.js';

/** The use of an installed package's plugin. */
export type ShippedUse = Extract<PluginValue, { readonly kind: 'shipped' }>;

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
  /** The plugins of installed packages that it is made of. */
  readonly shipped: readonly ShippedUse[];
  /** What its package's manifest says of it, if it is only exported again. */
  readonly manifest?: Manifest['plugin'];
  /** Members of the plugin that are set again after `definePlugin`. */
  readonly overridden: readonly Overridden[];
  /** Spreads and keys, added to the plugin's own members, that are known only at run time. */
  readonly opaque: readonly { readonly node: Node; readonly why: string }[];
}

type Made = Pick<ExportedPlugin, 'calls' | 'shipped' | 'overridden' | 'opaque'>;

const NONE: Made = { calls: [], shipped: [], overridden: [], opaque: [] };

const madeBy = (plugins: readonly PluginValue[]): Pick<Made, 'calls' | 'shipped'> => ({
  calls: plugins.flatMap((each) => (each.kind === 'plugin' ? [each.node] : [])),
  shipped: plugins.flatMap((each) => (each.kind === 'shipped' ? [each] : [])),
});

const isEmpty = ({ calls, shipped }: Made): boolean => calls.length + shipped.length === 0;

/** Returns the plugins among the values, or spread into them. */
const madeOf = (values: Values): Made => {
  const made = values.map((value: Value): Made => {
    if (value.kind === 'plugin' || value.kind === 'shipped') return { ...NONE, ...madeBy([value]) };
    if (value.kind !== 'object' || value.plugins.length === 0) return NONE;
    const { plugins, overridden, opaque } = value;
    return { ...madeBy(plugins), overridden, opaque };
  });
  return {
    calls: [...new Set(made.flatMap(({ calls }) => calls))],
    shipped: [...new Set(made.flatMap(({ shipped }) => shipped))],
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
    const again = values.find((each) => each.kind === 'shipped-factory');
    const plugin: Made =
      again !== undefined
        ? { ...NONE, shipped: [{ kind: 'shipped', node: again.node, plugin: again.plugin }] }
        : !isEmpty(value) || factory === undefined
          ? value
          : madeOf((returned(factory) ?? []).flatMap((each) => evaluate(each)));
    if (isEmpty(plugin)) return;
    const ways = new Set<Node>([...plugin.calls, ...plugin.shipped.map((each) => each.node)]);
    // An export with two names is one plugin; a name other than `default` is preferred.
    const same = [...found].find(
      ([other, { calls, shipped }]) =>
        other === node ||
        ([...calls, ...shipped.map((each) => each.node)].every((way) => ways.has(way)) &&
          !isEmpty(value)),
    );
    if (same !== undefined) {
      if (same[1].name !== 'default') return;
      found.delete(same[0]);
    }
    const isValue = !isEmpty(value);
    const { manifest } = again?.plugin ?? {};
    found.set(node, {
      name,
      kind: isValue ? 'value' : 'factory',
      node,
      factory: isValue ? undefined : factory,
      ...(manifest !== undefined && { manifest: { ...manifest.plugin, export: name } }),
      ...plugin,
    });
  };

  const known = entry.getExportedDeclarations();
  for (const [name, declarations] of known) {
    const [declaration] = declarations;
    if (declaration !== undefined) look(name, declaration);
  }
  // Names whose module is not read, such as `export { callLog } from '@jackfield/plugin-calllog'`.
  for (const each of entry.getExportDeclarations()) {
    for (const specifier of each.getNamedExports()) {
      const name = specifier.getAliasNode()?.getText() ?? specifier.getName();
      if ((known.get(name)?.length ?? 0) === 0) look(name, specifier);
    }
    const [all] = evaluate(each);
    if (all?.kind === 'shipped' || all?.kind === 'shipped-factory') {
      look(all.plugin.manifest.plugin.export, each);
    }
  }
  return [...found.values()];
};
