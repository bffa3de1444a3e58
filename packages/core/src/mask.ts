import type { Fault, Mask } from './protocol.js';

const hidden = (kind: string): string => `‹${kind}›`;

const isRecord = (mask: Mask): mask is readonly [0 | string, Mask] =>
  Array.isArray(mask) && mask.length === 2;

/** A copy of `value` that holds nothing personal. Members that the schema does not know are hidden. */
export function applyMask(value: unknown, mask: Mask | undefined): unknown {
  if (value === undefined || value === null) return value;
  if (mask === 0) return typeof value === 'object' ? hidden('?') : value;
  if (mask === undefined || typeof mask === 'string') return hidden(mask ?? '?');
  if (isRecord(mask)) {
    if (typeof value !== 'object') return hidden('?');
    const [keys, values] = mask;
    return Object.entries(value).map(([key, member]) => [
      keys === 0 ? key : hidden(keys),
      applyMask(member, values),
    ]);
  }
  if (Array.isArray(mask)) {
    return Array.isArray(value) ? value.map((item) => applyMask(item, mask[0])) : hidden('?');
  }
  if (typeof value !== 'object' || Array.isArray(value)) return hidden('?');
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, applyMask(member, memberOf(mask, name))]),
  );
}

function memberOf(mask: Mask, name: string): Mask | undefined {
  if (typeof mask !== 'object') return undefined;
  if (isRecord(mask)) return mask[1];
  if (Array.isArray(mask)) return mask[0];
  return Object.hasOwn(mask, name) ? (mask as Record<string, Mask>)[name] : undefined;
}

/** `pointer` with every personal key, and every key unknown to the schema, written as `*`. */
export function maskPointer(pointer: string, mask: Mask | undefined): string {
  let at = mask;
  return pointer.replace(/\/([^/]*)/g, (whole, part: string) => {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const parent = at;
    at = parent === undefined ? undefined : memberOf(parent, name);
    if (parent === undefined || typeof parent !== 'object') return '/*';
    if (isRecord(parent)) return parent[0] === 0 ? whole : '/*';
    return Array.isArray(parent) || at !== undefined ? whole : '/*';
  });
}

/** A fault with what came instead, in words that give no value away. */
export interface FoundFault extends Fault {
  readonly actual: string;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (typeof value === 'string') return `string of ${value.length}`;
  return value === null ? 'null' : typeof value;
}

/** Says what came at each fault, and masks the pointers. */
export function locate(
  faults: readonly Fault[],
  body: unknown,
  mask: Mask | undefined,
): readonly FoundFault[] {
  return faults.map((fault) => {
    let value = body;
    for (const part of fault.pointer.split('/').slice(1)) {
      value = (value as Record<string, unknown> | undefined)?.[
        part.replaceAll('~1', '/').replaceAll('~0', '~')
      ];
    }
    const actual = fault.keyword === 'required' ? 'nothing' : describe(value);
    return { ...fault, pointer: maskPointer(fault.pointer, mask), actual };
  });
}

/** The faults as one line, for an error's message. */
export function sayFaults(faults: readonly FoundFault[]): string {
  return faults
    .map(({ pointer, expected, actual }) => `${pointer || '/'} expected ${expected}, got ${actual}`)
    .join('; ');
}
