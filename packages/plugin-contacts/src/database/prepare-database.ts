import type { CountryCode } from 'libphonenumber-js/min';
import { contactKey, type ContactRow, numbersOf } from '../contact-row.js';
import {
  type DatabaseTransaction,
  countKeys,
  getSetting,
  putContent,
  putSetting,
} from './database-schema.js';
import { rowsOf } from './read-block.js';
import { putBlock } from './write-rows.js';

/** Change it with what `numbersOf` makes of a contact: the numbers of all databases are read again. */
const RULES_VERSION = 3;
/** Blocks read again in one transaction. */
const BLOCKS = 25;

/** How a database reads numbers. */
export interface NumberRules {
  readonly defaultCountry: CountryCode;
  readonly looseDigits?: number | undefined;
}

export const nameRules = ({ defaultCountry, looseDigits = 0 }: NumberRules): string =>
  `${RULES_VERSION} ${defaultCountry} ${looseDigits}`;

export function makeRow(contact: ContactRow['contact'], rules: NumberRules): ContactRow {
  const numbers = numbersOf(contact, rules.defaultCountry, rules.looseDigits);
  return { key: contactKey(contact), contact, numbers };
}

/** Whether the numbers of all contacts were read by `rules`. */
export async function isPrepared(
  transaction: DatabaseTransaction<IDBTransactionMode>,
  rules: NumberRules,
): Promise<boolean> {
  const numbering = await getSetting(transaction, 'numbering');
  return numbering?.rules === nameRules(rules) && numbering.next === undefined;
}

/**
 * Reads the numbers of some blocks again, if they were read by other rules, in one transaction;
 * `true` once there is no more to do. It may be left at any step and gone on with later, also by
 * another tab.
 */
export async function prepareStep(
  transaction: DatabaseTransaction<'readwrite'>,
  rules: NumberRules,
): Promise<boolean> {
  const name = nameRules(rules);
  const numbering = await getSetting(transaction, 'numbering');
  const next = numbering?.next;
  // Other rules, or a damaged setting: all are read again.
  const from =
    numbering?.rules === name && (next === undefined || Number.isSafeInteger(next)) ? next : 0;
  if (from === undefined) return true;
  const store = transaction.objectStore('blocks');
  const blocks = await store.getAll(IDBKeyRange.lowerBound(from), BLOCKS);
  let isDamaged = false;
  for (const block of blocks) {
    const again = rowsOf(block).map(({ contact }) => makeRow(contact, rules));
    isDamaged ||= again.length !== block.keys?.length;
    await putBlock(transaction, block.id as number, again);
  }
  if (isDamaged) await putContent(transaction, await countKeys(transaction));
  const isDone = blocks.length < BLOCKS;
  const later = isDone ? undefined : (blocks.at(-1)?.id as number) + 1;
  await putSetting(transaction, 'numbering', { rules: name, next: later });
  return isDone;
}
