import { JackfieldError, kindOf } from './errors.js';
import type { Fault, FoundFault, Mask } from './protocol.js';

const memberOf = (mask: Mask | undefined, name: string): Mask | undefined => {
  if (Array.isArray(mask)) return mask.at(-1) as Mask;
  return typeof mask === 'object' && Object.hasOwn(mask, name)
    ? (mask as Record<string, Mask>)[name]
    : undefined;
};

const keyKindOf = (mask: Mask | undefined): unknown =>
  Array.isArray(mask) && mask.length > 1 ? mask[0] : 0;

/** A copy of `value` that holds nothing personal. What the schema does not know is hidden. */
export function applyMask(value: unknown, mask: Mask = '?'): unknown {
  if (value === undefined || value === null || (mask === 0 && typeof value !== 'object'))
    return value;
  const isList = Array.isArray(value);
  // A list where members are known, or members where a list is known, is known to be neither.
  if (
    typeof value !== 'object' ||
    typeof mask !== 'object' ||
    isList !== (Array.isArray(mask) && mask.length < 2)
  ) {
    return `‹${typeof mask === 'string' ? mask : '?'}›`;
  }
  // Not by its own `map`: the copy of a list has whatever members the list had.
  if (isList) return Array.from(value, (item) => applyMask(item, memberOf(mask, '')));
  const keyKind = keyKindOf(mask);
  return Object.fromEntries(
    Object.entries(value).map(([name, member], index) => [
      keyKind ? `‹${keyKind as string} ${index + 1}›` : name,
      applyMask(member, memberOf(mask, name)),
    ]),
  );
}

/**
 * The error that says where `value` breaks its schema, and what came there. In the pointers,
 * personal and unknown keys become `*`.
 */
export function invalid(
  code: 'INVALID_MESSAGE' | 'INVALID_RESULT',
  subject: string,
  faults: readonly Fault[],
  body: unknown,
  mask: Mask | undefined,
): JackfieldError {
  const found = faults.map((fault): FoundFault => {
    let at = mask;
    let value = body;
    const pointer = fault.pointer.replace(/\/([^/]*)/g, (whole, part: string) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const isPersonal = keyKindOf(at);
      at = memberOf(at, name);
      value = (value as Record<string, unknown> | undefined)?.[name];
      return isPersonal || at === undefined ? '/*' : whole;
    });
    return { ...fault, pointer, actual: fault.keyword === 'required' ? 'nothing' : kindOf(value) };
  });
  const list = found.map(
    ({ pointer, expected, actual }) => `expected ${expected} at ${pointer || '/'}, got ${actual}`,
  );
  return new JackfieldError(code, `${subject}: ${list.join('; ')}`, undefined, found);
}
