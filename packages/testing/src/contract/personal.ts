import type { Mask } from '@jackfield/core/protocol';
import { protocol } from '@jackfield/core/ringcx';
import { protocol as ringex } from '@jackfield/ringex/wire';

export type Part = 'body' | 'data' | 'result';

/** Returns the mask of the personal members in a part of a message from the widget. */
export const maskOf = (message: string, part: Part): Mask =>
  (protocol.masks.fromWidget[message] ?? ringex.masks.fromWidget[message])?.[part] ?? '?';

type Members = Readonly<Record<string, unknown>>;

const textOf = (mask: Mask): Mask => (typeof mask === 'string' ? mask : '?');

const memberOf = (mask: Mask, name: string): Mask => {
  if (typeof mask !== 'object' || Array.isArray(mask)) return textOf(mask);
  const members = mask as { readonly [member: string]: Mask };
  return Object.hasOwn(members, name) ? (members[name] as Mask) : '?';
};

type Replace = (value: string | number, kind: string, isKey: boolean) => unknown;

/**
 * Returns a copy of `value` in which every personal value is replaced.
 *
 * @param replace - receives each string or number, the kind of personal data, and whether it is a key
 */
export function replacePersonal(value: unknown, mask: Mask, replace: Replace): unknown {
  const copies = new Map<object, unknown>();

  function copy(each: unknown, own: Mask): unknown {
    if (typeof each === 'string' || typeof each === 'number')
      return typeof own === 'string' ? replace(each, own, false) : each;
    if (typeof each !== 'object' || each === null) return each;
    // A raw body may contain itself.
    if (copies.has(each)) return copies.get(each);
    copies.set(each, each);
    const made = Array.isArray(each) ? list(each, own) : members(each as Members, own);
    copies.set(each, made);
    return made;
  }

  // A string mask applies to every value below it: a list of numbers, an unknown object.
  const list = (items: readonly unknown[], own: Mask): unknown =>
    items.map((item) => copy(item, Array.isArray(own) ? (own.at(-1) as Mask) : textOf(own)));

  function members(record: Members, own: Mask): unknown {
    const isRecord = Array.isArray(own) && own.length > 1;
    const [keyKind, rest] = (isRecord ? own : [0, '?']) as readonly [0 | string, Mask];
    return Object.fromEntries(
      Object.entries(record).map(([name, member]) => [
        keyKind ? String(replace(name, keyKind, true)) : name,
        copy(member, isRecord ? rest : memberOf(own, name)),
      ]),
    );
  }

  return copy(value, mask);
}

/** Returns a copy of `value` without personal data. */
export const hidePersonal = (value: unknown, mask: Mask): unknown =>
  replacePersonal(value, mask, (_value, kind) => `‹${kind}›`);
