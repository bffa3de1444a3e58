import { isObject } from '@jackfield/plugin-kit/json';
import { fromJson } from '@jackfield/plugin-kit/special-values';
import { scanJson } from '../json-source.js';
import { lineFinder } from './lines.js';

/** One posted message of a dump. */
export interface DumpEntry {
  /** Its first line in the file, from 1. */
  readonly line: number;
  /** `in`: from the widget. Told by a transcript; otherwise found out. */
  readonly direction?: 'in' | 'out' | undefined;
  /** The origin of who posted it. */
  readonly origin?: string | undefined;
  readonly data: unknown;
  /** What a host made of it, as a transcript tells. */
  readonly outcome?: string | undefined;
}

/** What a file holds. */
export interface Dump {
  /** Written by `record` of @jackfield/testing, so that masks are to be expected. */
  readonly isTranscript: boolean;
  /** The wire that a transcript says it is of. */
  readonly wire?: string | undefined;
  readonly entries: readonly DumpEntry[];
  /** Messages that came and could not be written. */
  readonly lost: number;
}

interface Item {
  readonly line: number;
  readonly json: unknown;
}

/** The kind of a value: what it says may be personal. */
const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;

/** Makes the error that stops the reading. */
type Fail = (line: number, expected: string, found: string) => Error;

/** Parses a value; what is none is told with its line and column. */
const parse = (text: string, lineOf: (offset: number) => number, fail: Fail): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const { offset, expected } = scanJson(text).issue ?? { offset: 0, expected: 'JSON' };
    const found = text.charAt(offset).trim();
    throw fail(lineOf(offset), expected, found === '' ? 'its end' : JSON.stringify(found));
  }
};

/** A JSON array, or a JSON value a line. */
const itemsOf = (text: string, fail: Fail): readonly Item[] => {
  if (/^\s*\[/.test(text)) {
    const lineOf = lineFinder(text);
    const list = parse(text, lineOf, fail) as readonly unknown[];
    const { offsets } = scanJson(text);
    return list.map((json, index) => ({ line: lineOf(offsets.get(`/${index}`) ?? 0), json }));
  }
  return text.split('\n').flatMap((source, index) => {
    const line = index + 1;
    return source.trim() === '' ? [] : [{ line, json: parse(source, () => line, fail) }];
  });
};

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

const directionIn = (value: unknown): 'in' | 'out' | undefined =>
  value === 'in' || value === 'out' ? value : undefined;

const entriesOf = (
  { line, json }: Item,
  isTranscript: boolean,
  fail: Fail,
): readonly DumpEntry[] => {
  if (isTranscript) {
    // Lines without an envelope tell of the host, not of a message.
    if (!isObject(json)) throw fail(line, 'an object', kindOf(json));
    const { envelope, direction, outcome } = json;
    if (envelope === undefined) return [];
    if (directionIn(direction) === undefined)
      throw fail(line, 'the direction "in" or "out"', kindOf(direction));
    const data = fromJson(envelope);
    return [{ line, direction: directionIn(direction), outcome: textIn(outcome), data }];
  }
  const isWrapped = isObject(json) && 'data' in json && typeof json['origin'] === 'string';
  if (!isWrapped) return [{ line, data: fromJson(json) }];
  const { origin, direction, data } = json;
  return [
    { line, origin: textIn(origin), direction: directionIn(direction), data: fromJson(data) },
  ];
};

const isLost = (json: unknown): boolean =>
  isObject(json) && typeof json['origin'] === 'string' && 'skipped' in json;

/**
 * Reads a transcript of `record`, or what came to a window: a JSON array or a line each, of
 * `{ at, origin, data }` or of bare data.
 *
 * @param unreadable - makes the error that is thrown, of words that name the line
 */
export const readDump = (text: string, unreadable: (reason: string) => Error): Dump => {
  const fail: Fail = (line, expected, found) =>
    unreadable(`line ${line}: expected ${expected}, found ${found}`);
  const items = itemsOf(text.replace(/^\uFEFF/, ''), fail);
  const [first, ...rest] = items;
  if (first === undefined) throw fail(1, 'messages', 'nothing');
  const header = isObject(first.json) && first.json['jackfield'] !== undefined ? first.json : {};
  const isTranscript = header['jackfield'] === 'transcript';
  if (isTranscript && header['version'] !== 1)
    throw fail(first.line, 'a transcript of version 1', String(header['version']));
  const kept = (isTranscript ? rest : items).filter(({ json }) => !isLost(json));
  return {
    isTranscript,
    wire: textIn(header['wire']),
    entries: kept.flatMap((item) => entriesOf(item, isTranscript, fail)),
    lost: items.filter(({ json }) => isLost(json)).length,
  };
};
