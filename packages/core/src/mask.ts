import { JackfieldError, kindOf } from './errors.js';
import type { FailedKeyword, Issue, Mask } from './protocol.js';
import { safely } from './safely.js';

const memberOf = (mask: Mask | undefined, name: string): Mask | undefined => {
  if (Array.isArray(mask)) return mask.at(-1) as Mask;
  return typeof mask === 'object' && Object.hasOwn(mask, name)
    ? (mask as Record<string, Mask>)[name]
    : undefined;
};

const keyKindOf = (mask: Mask | undefined): unknown =>
  Array.isArray(mask) && mask.length > 1 ? mask[0] : 0;

/**
 * Returns the replacement of a hidden value. `kind` is the kind of personal data, `?` for a value unknown
 * to the schemas; for a key of a record it ends with the key's position, as in `number 2`.
 */
export type Hide = (kind: string, value: unknown) => unknown;

export const hideAll = (kind: string): string => `‹${kind}›`;

/** Returns a copy of `value` in which `hide` replaces every personal or unknown value. */
export function applyMask(value: unknown, mask: Mask = '?', hide: Hide = hideAll): unknown {
  if (value === undefined || value === null || (mask === 0 && typeof value !== 'object'))
    return value;
  const isList = Array.isArray(value);
  // A list in place of an object, or an object in place of a list, is unknown.
  if (
    typeof value !== 'object' ||
    typeof mask !== 'object' ||
    isList !== (Array.isArray(mask) && mask.length < 2)
  ) {
    return hide(typeof mask === 'string' ? mask : '?', value);
  }
  // Not by the list's own `map`, which the sender may have overridden.
  if (isList) return Array.from(value, (item) => applyMask(item, memberOf(mask, ''), hide));
  const keyKind = keyKindOf(mask);
  return Object.fromEntries(
    Object.entries(value).map(([name, member], index) => [
      keyKind ? hide(`${keyKind as string} ${index + 1}`, name) : name,
      applyMask(member, memberOf(mask, name), hide),
    ]),
  );
}

/** How many issues an error and its event contain. */
const SHOWN = 20;

/**
 * Creates the error that says where `body` does not match its schema, and what was received there: the
 * first issues. In the pointers, personal and unknown keys become `*`.
 */
export function invalid(
  code: 'INVALID_MESSAGE' | 'INVALID_RESULT',
  subject: string,
  failed: readonly FailedKeyword[],
  body: unknown,
  mask: Mask | undefined,
): JackfieldError {
  const issues = failed.slice(0, SHOWN).map(({ pointer: path, keyword, expected }): Issue => {
    let at = mask;
    let value = body;
    const pointer = path.replace(/\/([^/]*)/g, (whole, part: string) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const isPersonal = keyKindOf(at);
      at = memberOf(at, name);
      // A getter of a plugin's object may throw.
      value = safely(() => (value as Record<string, unknown>)[name]);
      return isPersonal || at === undefined ? '/*' : whole;
    });
    const received = keyword === 'required' ? 'nothing' : kindOf(value);
    const message = `Expected ${expected} at ${pointer || '/'}, received ${received}.`;
    return Object.freeze({ pointer, keyword, expected, received, message });
  });
  const reasons = issues.map(({ message }) => message).join(' ');
  return new JackfieldError(code, `${subject}: ${reasons}`, undefined, Object.freeze(issues));
}
