import { step } from './json.js';

/** Where JSON text stops being JSON. */
export interface SyntaxFault {
  readonly offset: number;
  readonly expected: string;
}

export interface JsonScan {
  readonly fault: SyntaxFault | undefined;
  /** Pointers of members that an object holds twice: `JSON.parse` keeps only the last. */
  readonly duplicates: readonly string[];
  /** Where each value starts, by its pointer. */
  readonly offsets: ReadonlyMap<string, number>;
}

class Stop extends Error {
  constructor(
    readonly offset: number,
    readonly expected: string,
  ) {
    super(expected);
  }
}

const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// oxlint-disable-next-line no-control-regex -- JSON forbids just these
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SPACE = /[ \t\r\n]*/y;

/**
 * Reads JSON text for the places that `JSON.parse` does not tell.
 *
 * V8's messages carry a position only sometimes, and a member given twice not at all.
 */
export const scanJson = (text: string): JsonScan => {
  const duplicates: string[] = [];
  const offsets = new Map<string, number>();
  let at = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const space = (): void => void take(SPACE);
  const stop = (expected: string): never => {
    throw new Stop(at, expected);
  };
  const is = (mark: string): boolean => {
    if (text[at] !== mark) return false;
    at += 1;
    space();
    return true;
  };
  const string = (expected: string): string => {
    const found = take(STRING) ?? stop(expected);
    space();
    return JSON.parse(found) as string;
  };
  const value = (pointer: string): void => {
    offsets.set(pointer, at);
    if (is('{')) {
      const seen = new Set<string>();
      if (is('}')) return;
      do {
        const start = at;
        const member = string('a member name in double quotes');
        const inner = step(pointer, member);
        if (seen.has(member)) duplicates.push(inner);
        seen.add(member);
        if (!is(':')) stop('":"');
        value(inner);
        offsets.set(inner, start);
      } while (is(','));
      if (!is('}')) stop('"," or "}"');
    } else if (is('[')) {
      if (is(']')) return;
      let index = 0;
      do value(`${pointer}/${index++}`);
      while (is(','));
      if (!is(']')) stop('"," or "]"');
    } else if (text[at] === '"') {
      string('a string without control characters or unknown escapes');
    } else {
      if (take(LITERAL) === undefined) stop('a JSON value');
      space();
    }
  };

  try {
    space();
    value('');
    if (at < text.length) stop('the end of the file');
    return { fault: undefined, duplicates, offsets };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { fault: { offset: error.offset, expected: error.expected }, duplicates, offsets };
  }
};

/** Line and column, both from 1, of an offset. */
export const placeOf = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) as string).length + 1 };
};
