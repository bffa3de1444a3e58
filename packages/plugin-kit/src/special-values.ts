import { isObject } from './json.js';

/** Any object that may hold what JSON has no word for. */
type Members = Readonly<Record<string, unknown>>;

/** The member that marks a value which JSON cannot write: `{ "$": "NaN" }`. */
const MARK = '$';

const mapMembers = (members: Members, change: (value: unknown) => unknown): Members =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value)]));

const wordOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/**
 * What stands in JSON for a posted value. `postMessage` carries more than JSON can write, and the
 * widget makes use of it: members that are there and undefined, and times that are NaN
 * (X0 EvActivityCallUI/index.ts:389-413). So
 *
 * 1. `undefined`, `NaN`, `Infinity`, `-Infinity` and `-0` are `{ "$": "NaN" }` with their own name;
 * 2. a bigint is `{ "$": "bigint", "value": "12" }`;
 * 3. an object that has a member `$` itself is `{ "$": "object", "value": { … } }`;
 * 4. all else is what JSON makes of it.
 */
export function toJson(value: unknown): unknown {
  if (value === undefined) return { [MARK]: 'undefined' };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return { [MARK]: wordOf(value) };
  if (typeof value === 'bigint') return { [MARK]: 'bigint', value: String(value) };
  if (Array.isArray(value)) return Array.from(value, toJson);
  if (!isObject(value)) return value;
  const members = mapMembers(value, toJson);
  return Object.hasOwn(value, MARK) ? { [MARK]: 'object', value: members } : members;
}

/** What {@link toJson} was made of. A mark that it never writes is left as it is. */
export function fromJson(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(fromJson);
  if (!isObject(json)) return json;
  const { [MARK]: mark, value } = json;
  if (mark === 'undefined') return undefined;
  if (mark === 'NaN' || mark === 'Infinity' || mark === '-Infinity' || mark === '-0')
    return Number(mark);
  if (mark === 'bigint' && typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value);
  if (mark === 'object' && isObject(value)) return mapMembers(value, fromJson);
  return mapMembers(json, fromJson);
}
