import type { OpenFormat } from '../database/import-options.js';
import { orderIn, type DateOrder } from '../read-time.js';
import type { ContactReader, CsvOptions, ReadEntry } from './contact-format.js';
import { type Columns, readColumns } from './csv-columns.js';
import { createRowReader, type CsvRow, LONGEST_ROW, type RowReader } from './csv-lines.js';
import { cleanCell, footerIssue, isDateField, readRow } from './csv-row.js';
import { readInPage } from './define-format.js';
import { createLineSplitter, type Line } from './line-splitter.js';
import { createSeenIds, repeatedId } from './seen-ids.js';

const DELIMITERS = [';', '\t', ',', '|'];

/** Rows buffered before the first is read, to detect repeated ids and the date order. */
const LOOKED_AT = 500;
/** Reports end with a few rows of one field; a longer list of such rows is one of names. */
const MOST_FOOTERS = 20;

/** What a line has most of, outside quotes. */
function guessDelimiter(text: string): string {
  const line = text.replace(/"[^"]*(?:"|$)/gu, '');
  const count = (delimiter: string): number => line.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best), ',');
}

type Row = Extract<CsvRow, { readonly cells: readonly string[] }>;

const sameCells = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((cell, i) => cell === b[i]);

/**
 * Rows as contacts:
 *
 * 1. where a column was guessed to hold ids, or holds dates, the first rows are looked at before any
 *    is read: whether the ids are those of contacts, and in which order dates are written. What later
 *    rows say of dates counts from there on;
 * 2. an id that another name of its type had before is left out, or two people would become one;
 * 3. rows of a single field are held until another row comes: at the end they are a report's.
 */
function openContacts(header: readonly string[], columns: Columns, options: CsvOptions) {
  const { contactType } = options;
  const ignored = [...columns.ignored];
  const dates = columns.fields.flatMap((field, i) => (isDateField(field) ? i : []));
  const orders = new Set<DateOrder>();
  const seen = createSeenIds();
  const hasNumbers = columns.fields.some((field) => field?.startsWith('phoneNumber'));
  let { fields, guessedId } = columns;
  const isLookedAt = guessedId !== undefined || (dates.length > 0 && !options.dateOrder);
  let first: CsvRow[] | undefined = isLookedAt ? [] : undefined;
  let single: CsvRow[] = [];

  const read = (cells: readonly string[]) => {
    const [order] = orders;
    const dateOrder = options.dateOrder ?? (orders.size === 1 ? order : undefined);
    return readRow({ fields, contactType, dateOrder }, cells);
  };
  const findOrders = ({ cells }: Row): void => {
    for (const i of dates) {
      const order = orderIn(cells[i] ?? '');
      if (order) orders.add(order);
    }
  };
  /** Whether a contact has the id that another name had before. */
  const hasAnothersId = (contact: object, ids = seen): boolean =>
    guessedId !== undefined && ids.isOfAnother(contact);

  function* readOne(row: CsvRow): Generator<ReadEntry> {
    if ('issue' in row) {
      yield row;
      return;
    }
    const { line } = row;
    findOrders(row);
    const found = read(row.cells);
    if (!found || 'issue' in found) {
      if (found) yield { line, issue: found.issue };
      return;
    }
    const { id: _id, ...others } = found.contact;
    const isAnothers = hasAnothersId(found.contact);
    const leftOut = isAnothers ? [...found.leftOut, repeatedId] : found.leftOut;
    yield { line, contact: isAnothers ? others : found.contact };
    for (const issue of leftOut) yield { line, issue, isLeftOut: true };
  }

  function* lookAt(rows: readonly CsvRow[]): Generator<ReadEntry> {
    const ids = createSeenIds();
    for (const row of rows) if ('cells' in row) findOrders(row);
    const repeated = rows.find((row) => {
      const found = 'cells' in row ? read(row.cells) : undefined;
      return found && 'contact' in found && hasAnothersId(found.contact, ids);
    });
    if (repeated && guessedId !== undefined) {
      const name = header[guessedId] ?? '';
      fields = fields.map((field, i) => (i === guessedId ? undefined : field));
      guessedId = undefined;
      ignored.push(name);
      const expected = `an id of its own for each name in the column ${JSON.stringify(name)}`;
      const received = 'one id for several: the column is left out';
      const issue = { pointer: '/id', expected, received };
      yield { line: repeated.line, issue, isLeftOut: true };
    }
    for (const row of rows) yield* readOne(row);
  }

  function* pass(row: CsvRow): Generator<ReadEntry> {
    if (!first) yield* readOne(row);
    else if (first.push(row) === LOOKED_AT) {
      const rows = first;
      first = undefined;
      yield* lookAt(rows);
    }
  }

  /** Whether a row may be what a report ends with: one field, which is not a number. */
  const isSingle = (row: CsvRow): boolean => {
    if ('issue' in row) return single.length > 0;
    const filled = row.cells.filter((cell) => cell !== '');
    const isText = filled.length === 1 && !/^[+(]?\d[\d\s().-]*$/u.test(filled[0] ?? '');
    return hasNumbers && fields.length > 2 && isText;
  };

  return {
    ignored,
    *read(row: CsvRow): Generator<ReadEntry> {
      if ('cells' in row && row.cells.every((cell) => cell === '')) return;
      const isHeld = isSingle(row);
      single.push(row);
      if (isHeld && single.length <= MOST_FOOTERS) return;
      const rows = single;
      single = [];
      for (const it of rows) yield* pass(it);
    },
    *end(): Generator<ReadEntry> {
      if (first) yield* lookAt(first);
      first = undefined;
      for (const row of single) {
        yield 'issue' in row ? row : { line: row.line, ...footerIssue(row.cells) };
      }
    },
  };
}

function openCsv(options: CsvOptions): ContactReader {
  const lines = createLineSplitter(LONGEST_ROW);
  let rows: RowReader | undefined;
  let header: readonly string[] | undefined;
  let contacts: ReturnType<typeof openContacts> | undefined;

  function* take(row: CsvRow): Generator<ReadEntry> {
    if ('issue' in row) {
      yield* contacts ? contacts.read(row) : [row];
      return;
    }
    const { line } = row;
    const cells = row.cells.map(cleanCell);
    if (!header || !contacts) {
      if (cells.every((cell) => cell === '')) return;
      const columns = readColumns(cells, options.columns);
      header = cells;
      contacts = openContacts(cells, columns, options);
      if (!columns.fields.some((field) => field && /name$|^company$/iu.test(field))) {
        const expected = 'a first line with the names of the columns, one of them of a name';
        yield { line, issue: { pointer: '', expected, received: `${cells.length} other fields` } };
      }
    } else if (sameCells(cells, header)) {
      const received = 'the names of the columns again';
      yield { line, issue: { pointer: '', expected: 'a contact', received } };
    } else yield* contacts.read({ line, cells });
  }

  function* takeLine(line: Line): Generator<ReadEntry> {
    const { text } = line;
    if (!rows) {
      const said = line.line === 1 ? /^sep=(.)$/iu.exec(text ?? '')?.[1] : undefined;
      if (!said && text?.trim() === '') return;
      rows = createRowReader(options.delimiter ?? said ?? guessDelimiter(text ?? ''));
      if (said) return;
    }
    for (const row of rows.read(line)) yield* take(row);
  }

  return {
    *read(part) {
      for (const line of lines.read(part)) yield* takeLine(line);
    },
    *end() {
      for (const line of lines.end()) yield* takeLine(line);
      for (const row of rows?.end() ?? []) yield* take(row);
      if (contacts) yield* contacts.end();
    },
    get ignored() {
      return contacts?.ignored;
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
