import type { LoosePlugin } from './spy-plugin.js';

type Subjects = (plugin: LoosePlugin) => readonly string[];

const declared =
  (group: 'requests' | 'pushes'): Subjects =>
  (plugin) =>
    Object.entries(plugin[group] ?? {}).flatMap(([name, handler]) => (handler ? [name] : []));

/** The plugin as a whole. */
export const whole = (): readonly string[] => [''];

export const requestsOf: Subjects = declared('requests');
export const pushesOf: Subjects = declared('pushes');

/** The requests that the plugin handles and for which it has an `invalid` handler. */
export const invalidOf = (plugin: LoosePlugin): readonly string[] =>
  requestsOf(plugin).filter((name) => plugin.invalid?.[name]);

/** The plugin as a whole, if it handles any request. */
export const wholeIfAnyRequest = (plugin: LoosePlugin): readonly string[] =>
  requestsOf(plugin).length > 0 ? [''] : [];
