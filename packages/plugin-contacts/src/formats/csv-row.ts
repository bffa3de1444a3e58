import { FORMULA, INVISIBLE } from '../clean-number.js';
import type { ImportIssue } from '../contacts-error.js';
import { type DateOrder, isAmbiguous, readTime } from '../read-time.js';
import { isWhole, splitNumbers } from './split-numbers.js';

const EDGE = new RegExp(`\\s|${INVISIBLE.source}`, 'u');
/** The same before any text. In 't Hooft it is a letter's. */
const APOSTROPHE = /^'(?!\p{Ll}\s)(.+?)'?$/su;

/** What reports write below their rows. */
const FOOTER =
  /^(?:copyright\b.*(?:\d{4}|©|\(c\))|©|\(c\)\s|(?:report\s+)?(?:generated|exported|printed|created|downloaded)\s+(?:by|on|at)\b|(?:erstellt|exportiert|gedruckt)\s+(?:von|am)\b|(?:grand\s+|sub-?\s*)?(?:totals?|summe|gesamt)\s*(?:$|[:(\d-])|confidential\b.*(?:information|do not)|.*\ball rights reserved|end of (?:report|file|list|data)\b|page\s+\d+\s*(?:of|\/)|seite\s+\d+\s+von|(?:total\s+(?:records?|rows?|contacts?)\s*[:=]?|(?:records?|rows?|contacts?)\s*(?:count\s*[:=]?|total\s*[:=]?|[:=]))\s*\d+$|[\d.,]+\s+(?:records?|rows?|contacts?|results?|entries)\b|filtered by\b|(?:as of|report date|run date|date generated)\b|[-=*_]{3,}$)/iu;

/** A text without spaces and invisible characters around it; those within belong to it. */
function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && EDGE.test(text.charAt(from))) from += 1;
  while (to > from && EDGE.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** A cell without what a spreadsheet put around it. */
export function cleanCell(cell: string): string {
  const text = trim(cell);
  const formula = FORMULA.exec(text)?.[1]?.replaceAll('""', '"');
  return trim((formula ?? text).replace(APOSTROPHE, '$1'));
}

/** What is known of a file beside its columns. */
export interface RowRules {
  readonly fields: readonly (string | undefined)[];
  readonly contactType: string | undefined;
  readonly dateOrder: DateOrder | undefined;
}

/** A row as a contact, not yet checked, and what of it was left out; or what is wrong with it. */
export type RowContact =
  | {
      readonly contact: Readonly<Record<string, unknown>>;
      readonly leftOut: readonly ImportIssue[];
    }
  | { readonly issue: ImportIssue };

const rowIssue = (expected: string, received: string, pointer = ''): { issue: ImportIssue } => ({
  issue: { pointer, expected, received },
});

export const isDateField = (field: string | undefined): boolean =>
  field === 'touchedAt' || field === 'updatedAt';

/** A date or years, which have as many digits as a number: 1/12/2026, 2000-2026. */
const DATE =
  /\b(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|(?:19|20)\d{2}\s?[-\u2013]\s?(?:19|20)\d{2})\b/u;
/** A report writes fewer cells with words below its rows. */
const TEXTS = 3;

/** Whether a row is what a report writes below its rows, and not a contact. */
const isFooter = (fields: RowRules['fields'], cells: readonly string[]): boolean =>
  FOOTER.test(cells.find((cell) => cell !== '') ?? '') &&
  cells.filter((cell) => /\p{L}/u.test(cell)).length < TEXTS &&
  !cells.some(
    (cell, i) => fields[i]?.startsWith('phoneNumber') && isWhole(cell) && !DATE.test(cell),
  );

export const footerIssue = (cells: readonly string[]): { issue: ImportIssue } =>
  rowIssue(
    'a contact',
    `a row with ${cells.filter((cell) => cell !== '').length} of its fields, as reports end`,
  );

/** One row as a contact, not yet checked, or what is wrong with it; `undefined` is an empty row. */
export function readRow(
  { fields, contactType, dateOrder }: RowRules,
  cells: readonly string[],
): RowContact | undefined {
  if (cells.every((cell) => cell === '')) return undefined;
  if (isFooter(fields, cells)) return footerIssue(cells);
  if (cells.slice(fields.length).some((cell) => cell !== '')) {
    return rowIssue(
      `${fields.length} fields at most, as the first line has`,
      `${cells.length} fields`,
    );
  }
  const members = new Map<string, unknown>();
  const phoneNumbers: object[] = [];
  const leftOut: ImportIssue[] = [];
  for (const [i, field] of fields.entries()) {
    const cell = cells[i] ?? '';
    if (field === undefined || cell === '') continue;
    const [name, phoneType] = field.split(/:(.*)/su);
    if (name === 'phoneNumber') {
      const found = splitNumbers(cell);
      if (!('numbers' in found)) {
        const pointer = `/phoneNumbers/${phoneNumbers.length}/phoneNumber`;
        return rowIssue(found.expected, found.received, pointer);
      }
      for (const phoneNumber of found.numbers) {
        phoneNumbers.push(phoneType ? { phoneNumber, phoneType } : { phoneNumber });
      }
    } else if (isDateField(field)) {
      const time = readTime(cell, dateOrder);
      if (time === undefined) {
        leftOut.push({
          pointer: `/${field}`,
          expected: 'a time in ISO 8601, milliseconds or seconds since 1970, or a known order',
          received: isAmbiguous(cell) ? 'a date whose day may be its month' : 'another text',
        });
      } else if (!members.has(field)) members.set(field, time);
    } else if (!members.has(field)) members.set(field, cell);
  }
  const { firstName, middleName, lastName, fileAs, company, ...others } =
    Object.fromEntries(members);
  const name =
    others['name'] ??
    ([firstName, middleName, lastName].filter(Boolean).join(' ') || (fileAs ?? company));
  const type = others['type'] ?? contactType;
  return {
    contact: {
      ...others,
      ...(type === undefined ? {} : { type }),
      name,
      ...(phoneNumbers.length > 0 ? { phoneNumbers } : {}),
    },
    leftOut,
  };
}
