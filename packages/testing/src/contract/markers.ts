import type { Mask } from '@jackfield/core/protocol';
import { replacePersonal } from './personal.js';

/** Personal data that is nobody's, and that is known again wherever it turns up. */
export interface Markers {
  /** A copy of `value` with a marker in every personal place; each is another. */
  mark(value: unknown, mask: Mask): unknown;
  /** The marker within a text; `undefined` if there is none. */
  findIn(text: string): string | undefined;
}

/** @param set - a digit: markers of one set are not those of another */
export function createMarkers(set: number): Markers {
  let count = 0;
  const word = `jfk${set}q`;
  // Of a North American form, so that a plugin may normalise it; digits stay in a row in all forms.
  const number = `90783${set}`;
  return {
    mark: (value, mask) =>
      replacePersonal(value, mask, (each, kind) => {
        count += 1;
        const digits = `${number}${String(count).padStart(4, '0')}`;
        if (typeof each === 'number') return Number(digits);
        return kind === 'number' ? digits : `${word}${kind === '?' ? 'text' : kind}${count}`;
      }),
    findIn(text) {
      const found = new RegExp(`${word}[a-z]*\\d*`).exec(text.toLowerCase());
      if (found) return found[0];
      return new RegExp(`${number}\\d{4}`).exec(text.replaceAll(/\D/g, ''))?.[0];
    },
  };
}
