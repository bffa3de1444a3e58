import { conditionalChanges } from '../read/conditional-changes.js';
import { isProvenBySource } from '../read/is-proven-by-source.js';
import { GROUPS } from '../read/declared.js';
import { placeOf, type Place } from '../read/place.js';
import type { PackageSource, PluginReader, PluginSource } from '../read/read-plugin.js';
import type { Handled, RunExport, RunReport } from '../run/read-plugins.js';
import type { RuleId } from './rules.js';
import type { BrokenRule } from './violation.js';

/** The rules for a declaration of which the source is known to show less, or something else. */
const UNREAD: ReadonlySet<RuleId> = new Set<RuleId>([
  'DECLARATION_UNREADABLE',
  'HANDLER_ABSENT',
  'HANDLER_OVERRIDDEN',
  'NAME_COMPUTED',
]);

const isPlugin = (
  each: RunExport | undefined,
): each is Extract<RunExport, { readonly kind: 'value' | 'factory' }> =>
  each?.kind === 'value' || each?.kind === 'factory';

const unreadable = (place: Place, message: string): BrokenRule => ({
  rule: 'DECLARATION_UNREADABLE',
  place,
  message,
});

/** Compares what the source declares with what the loaded plugin does. */
const compare = (plugin: PluginSource, loaded: Handled): readonly BrokenRule[] => {
  const isConditional = plugin.violations.some(({ rule }) => rule === 'HANDLER_CONDITIONAL');
  const place = placeOf(plugin.node);
  const messages = GROUPS.flatMap((group) => {
    const declared = plugin.handlers.filter((each) => each.group === group).map(({ name }) => name);
    const added = loaded[group]
      .filter((name) => !declared.includes(name))
      .map(
        (name) =>
          `When it is loaded, ${plugin.name} also handles ${group}.${name}, which is added after the declaration or in another module.`,
      );
    const removed = [...new Set(declared)]
      .filter((name) => !isConditional && !loaded[group].includes(name))
      .map((name) => `When it is loaded, ${plugin.name} does not handle ${group}.${name}.`);
    const varying = declared
      .filter((name) => !isConditional && loaded.varying.includes(`${group}.${name}`))
      .map(
        (name) =>
          `Whether ${plugin.name} handles ${group}.${name} depends on its options. Declare it with all options, and test them inside the handler.`,
      );
    return added.concat(removed, varying);
  });
  return messages.map((message) => unreadable(place, message));
};

/**
 * Compares the plugins in the source of a package with those of the loaded package. A plugin that
 * cannot be created here must be proven by the source.
 *
 * @param plugin - the plugin that the manifest describes
 * @param named - the export that the manifest in package.json names
 * @param dev - what the module that the manifest names for `jackfield dev` exports
 */
export const runViolations = (
  {
    source,
    plugin,
    named,
    entry,
    loaded,
    dev,
  }: {
    readonly source: PackageSource;
    readonly plugin: PluginSource | undefined;
    readonly named: unknown;
    readonly entry: string;
    readonly loaded: RunReport;
    readonly dev: RunReport | undefined;
  },
  { evaluate }: PluginReader,
): readonly BrokenRule[] => {
  const exported = loaded.exports ?? {};
  const known = new Set(
    source.plugins.flatMap(({ name }) => {
      const own = exported[name];
      return isPlugin(own) ? [own.id] : [];
    }),
  );
  const others = Object.entries(exported).filter(
    ([name, each]) =>
      isPlugin(each) && !known.has(each.id) && source.plugins.every((own) => own.name !== name),
  );
  const start = { file: entry, line: 1, column: 1 };
  // What the source already violates needs no comparison.
  if (plugin === undefined || plugin.violations.some(({ rule }) => UNREAD.has(rule))) return [];
  if (others.length > 0 && named !== plugin.name) {
    const names = [plugin.name, ...others.map(([name]) => name)].join(', ');
    const message = `The package exports several plugins: ${names}. Name one in package.json: "jackfield": { "plugin": { "export": "${plugin.name}" } }.`;
    return [{ rule: 'PLUGIN_SEVERAL', place: start, message }];
  }
  const unproven = plugin.calls.filter((call) => !isProvenBySource(call, evaluate));
  const changes = unproven.flatMap((call) => conditionalChanges(call, source.files, evaluate));
  if (changes.length > 0) {
    const message = `The declaration of ${plugin.name} changes here under a condition, so that it is not known which messages it handles. Always declare the handlers, and test the condition inside them.`;
    return changes.map((node) => unreadable(placeOf(node), message));
  }
  const own = exported[plugin.name];
  const created = isPlugin(own) ? own : onlyOf(dev?.exports?.['plugins']);
  if (created !== undefined) return compare(plugin, created);
  if (unproven.length === 0) return [];
  const why = loaded.why ?? (own?.kind === 'unread' ? own.why : 'it is not exported');
  const message = `Cannot verify the declaration of ${plugin.name}: it was loaded to compare it, but ${why}. Write its requests and pushes as literals in the call of definePlugin, or name a module that creates it: "jackfield": { "dev": "./dev/plugins.js" }.`;
  return [unreadable(placeOf(plugin.node), message)];
};

const onlyOf = (list: RunExport | undefined): Handled | undefined =>
  list?.kind === 'list' && list.plugins.length === 1 ? list.plugins[0] : undefined;
