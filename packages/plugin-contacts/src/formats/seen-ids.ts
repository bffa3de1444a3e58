import type { Contact } from '@jackfield/core';
import { contactKey } from '../contact-row.js';
import type { ImportIssue } from '../contacts-error.js';
import { hash } from '../hash.js';

/** Whose ids a file has had so far. */
export interface SeenIds {
  /** Remembers a contact's type and id, and returns whether another name had these before. */
  isOfAnother(contact: object): boolean;
}

/** What is wrong with an id of another name, which a contact is imported without. */
export const repeatedId: ImportIssue = {
  pointer: '/id',
  expected: 'an id of its own',
  received: 'one that was in the file before, of another name',
};

/** An id as two numbers and its name as a third. */
const WIDTH = 3;

/**
 * Keeps twelve bytes of each id instead of its text, since a file may have a million: two of them
 * are taken for one by an accident of one in 2⁶⁴ for each pair.
 */
export function createSeenIds(): SeenIds {
  let size = 1_024;
  let count = 0;
  let table = new Uint32Array(size * WIDTH);

  /** The place of an id, or the free one where it belongs; no id has zeros. */
  const find = (a: number, b: number): number => {
    let at = a % size;
    while (table[at * WIDTH] !== 0 && (table[at * WIDTH] !== a || table[at * WIDTH + 1] !== b)) {
      at = (at + 1) % size;
    }
    return at * WIDTH;
  };
  const grow = (): void => {
    const old = table;
    size *= 2;
    table = new Uint32Array(size * WIDTH);
    for (let at = 0; at < old.length; at += WIDTH) {
      const [a = 0, b = 0] = [old[at], old[at + 1]];
      if (a !== 0) table.set(old.subarray(at, at + WIDTH), find(a, b));
    }
  };

  return {
    isOfAnother(contact) {
      const { id, name } = contact as Partial<Contact>;
      if (typeof id !== 'string' && typeof id !== 'number') return false;
      // It is not imported without a name.
      if (typeof name !== 'string' || name.trim() === '') return false;
      const key = contactKey(contact as Contact);
      const [a, b] = [hash(key, 0x811c9dc5) || 1, hash(key, 0x9e3779b9)];
      const its = hash(name.trim().toLowerCase(), 0x811c9dc5);
      const at = find(a, b);
      if (table[at] !== 0) return table[at + 2] !== its;
      table.set([a, b, its], at);
      count += 1;
      if (count * 2 > size) grow();
      return false;
    },
  };
}
