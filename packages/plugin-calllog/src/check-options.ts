import { CallLogError } from './call-log-error.js';
import { describe } from './describe.js';

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

/**
 * Throws where an option is unknown, or is not what its rule expects; all of them may be absent.
 *
 * @param rules - each option's test, and what it expects, in words
 */
export function checkOptions(
  subject: string,
  options: unknown,
  rules: Readonly<Record<string, readonly [test: Test, expected: string]>>,
): void {
  const fail = (where: string, expected: string, came: unknown): never => {
    const message = `${subject}${where}: expected ${expected}, came ${describe(came)}.`;
    throw new CallLogError('OPTION_INVALID', message);
  };
  if (typeof options !== 'object' || options === null) fail('', 'options as an object', options);
  for (const [name, value] of Object.entries(options as object)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) return fail('', `no option but ${Object.keys(rules).join(', ')}`, options);
    if (value !== undefined && !rule[0](value)) fail(`, option ${name}`, rule[1], value);
  }
}
