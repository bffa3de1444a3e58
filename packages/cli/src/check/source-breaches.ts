import { unsuitable } from '../read/factory.js';
import { placeOf } from '../read/place.js';
import type { PackageSource, PluginReader, PluginSource } from '../read/read-plugin.js';
import { anyBreaches } from './any-breaches.js';
import type { Breach } from './finding.js';
import { messageBreaches } from './message-breaches.js';
import type { CheckedPackage } from './read-package.js';
import { signalBreaches } from './signal-breaches.js';
import type { Vocabularies, Vocabulary } from './vocabulary.js';
import { wireOf } from './wire-of.js';

/** The plugin that a package is, as far as its source tells. */
export interface SourceReport {
  readonly breaches: readonly Breach[];
  /** `undefined` where there is none, or nobody can say which of several. */
  readonly plugin: PluginSource | undefined;
  /** The messages of its wire. */
  readonly vocabulary: Vocabulary | undefined;
}

/** The plugin of the package among several: what its manifest names. */
const chosen = (
  plugins: readonly PluginSource[],
  { manifest }: CheckedPackage,
): PluginSource | undefined => {
  if (plugins.length === 1) return plugins[0];
  const named: unknown = (manifest?.plugin as { readonly export?: unknown } | undefined)?.export;
  return plugins.find(({ name }) => name === named);
};

const pluginBreaches = (plugin: PluginSource): readonly Breach[] => {
  const { factory, name, node, handlers, calls } = plugin;
  const reason = factory === undefined ? undefined : unsuitable(factory);
  return [
    ...(reason === undefined
      ? []
      : [
          {
            rule: 'FACTORY_UNSUITABLE' as const,
            place: placeOf(node),
            message: `${name} ${reason}.`,
          },
        ]),
    ...plugin.breaches,
    ...anyBreaches(handlers, calls),
    ...signalBreaches(handlers),
  ];
};

/** What breaks the rules for the source of a package. */
export const sourceBreaches = async (
  checked: CheckedPackage,
  entry: string,
  source: PackageSource,
  { evaluate }: PluginReader,
  vocabularies: Vocabularies,
): Promise<SourceReport> => {
  const { plugins } = source;
  const breaches: Breach[] = [];
  if (plugins.length === 0) {
    const [file] = source.files;
    const isCommonJs = /\bmodule\.exports\b|^exports\./m.test(file?.getFullText() ?? '');
    breaches.push({
      rule: 'PLUGIN_MISSING',
      place: { file: entry, line: 1, column: 1 },
      message: isCommonJs
        ? 'The entry is CommonJS; expected an ES module that exports a plugin, or a function that returns one.'
        : 'No export is a plugin, or a function that returns one.',
    });
  }
  const plugin = chosen(plugins, checked);
  if (plugin === undefined && plugins.length > 1) {
    const [first, ...others] = plugins as [PluginSource, ...PluginSource[]];
    for (const other of others) {
      breaches.push({
        rule: 'PLUGIN_SEVERAL',
        place: placeOf(other.node),
        message: `${other.name} is a plugin beside ${first.name}.`,
      });
    }
  }
  for (const call of source.unexported()) {
    breaches.push({
      rule: 'PLUGIN_UNEXPORTED',
      place: placeOf(call),
      message: 'No export of the main entry is, or returns, this plugin.',
    });
  }
  let own: Vocabulary | undefined;
  for (const each of plugins) {
    breaches.push(...pluginBreaches(each));
    const wire = await wireOf(each.protocol, checked.folder, evaluate);
    const vocabulary = wire === undefined ? undefined : await vocabularies.of(checked.folder, wire);
    if (vocabulary === undefined) {
      const what = wire === undefined ? 'which wire its protocol is of' : `the messages of ${wire}`;
      breaches.push({
        rule: 'WIRE_UNKNOWN',
        place: placeOf(each.protocol ?? each.node),
        message: `Nothing tells ${what} for ${each.name}.`,
      });
      continue;
    }
    breaches.push(...messageBreaches(each.handlers, vocabulary));
    if (each === plugin) own = vocabulary;
  }
  return { breaches, plugin, vocabulary: own };
};
