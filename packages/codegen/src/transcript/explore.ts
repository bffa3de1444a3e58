import { isObject, step } from '@jackfield/plugin-kit/json';
import type { Schema } from '../schema.js';
import { itemOf, type Layers, memberOf, saysMembers } from './layers.js';
import { isMasked, isMaskName } from './mask.js';

/** A value in a body that its schema does not describe. `*` means any index or key of a record. */
export type Observation =
  | { readonly kind: 'member'; readonly pointer: string; readonly type: string }
  | { readonly kind: 'value'; readonly pointer: string; readonly value: string }
  | { readonly kind: 'versions'; readonly pointer: string; readonly versions: readonly string[] };

/** Returns the type of a value, without revealing the value. */
export const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return isMasked(value) && typeof value === 'string' ? 'hidden' : typeof value;
};

/** Returns the name of an unknown member, masked if it is a number: it may be a phone number. */
const shown = (name: string): string => (/^\+?\d{5,}$/.test(name) ? '*' : name);

/** The text that replaces a personal or masked value. */
const HIDDEN = 'a personal value';

/** Finds the members and values of a body that its schema does not describe. */
export const explore = (layers: Layers, schema: Schema, body: unknown): readonly Observation[] => {
  const found: Observation[] = [];

  const enter = (
    schemas: readonly Schema[],
    value: unknown,
    pointer: string,
    isPersonal: boolean,
  ): void => {
    const all = layers(schemas);
    const personal = isPersonal || all.some((one) => one['x-personal'] !== undefined);
    if (typeof value === 'string') {
      const lists = all.flatMap((one) => one['x-open-enum'] ?? []);
      if (lists.length > 0 && !lists.includes(value) && !isMasked(value))
        found.push({ kind: 'value', pointer, value: personal ? HIDDEN : value });
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        const isNamed = all.some(({ prefixItems = [] }) => index < prefixItems.length);
        const place = isNamed ? step(pointer, index) : `${pointer}/*`;
        enter(itemOf(all, index), item, place, personal);
      }
    } else if (isObject(value) && saysMembers(all)) {
      for (const [name, member] of Object.entries(value)) {
        const { schemas: own, isKey } = memberOf(all, name);
        if (own.length > 0) {
          const place = isKey ? `${pointer}/*` : step(pointer, name);
          const versions = own.flatMap((one) => one['x-versions'] ?? []);
          if (versions.length > 0 && member !== undefined)
            found.push({ kind: 'versions', pointer: place, versions });
          enter(own, member, place, personal);
        } else if (!isMaskName(name)) {
          found.push({ kind: 'member', pointer: step(pointer, shown(name)), type: typeOf(member) });
        }
      }
    }
  };

  enter([schema], body, '', false);
  return found;
};
