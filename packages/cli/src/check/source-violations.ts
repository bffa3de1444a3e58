import { placeInJson } from '../plugin/json-place.js';
import { unsuitable } from '../read/factory.js';
import { placeOf } from '../read/place.js';
import type { PackageSource, PluginReader, PluginSource } from '../read/read-plugin.js';
import { anyViolations } from './any-violations.js';
import { floatingViolations } from './floating-violations.js';
import { areasOf } from './areas-of.js';
import type { BrokenRule } from './violation.js';
import { messageViolations } from './message-violations.js';
import type { CheckedPackage } from './read-package.js';
import { signalViolations } from './signal-violations.js';
import type { Vocabularies, Vocabulary } from './vocabulary.js';
import { wireOf } from './wire-of.js';

/** The plugin of a package, as far as its source determines it. */
export interface SourceReport {
  readonly violations: readonly BrokenRule[];
  /** `undefined` if there is none, or several and the manifest names none of them. */
  readonly plugin: PluginSource | undefined;
  /** The messages of its wire. */
  readonly vocabulary: Vocabulary | undefined;
}

/** Returns the export that the manifest names, which is not validated here. */
const namedExport = ({ manifest }: CheckedPackage): unknown =>
  (manifest?.plugin as { readonly export?: unknown } | undefined)?.export;

/** Selects the plugin of the package: the only one, or the one that its manifest names. */
const chosen = (
  { plugins, exports }: PackageSource,
  checked: CheckedPackage,
): PluginSource | undefined => {
  const named = namedExport(checked);
  const found = plugins.find(({ name }) => name === named);
  // An export that is named and exists, but cannot be read, is not replaced by another one.
  const isReplaced = found === undefined && exports.some((name) => name === named);
  return found ?? (plugins.length === 1 && !isReplaced ? plugins[0] : undefined);
};

const pluginViolations = (plugin: PluginSource): readonly BrokenRule[] => {
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
    ...plugin.violations,
    ...anyViolations(handlers, calls),
    ...signalViolations(handlers),
  ];
};

/** Checks the rules for the source of a package. */
export const sourceViolations = async (
  checked: CheckedPackage,
  entry: string,
  source: PackageSource,
  { evaluate }: PluginReader,
  vocabularies: Vocabularies,
): Promise<SourceReport> => {
  const { plugins } = source;
  const violations: BrokenRule[] = [...floatingViolations(source.files)];
  if (plugins.length === 0) {
    const [file] = source.files;
    const isCommonJs = /\bmodule\.exports\b|^exports\./m.test(file?.getFullText() ?? '');
    violations.push({
      rule: 'PLUGIN_MISSING',
      place: { file: entry, line: 1, column: 1 },
      message: isCommonJs
        ? 'Expected an ES module that exports a plugin, or a function that returns one; received CommonJS.'
        : 'Expected an export that is a plugin, or a function that returns one; received none.',
    });
  }
  const plugin = chosen(source, checked);
  if (plugin === undefined && plugins.length === 1) {
    violations.push({
      rule: 'DECLARATION_UNREADABLE',
      place: placeInJson(checked.file, checked.text, 'jackfield', 'plugin', 'export'),
      message: `Cannot read the export ${String(namedExport(checked))}, which the manifest names. Plugins that can be read: ${(plugins[0] as PluginSource).name}.`,
    });
  }
  if (plugin === undefined && plugins.length > 1) {
    const [first, ...others] = plugins as [PluginSource, ...PluginSource[]];
    const names = plugins.map(({ name }) => name).join(', ');
    for (const other of others) {
      violations.push({
        rule: 'PLUGIN_SEVERAL',
        place: placeOf(other.node),
        message: `The package exports several plugins: ${names}. Name one in package.json: "jackfield": { "plugin": { "export": "${first.name}" } }.`,
      });
    }
  }
  for (const call of source.unexported()) {
    violations.push({
      rule: 'PLUGIN_UNEXPORTED',
      place: placeOf(call),
      message: 'The main entry does not export this plugin.',
    });
  }
  let own: Vocabulary | undefined;
  for (const each of plugins) {
    violations.push(...pluginViolations(each));
    const wire = await wireOf(each, checked.folder, evaluate);
    const vocabulary = wire === undefined ? undefined : await vocabularies.of(checked.folder, wire);
    if (vocabulary === undefined) {
      const what = wire === undefined ? 'the wire of its protocol' : `the schemas of ${wire}`;
      violations.push({
        rule: 'WIRE_UNKNOWN',
        place: placeOf(each.protocol ?? each.node),
        message: `Cannot find ${what} for ${each.name}.`,
      });
      continue;
    }
    violations.push(...messageViolations(each.handlers, vocabulary, areasOf(each, evaluate)));
    if (each === plugin) own = vocabulary;
  }
  return { violations, plugin, vocabulary: own };
};
