import { isObject } from '@jackfield/plugin-kit/json';
import { fromJson } from '@jackfield/plugin-kit/special-values';
import { scanJson } from '../json-source.js';
import { lineFinder } from './lines.js';

/** One posted message of a dump. */
export interface DumpEntry {
  /** Its first line in the file, from 1. */
  readonly line: number;
  /** `in`: from the widget. Recorded in a transcript; otherwise derived. */
  readonly direction?: 'in' | 'out' | undefined;
  /** The origin of the sender. */
  readonly origin?: string | undefined;
  readonly data: unknown;
  /** The outcome at the host, recorded in a transcript. */
  readonly outcome?: string | undefined;
}

/** The content of a file. */
export interface Dump {
  /** Whether `record` of @jackfield/testing wrote it, so that it may contain masks. */
  readonly isTranscript: boolean;
  /** The name of the wire in a transcript. */
  readonly wire?: string | undefined;
  readonly entries: readonly DumpEntry[];
  /** Messages that could not be recorded. */
  readonly lost: number;
}

interface Item {
  readonly line: number;
  readonly json: unknown;
}

/** Returns the kind of a value, because the value may be personal. */
const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;

/** Creates the error that stops reading. */
type Fail = (line: number, expected: string, found: string) => Error;

/** Parses a value; a syntax error is reported with its line. */
const parse = (text: string, lineOf: (offset: number) => number, fail: Fail): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const { offset, expected } = scanJson(text).issue ?? { offset: 0, expected: 'JSON' };
    const found = text.charAt(offset).trim();
    throw fail(lineOf(offset), expected, found === '' ? 'its end' : JSON.stringify(found));
  }
};

/** Parses a JSON array, or JSON Lines. */
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
    // Lines without an envelope are about the host, not about a message.
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
 * Reads a transcript of `record`, or a dump of the messages that a window received: a JSON array or
 * JSON Lines, of `{ at, origin, data }` or of the data alone.
 *
 * @param unreadable - creates the error from a reason that names the line
 */
export const readDump = (text: string, unreadable: (reason: string) => Error): Dump => {
  const fail: Fail = (line, expected, found) =>
    unreadable(`line ${line}: expected ${expected}, received ${found}`);
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
