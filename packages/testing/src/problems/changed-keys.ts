import type { Mask } from '@jackfield/core/protocol';
import { applyMask } from '@jackfield/core/ringcx';
import { isObject } from '@jackfield/plugin-kit/json';

/** The mask of a record: of its keys, and of its values. */
type RecordMask = readonly [0 | string, Mask];

const isRecordMask = (mask: Mask | undefined): mask is RecordMask =>
  Array.isArray(mask) && mask.length === 2;

/** Finds the record in a result, at its root or in one of its members. */
function recordIn(
  result: unknown,
  mask: Mask | undefined,
): { readonly record: object; readonly kind: 0 | string } | undefined {
  if (!isObject(result)) return undefined;
  if (isRecordMask(mask)) return { record: result, kind: mask[0] };
  if (typeof mask !== 'object' || Array.isArray(mask)) return undefined;
  for (const [name, of] of Object.entries(mask as Readonly<Record<string, Mask>>)) {
    const record = result[name];
    if (isRecordMask(of) && isObject(record)) return { record, kind: of[0] };
  }
  return undefined;
}

/** Returns all strings in a value that are of a kind; with 0, those that are not personal. */
function stringsOf(kind: 0 | string, value: unknown, mask: Mask | undefined): readonly string[] {
  const found = new Set<string>();
  const open = applyMask(value, mask, (of, hidden) => {
    if (kind !== 0 && of.startsWith(kind) && typeof hidden === 'string') found.add(hidden);
    return undefined;
  });
  const collect = (part: unknown): void => {
    if (typeof part === 'string') found.add(part);
    else if (typeof part === 'object' && part !== null)
      for (const one of Object.values(part)) collect(one);
  };
  if (kind === 0) collect(open);
  return [...found];
}

/**
 * Counts the keys of a result that the request did not ask for, if they are there in place of keys that
 * it did ask for. Further keys beside those do no harm.
 */
export function changedKeys(
  data: unknown,
  result: unknown,
  masks: { readonly data?: Mask; readonly result?: Mask } = {},
): number {
  const found = recordIn(result, masks.result);
  if (!found) return 0;
  const keys = new Set(Object.keys(found.record));
  const asked = stringsOf(found.kind, data, masks.data);
  const others = [...keys].filter((key) => !asked.includes(key));
  return asked.every((key) => keys.has(key)) ? 0 : others.length;
}
