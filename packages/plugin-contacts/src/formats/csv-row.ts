import type { ImportIssue } from '../contacts-error.js';

/** A number that a spreadsheet has rounded: its last digits are lost. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+\d+$/iu;
/** How a spreadsheet is made to take a number for a text. */
const FORMULA = /^="(.*)"$/su;

/** One row as a contact, not yet checked, or what is wrong with it; `undefined` is an empty row. */
export function readRow(
  fields: readonly (string | undefined)[],
  row: readonly string[],
  contactType: string | undefined,
): { readonly contact: object } | { readonly issue: ImportIssue } | undefined {
  const cells = row.map((cell) => cell.trim().replace(FORMULA, '$1'));
  if (cells.every((cell) => cell === '')) return undefined;
  if (cells.slice(fields.length).some((cell) => cell !== '')) {
    return {
      issue: {
        pointer: '',
        expected: `${fields.length} fields at most, as the first line has`,
        received: `${cells.length} fields`,
      },
    };
  }
  const members = new Map<string, unknown>();
  const phoneNumbers: object[] = [];
  for (const [i, field] of fields.entries()) {
    const cell = cells[i] ?? '';
    if (field === undefined || cell === '') continue;
    const [name, phoneType] = field.split(/:(.*)/su);
    if (name !== 'phoneNumber') {
      if (!members.has(field)) members.set(field, cell);
      continue;
    }
    // Several numbers in one cell, as Google's contacts have them.
    for (const phoneNumber of cell.split(' ::: ')) {
      if (ROUNDED.test(phoneNumber)) {
        const pointer = `/phoneNumbers/${phoneNumbers.length}/phoneNumber`;
        const expected = 'a number with all of its digits';
        return {
          issue: { pointer, expected, received: `${phoneNumber}, rounded by a spreadsheet` },
        };
      }
      phoneNumbers.push(phoneType ? { phoneNumber, phoneType } : { phoneNumber });
    }
  }
  const { firstName, lastName, company, ...others } = Object.fromEntries(members);
  const name = others['name'] ?? ([firstName, lastName].filter(Boolean).join(' ') || company);
  const type = others['type'] ?? contactType;
  return {
    contact: {
      ...others,
      ...(type === undefined ? {} : { type }),
      name,
      ...(phoneNumbers.length > 0 ? { phoneNumbers } : {}),
    },
  };
}
