import type { Plugin } from '@jackfield/core';
import type { DevChoice } from './dev-state.js';

type Module = Readonly<Record<string, unknown>>;

/** Under this `definePlugin` marks what it has made, in every copy of core. */
const MADE = Symbol.for('jackfield.plugin');

const isPlugin = (value: unknown): value is Plugin =>
  typeof value === 'object' && value !== null && MADE in value;

/** The name of the protocol that a plugin was made for. */
export const protocolIn = (plugin: Plugin): string =>
  String((plugin as unknown as { readonly [MADE]: unknown })[MADE]);

const what = (value: unknown): string =>
  value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;

const named = (module: Module): string => Object.keys(module).join(', ') || 'nothing';

const fromDev = ({ plugins }: Module): readonly Plugin[] => {
  if (!Array.isArray(plugins)) {
    throw new TypeError(`The dev module must export "plugins", a list; it has ${what(plugins)}.`);
  }
  const stranger: unknown = plugins.findIndex((plugin) => !isPlugin(plugin));
  if (stranger !== -1) {
    throw new TypeError(`"plugins" must hold what definePlugin made; /${String(stranger)} is not.`);
  }
  return plugins as readonly Plugin[];
};

const fromExport = (module: Module, name: string, kind: 'value' | 'factory'): readonly Plugin[] => {
  const exported = module[name];
  if (kind === 'factory' && typeof exported !== 'function') {
    throw new TypeError(
      `The export "${name}" must be a function that makes a plugin, as the manifest says; it is ${what(exported)}. The module exports ${named(module)}.`,
    );
  }
  const plugin: unknown = kind === 'factory' ? (exported as () => unknown)() : exported;
  if (!isPlugin(plugin)) {
    throw new TypeError(
      `The export "${name}" must ${kind === 'factory' ? 'return' : 'be'} what definePlugin made; it is ${what(plugin)}. The module exports ${named(module)}.`,
    );
  }
  return [plugin];
};

const fromAny = (module: Module, factories: readonly string[]): readonly Plugin[] => {
  const made = factories
    .filter((name) => typeof module[name] === 'function')
    .map((name) => (module[name] as () => unknown)());
  const plugins = [...new Set([...Object.values(module), ...made])].filter(isPlugin);
  if (plugins.length > 0) return plugins;
  throw new TypeError(
    `No export is a plugin that definePlugin made; the module exports ${named(module)}. Where one makes plugins, say which: "jackfield check --write" puts it into package.json, or a dev module exports "plugins".`,
  );
};

/**
 * The plugins of a module.
 *
 * @throws TypeError that says what was expected and what is there; or what a factory throws
 */
export const pickPlugins = (module: Module, choice: DevChoice): readonly Plugin[] => {
  if (choice.from === 'dev') return fromDev(module);
  if (choice.from === 'any') return fromAny(module, choice.factories);
  return fromExport(module, choice.export, choice.kind);
};
