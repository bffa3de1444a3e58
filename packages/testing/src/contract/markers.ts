import type { Mask } from '@jackfield/core/protocol';
import { replacePersonal } from './personal.js';

/** Made-up personal data that can be recognised wherever it appears. */
export interface Markers {
  /** Returns a copy of `value` with a different marker in every personal place. */
  mark(value: unknown, mask: Mask): unknown;
  /** Returns the marker within a text; `undefined` if there is none. */
  findIn(text: string): string | undefined;
}

/** @param set - a digit: the markers of different sets differ */
export function createMarkers(set: number): Markers {
  let count = 0;
  const word = `jfk${set}q`;
  // A North American number, so that a plugin may normalise it; every format keeps the order of the digits.
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
      // Random ids have digits, too: only those of one number are joined, and only issued numbers count.
      const joined = text.replaceAll(/(?<=\d)[\s().+/-]{1,3}(?=\d)/g, '');
      const numbers = [...joined.matchAll(new RegExp(`${number}(\\d{4})`, 'g'))];
      return numbers.find(([, index]) => Number(index) <= count)?.[0];
    },
  };
}
