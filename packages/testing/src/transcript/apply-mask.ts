import type { Mask } from '@jackfield/core/protocol';
import { isObject } from '@jackfield/plugin-kit/json';
import type { Hide } from './reveal.js';

const memberOf = (mask: Mask, name: string): Mask => {
  if (Array.isArray(mask)) return mask.at(-1) as Mask;
  const members = mask as { readonly [member: string]: Mask };
  return Object.hasOwn(members, name) ? (members[name] as Mask) : '?';
};

/** Returns a copy of `value` in which `hide` replaces what the mask does not show, as in an event of a host. */
export function applyMask(value: unknown, given: Mask | undefined, hide: Hide): unknown {
  const mask = given ?? '?';
  if (value === undefined || value === null || (mask === 0 && typeof value !== 'object'))
    return value;
  if (typeof mask === 'string') return hide(mask, value);
  const isList = Array.isArray(mask) && mask.length < 2;
  if (isList && Array.isArray(value))
    return Array.from(value, (item) => applyMask(item, memberOf(mask, ''), hide));
  // A list in place of an object, or an object in place of a list, is unknown.
  if (mask === 0 || isList || !isObject(value)) return hide('?', value);
  const keyKind = Array.isArray(mask) ? (mask[0] as 0 | string) : 0;
  return Object.fromEntries(
    Object.entries(value).map(([name, member], index) => [
      keyKind ? hide(`${keyKind} ${index + 1}`, name) : name,
      applyMask(member, memberOf(mask, name), hide),
    ]),
  );
}
