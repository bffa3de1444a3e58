import { step, stepsOf } from '@jackfield/plugin-kit/json';

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** Returns the JSON pointers at which two plain values differ; an `undefined` member counts as absent. */
export function differences(a: unknown, b: unknown, pointer = ''): readonly string[] {
  if (Object.is(a, b)) return [];
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return [pointer];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].flatMap((name) => differences(a[name], b[name], step(pointer, name)));
}

/** Returns the value at a JSON pointer made by {@link differences}. */
export function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const name of stepsOf(pointer)) {
    if (!isObject(at)) return undefined;
    at = at[name];
  }
  return at;
}
