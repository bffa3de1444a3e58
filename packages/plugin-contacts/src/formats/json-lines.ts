import type { OpenFormat } from '../database/import-options.js';
import { readTime } from '../read-time.js';
import type { ContactReader, ReadEntry } from './contact-format.js';
import { readInPage } from './define-format.js';
import { createLineSplitter, type Line } from './line-splitter.js';

const LONGEST = 1_000_000;
const DATES = new Set(['touchedAt', 'updatedAt']);

/** Numbers that are written as numbers, with all of their digits: 6.5e9 has lost some. */
function readNumbers(contact: object, text: string): object {
  const { phoneNumbers } = contact as { readonly phoneNumbers?: unknown };
  if (!Array.isArray(phoneNumbers)) return contact;
  const isWhole = (value: unknown): value is number =>
    Number.isSafeInteger(value) &&
    new RegExp(`[\\s:]${String(value)}(?![\\d]|\\.0*[1-9]|\\.?\\d*e)`, 'iu').test(text);
  const numberOf = (entry: unknown) =>
    (entry as { readonly phoneNumber?: unknown } | null | undefined)?.phoneNumber;
  if (!phoneNumbers.some((entry) => isWhole(numberOf(entry)))) return contact;
  const numbers: unknown[] = [];
  for (const entry of phoneNumbers as readonly object[]) {
    const number = numberOf(entry);
    numbers.push(isWhole(number) ? { ...entry, phoneNumber: String(number) } : entry);
  }
  return { ...contact, phoneNumbers: numbers };
}

function* readLine({ line, text }: Line): Generator<ReadEntry> {
  const issue = (expected: string, received: string): ReadEntry => ({
    line,
    issue: { pointer: '', expected, received },
  });
  if (text === undefined) {
    yield issue(`a line of ${LONGEST} characters at most`, 'a longer one');
    return;
  }
  if (text.trim() === '') return;
  let contact: unknown;
  try {
    contact = JSON.parse(text);
  } catch {
    // The text may be a contact for all but a comma: it is not repeated.
    yield issue('a contact as JSON on a line of its own', `a line of ${text.length} characters`);
    return;
  }
  if (typeof contact !== 'object' || contact === null || Array.isArray(contact)) {
    yield { line, contact };
    return;
  }
  const own: object = readNumbers(contact, text);
  const leftOut = Object.entries(own).flatMap(([member, value]) =>
    DATES.has(member) && value !== null && readTime(value) === undefined ? member : [],
  );
  yield {
    line,
    contact:
      leftOut.length === 0
        ? own
        : Object.fromEntries(Object.entries(own).filter(([member]) => !leftOut.includes(member))),
  };
  for (const member of leftOut) {
    const expected = 'a time in ISO 8601, or milliseconds or seconds since 1970';
    const pointer = `/${member}`;
    yield { line, issue: { pointer, expected, received: 'another value' }, isLeftOut: true };
  }
}

function openJsonLines(): ContactReader {
  const lines = createLineSplitter(LONGEST);
  function* read(found: Iterable<Line>): Generator<ReadEntry> {
    for (const line of found) yield* readLine(line);
  }
  return { read: (text) => read(lines.read(text)), end: () => read(lines.end()) };
}

/** A contact on each line, as JSON; empty lines are skipped. */
export function jsonLines(): { readonly type: 'json-lines' } & OpenFormat {
  return { type: 'json-lines', open: openJsonLines, readInPage };
}
