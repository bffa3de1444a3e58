import type { ContactRow } from '../contact-row.js';
import { ContactsError } from '../contacts-error.js';
import { checkOne } from '../read-contacts.js';
import type { Block } from './database-schema.js';

const isText = (x: unknown): boolean => typeof x === 'string';

function isRow(row: unknown): row is ContactRow {
  const { key, contact, numbers } = (row ?? {}) as {
    readonly [Name in keyof ContactRow]?: unknown;
  };
  return (
    isText(key) &&
    Array.isArray(numbers) &&
    numbers.every(isText) &&
    !Array.isArray(checkOne(contact))
  );
}

function parse(json: string): readonly unknown[] {
  try {
    const rows = JSON.parse(json) as unknown;
    return Array.isArray(rows) ? rows : [rows];
  } catch {
    return [undefined];
  }
}

let isReported = false;

/**
 * The contacts of a block. What is damaged is skipped, since it would make all others unusable, and
 * reported to the page once.
 */
export function rowsOf(block: Block): readonly ContactRow[] {
  const all = parse(block.rows);
  const rows = all.filter(isRow);
  if (rows.length < all.length && !isReported) {
    isReported = true;
    const message =
      'The contact database holds damaged contacts, which are skipped. Import the contacts again.';
    globalThis.reportError?.(new ContactsError('DATABASE_FAILED', message));
  }
  return rows;
}
