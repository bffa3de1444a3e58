import { describe } from '@jackfield/plugin-kit';
import { CallLogError } from './call-log-error.js';
import type { FoundCallLog } from './call-log-store.js';

const invalid = (subject: string, expected: string, received: unknown): CallLogError =>
  new CallLogError(
    'STORE_ANSWER_INVALID',
    `${subject}: expected ${expected}, received ${describe(received)}.`,
  );

const isId = (x: unknown): boolean =>
  x === undefined || typeof x === 'string' || typeof x === 'number';

/** Checks what a store's `find` resolved to: it was written by somebody else, maybe untyped. */
export function checkFound(found: unknown): readonly FoundCallLog[] {
  if (!Array.isArray(found)) {
    throw invalid('The answer of store.find', 'an array of { key, id?, contactId? }', found);
  }
  for (const [i, entry] of (found as readonly (Partial<FoundCallLog> | null)[]).entries()) {
    const subject = `The answer of store.find, [${i}]`;
    if (typeof entry !== 'object' || entry === null) {
      throw invalid(subject, 'an object { key, id?, contactId? }', entry);
    }
    const { key, id, contactId } = entry;
    if (typeof key !== 'string') throw invalid(`${subject}.key`, 'a string', key);
    if (!isId(id)) throw invalid(`${subject}.id`, 'a string or number', id);
    if (!isId(contactId)) throw invalid(`${subject}.contactId`, 'a string or number', contactId);
  }
  return found as readonly FoundCallLog[];
}
