import { describe } from './describe.js';
import type { PluginErrorClass } from './plugin-error.js';

export type Test = (value: unknown) => boolean;

/** Whether `value` is an object (or a class instance) with all these methods. */
export function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function')
  );
}

export const isName: Test = (x) => typeof x === 'string' && x.trim() !== '';
export const isFunction: Test = (x) => typeof x === 'function';
export const isDuration: Test = (x) => typeof x === 'number' && x > 0;

/** What each option must be, and how that is said; all of them may be absent. */
type Rules = Readonly<Record<string, readonly [test: Test, expected: string]>>;

/** Makes a check that throws `PluginError` where an option is unknown, or not what its rule expects. */
export function optionsChecker(
  PluginError: PluginErrorClass,
): (subject: string, options: unknown, rules: Rules) => void {
  return (subject, options, rules) => {
    const fail = (where: string, expected: string, received: unknown): never => {
      const message = `${subject}${where}: expected ${expected}, received ${describe(received)}.`;
      throw new PluginError('OPTION_INVALID', message);
    };
    if (typeof options !== 'object' || options === null) fail('', 'options as an object', options);
    for (const [name, value] of Object.entries(options as object)) {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (!rule) fail('', `no option but ${Object.keys(rules).join(', ')}`, options);
      else if (value !== undefined && !rule[0](value)) fail(`, option ${name}`, rule[1], value);
    }
  };
}
