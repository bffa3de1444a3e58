import Papa from 'papaparse';
import type { OpenFormat } from '../database/import-options.js';
import type { ContactReader, CsvOptions, ReadEntry } from './contact-format.js';
import { type Columns, readColumns } from './csv-columns.js';
import { readInPage } from './define-format.js';
import { readRow } from './csv-row.js';

/** A row that goes on for longer has a quote that is never closed. */
const LONGEST = 100_000;

const DELIMITERS = [';', '\t', ',', '|'];

/** What the first line has most of, outside quotes. */
function guessDelimiter(text: string): string {
  const [line = ''] = text.replace(/"[^"]*"/gu, '').split('\n', 1);
  const count = (delimiter: string): number => line.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best), ',');
}

const newlinesIn = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

interface Row {
  readonly length: number;
  readonly cells: readonly string[];
}

/** The rows that are complete, until one whose quotes are wrong. */
function parseRows(text: string, delimiter: string, isEnd: boolean): [Row[], isBroken: boolean] {
  const rows: Row[] = [];
  let from = 0;
  let isBroken = false;
  const parser: Papa.Parser = new Papa.Parser({
    delimiter,
    newline: '\n',
    step({ data, errors, meta }: Papa.ParseStepResult<readonly (readonly string[])[]>) {
      if (errors.length > 0) {
        isBroken = true;
        parser.abort();
        return;
      }
      rows.push({ length: meta.cursor - from, cells: data[0] ?? [] });
      from = meta.cursor;
    },
  });
  parser.parse(text, 0, !isEnd);
  return [rows, isBroken];
}

/**
 * Rows come out of Papa Parse whole. Where quotes are wrong it would take everything up to the next
 * quote for one field: only the line where such a row begins is given up, and reading goes on after
 * it.
 */
function openCsv(options: CsvOptions): ContactReader {
  let text = '';
  let line = 1;
  let delimiter = options.delimiter;
  let columns: Columns | undefined;
  let held = '';

  function* take({ length, cells }: Row): Generator<ReadEntry> {
    const at = line;
    line += newlinesIn(text.slice(0, length));
    text = text.slice(length);
    if (columns) {
      const read = readRow(columns.fields, cells, options.contactType);
      if (read) yield { line: at, ...read };
    } else if (cells.some((cell) => cell.trim() !== '')) {
      columns = readColumns(cells, options.columns);
      if (!columns.fields.some((field) => field && /name$|^company$/iu.test(field))) {
        const expected = 'a first line with the names of the columns, one of them of a name';
        const received = cells.slice(0, 8).join(' ').slice(0, 80);
        yield { line: at, issue: { pointer: '', expected, received } };
      }
    }
  }

  function* giveUpLine(): Generator<ReadEntry> {
    const end = text.indexOf('\n');
    const [received, length] = end < 0 ? [text, text.length] : [text.slice(0, end), end + 1];
    const expected = 'fields whose quotes are closed, and doubled within';
    const issue = { pointer: '', expected, received: JSON.stringify(received.slice(0, 40)) };
    yield { line, issue };
    line += 1;
    text = text.slice(length);
  }

  function* run(isEnd: boolean): Generator<ReadEntry> {
    if (delimiter === undefined) {
      if (!isEnd && !text.includes('\n')) return;
      const said = /^sep=(.)\n/iu.exec(text);
      if (said) {
        text = text.slice(said[0].length);
        line += 1;
      }
      delimiter = said?.[1] ?? guessDelimiter(text);
    }
    while (text !== '') {
      const [rows, isBroken] = parseRows(text, delimiter, isEnd);
      for (const row of rows) yield* take(row);
      if (!isBroken && (isEnd || text.length <= LONGEST)) return;
      yield* giveUpLine();
    }
  }

  return {
    *read(part) {
      // A return at the very end may be the first half of a newline.
      const all = held + part;
      held = all.endsWith('\r') ? '\r' : '';
      text += all.slice(0, all.length - held.length).replace(/\r\n?/gu, '\n');
      yield* run(false);
    },
    *end() {
      if (held) text += '\n';
      held = '';
      yield* run(true);
    },
    get ignored() {
      return columns?.ignored;
    },
  };
}

/**
 * Comma-separated values (RFC 4180), a contact in each row, the names of the columns in the first.
 *
 * @example
 * ```ts
 * csv({ columns: { Kunde: 'name', 'Nr. (privat)': 'phoneNumber:home' } });
 * ```
 */
export function csv(options: CsvOptions = {}): { readonly type: 'csv' } & CsvOptions & OpenFormat {
  return { ...options, type: 'csv', open: () => openCsv(options), readInPage };
}
