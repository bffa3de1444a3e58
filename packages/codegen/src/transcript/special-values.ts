import { isObject } from '../json.js';

const NUMBERS = new Set(['NaN', 'Infinity', '-Infinity', '-0']);

const mapMembers = (
  members: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
): unknown =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value)]));

/**
 * The posted value that JSON stands for. What JSON cannot write is an object with the one mark `$`:
 * `{ "$": "undefined" }`, `{ "$": "NaN" }`, …; `{ "$": "bigint", "value": "12" }`; and
 * `{ "$": "object", "value": { … } }` an object that has such a member itself.
 */
export const fromJson = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(fromJson);
  if (!isObject(json)) return json;
  const { $: mark, value } = json;
  if (mark === 'undefined') return undefined;
  if (typeof mark === 'string' && NUMBERS.has(mark)) return Number(mark);
  if (mark === 'bigint' && typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value);
  return mapMembers(mark === 'object' && isObject(value) ? value : json, fromJson);
};
