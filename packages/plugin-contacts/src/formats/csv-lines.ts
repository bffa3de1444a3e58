import type { ImportIssue } from '../contacts-error.js';
import type { Line } from './line-splitter.js';

/** A row that goes on for longer has a quote that is never closed. */
export const LONGEST_ROW = 100_000;

/** A row, or what is wrong in its place. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly issue: ImportIssue };

/** Makes rows of lines. */
export interface RowReader {
  read(line: Line): Generator<CsvRow>;
  end(): Generator<CsvRow>;
}

/** How a line ended: with its row, within quotes, or at a quote that is wrong. */
type End = 'row' | 'quoted' | 'broken';

/** The cells of a row under way, and the parts of a quoted one that goes on in the next line. */
interface Row {
  readonly cells: string[];
  quoted: string[] | undefined;
}

function scan(text: string, row: Row, delimiter: string): End {
  const skipSpaces = (from: number): number => {
    if (delimiter === ' ') return from;
    let at = from;
    while (text[at] === ' ') at += 1;
    return at;
  };
  let at = 0;
  for (;;) {
    if (!row.quoted) {
      const start = skipSpaces(at);
      if (text[start] !== '"') {
        const end = text.indexOf(delimiter, at);
        row.cells.push(text.slice(at, end < 0 ? undefined : end));
        if (end < 0) return 'row';
        at = end + delimiter.length;
        continue;
      }
      row.quoted = [];
      at = start + 1;
    }
    const quote = text.indexOf('"', at);
    if (quote < 0) {
      row.quoted.push(text.slice(at), '\n');
      return 'quoted';
    }
    if (text[quote + 1] === '"') {
      row.quoted.push(text.slice(at, quote + 1));
      at = quote + 2;
      continue;
    }
    row.quoted.push(text.slice(at, quote));
    row.cells.push(row.quoted.join(''));
    row.quoted = undefined;
    const after = skipSpaces(quote + 1);
    if (after === text.length) return 'row';
    if (!text.startsWith(delimiter, after)) return 'broken';
    at = after + delimiter.length;
  }
}

/**
 * Makes rows of lines, each of which is looked at twice at most, whatever is in it:
 *
 * 1. a row ends with its line, unless a quote is open: then it goes on in the next line;
 * 2. where a quote turns out to be wrong, only the line is given up in which the row began. What came
 *    after it is read again, each line as the beginning of a row;
 * 3. one of those in which a quote is open at the end of its line would go on as the row before it
 *    did, to the same wrong quote. So it is given up at once.
 */
export function createRowReader(delimiter: string): RowReader {
  /** The lines of the row under way; more than one where a quoted cell has newlines. */
  let lines: (Line & { readonly text: string })[] = [];
  let row: Row = { cells: [], quoted: undefined };
  let length = 0;
  /** A quote opened before this line is never closed correctly. */
  let brokenAt = 0;

  const reset = (): void => {
    lines = [];
    row = { cells: [], quoted: undefined };
    length = 0;
  };
  const issue = (line: number, expected: string, received: string): CsvRow => ({
    line,
    issue: { pointer: '', expected, received },
  });

  function* giveUp(until: number): Generator<CsvRow> {
    const [first, ...others] = lines;
    if (!first) return;
    brokenAt = Math.max(brokenAt, until);
    reset();
    const expected = 'fields whose quotes are closed, and doubled within';
    yield issue(first.line, expected, `a line of ${first.text.length} characters`);
    for (const line of others) yield* read(line);
  }

  function* read({ line, text }: Line): Generator<CsvRow> {
    if (text === undefined) {
      yield* giveUp(line);
      yield issue(line, `a line of ${LONGEST_ROW} characters at most`, 'a longer one');
      return;
    }
    lines.push({ line, text });
    length += text.length;
    const end = scan(text, row, delimiter);
    if (end === 'row') {
      const { cells } = row;
      const from = lines[0]?.line ?? line;
      reset();
      yield { line: from, cells };
    } else if (end === 'broken' || length > LONGEST_ROW) yield* giveUp(line);
    else if (line < brokenAt) yield* giveUp(brokenAt);
  }

  return {
    read,
    *end() {
      yield* giveUp(Number.POSITIVE_INFINITY);
    },
  };
}
