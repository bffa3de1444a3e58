import { describe } from '@jackfield/plugin-kit';
import type { OpenFormat } from '../database/import-options.js';
import type { ContactReader, ReadEntry } from './contact-format.js';
import { readInPage } from './define-format.js';
import { createLineSplitter, type Line } from './line-splitter.js';

const LONGEST = 1_000_000;

function readLine({ line, text }: Line): ReadEntry | undefined {
  const issue = (expected: string, received: string): ReadEntry => ({
    line,
    issue: { pointer: '', expected, received },
  });
  if (text === undefined) return issue(`a line of ${LONGEST} characters at most`, 'a longer one');
  if (text.trim() === '') return undefined;
  try {
    return { line, contact: JSON.parse(text) as unknown };
  } catch {
    return issue('a contact as JSON on a line of its own', describe(text));
  }
}

function openJsonLines(): ContactReader {
  const lines = createLineSplitter(LONGEST);
  function* read(found: Iterable<Line>): Generator<ReadEntry> {
    for (const line of found) {
      const entry = readLine(line);
      if (entry) yield entry;
    }
  }
  return { read: (text) => read(lines.read(text)), end: () => read(lines.end()) };
}

/** A contact on each line, as JSON; empty lines are skipped. */
export function jsonLines(): { readonly type: 'json-lines' } & OpenFormat {
  return { type: 'json-lines', open: openJsonLines, readInPage };
}
