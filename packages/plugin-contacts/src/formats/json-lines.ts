import type { OpenFormat } from '../database/import-options.js';
import { readTime } from '../read-time.js';
import type { ContactReader, ReadEntry } from './contact-format.js';
import { readInPage } from './define-format.js';
import { createLineSplitter, type Line } from './line-splitter.js';
import { createSeenIds, repeatedId, type SeenIds } from './seen-ids.js';

const LONGEST = 1_000_000;
const DATES = new Set(['touchedAt', 'updatedAt']);

/** The texts and numbers of a line of JSON. */
const VALUES = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gu;

const phonesOf = (contact: unknown): readonly unknown[] => {
  const { phoneNumbers } = contact as { readonly phoneNumbers?: unknown };
  return Array.isArray(phoneNumbers) ? (phoneNumbers as readonly unknown[]) : [];
};
const numberOf = (entry: unknown): unknown =>
  (entry as { readonly phoneNumber?: unknown } | null | undefined)?.phoneNumber;

/** Numbers that are written as numbers, with all of their digits: 6.5e9 has lost some. */
function readNumbers(contact: object, text: string): object {
  const phones = phonesOf(contact);
  if (!phones.some((entry) => typeof numberOf(entry) === 'number')) return contact;
  // The same line with each number as the text that it is written as.
  const quoted = text.replace(VALUES, (value) => (value.startsWith('"') ? value : `"${value}"`));
  const written = phonesOf(JSON.parse(quoted)).map(numberOf);
  const numbers: unknown[] = [];
  for (const [i, entry] of phones.entries()) {
    const number = numberOf(entry);
    const isWhole = Number.isSafeInteger(number) && /^\d+(?:\.0+)?$/u.test(String(written[i]));
    numbers.push(isWhole ? { ...(entry as object), phoneNumber: String(number) } : entry);
  }
  return { ...contact, phoneNumbers: numbers };
}

function* readLine({ line, text }: Line, seen: SeenIds): Generator<ReadEntry> {
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
  const isRepeated = seen.isOfAnother(own);
  const leftOut = Object.entries(own).flatMap(([member, value]) => {
    const isNoTime = DATES.has(member) && value !== null && readTime(value) === undefined;
    return isNoTime || (isRepeated && member === 'id') ? member : [];
  });
  yield {
    line,
    contact:
      leftOut.length === 0
        ? own
        : Object.fromEntries(Object.entries(own).filter(([member]) => !leftOut.includes(member))),
  };
  for (const member of leftOut) {
    const expected = 'a time in ISO 8601, or milliseconds or seconds since 1970';
    const issue = { pointer: `/${member}`, expected, received: 'another value' };
    yield { line, issue: member === 'id' ? repeatedId : issue, isLeftOut: true };
  }
}

function openJsonLines(): ContactReader {
  const lines = createLineSplitter(LONGEST);
  const seen = createSeenIds();
  function* read(found: Iterable<Line>): Generator<ReadEntry> {
    for (const line of found) yield* readLine(line, seen);
  }
  return { read: (text) => read(lines.read(text)), end: () => read(lines.end()) };
}

/** A contact on each line, as JSON; empty lines are skipped. */
export function jsonLines(): { readonly type: 'json-lines' } & OpenFormat {
  return { type: 'json-lines', open: openJsonLines, readInPage };
}
