import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { step } from '@jackfield/plugin-kit/json';
import { isDeeper, MAX_NESTING } from './nesting.js';

/** The place and the expectation of a syntax error in JSON. */
export interface SyntaxIssue {
  readonly offset: number;
  readonly expected: string;
}

export interface JsonScan {
  readonly issue: SyntaxIssue | undefined;
  /** Pointers of duplicate members: `JSON.parse` keeps only the last. */
  readonly duplicates: readonly string[];
  /** The offset of each value by its pointer; a member starts with its name. */
  readonly offsets: ReadonlyMap<string, number>;
}

/** The expectation by the parser's error code. All other errors are within strings. */
const EXPECTED: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a JSON value',
  InvalidNumberFormat: 'a JSON value',
  UnexpectedEndOfNumber: 'a JSON value',
  ValueExpected: 'a JSON value',
  InvalidCommentToken: 'a JSON value',
  PropertyNameExpected: 'a member name in double quotes',
  ColonExpected: '":"',
  CommaExpected: '"," or the closing bracket',
  CloseBraceExpected: '"}"',
  CloseBracketExpected: '"]"',
  EndOfFileExpected: 'the end of the file',
};

/**
 * Scans JSON text for the places that `JSON.parse` does not report.
 *
 * V8's messages do not always contain a position, and duplicate members are not errors.
 */
export const scanJson = (text: string): JsonScan => {
  const duplicates: string[] = [];
  const offsets = new Map<string, number>();
  const errors: ParseError[] = [];
  const walk = ({ offset, children = [] }: Node, pointer: string): void => {
    offsets.set(pointer, offset);
    const seen = new Set<string>();
    for (const [index, child] of children.entries()) {
      const [name, value] = child.type === 'property' ? (child.children ?? []) : [];
      const inner = step(pointer, name === undefined ? index : String(name.value));
      if (seen.has(inner)) duplicates.push(inner);
      seen.add(inner);
      const target = name === undefined ? child : value;
      if (target !== undefined) walk(target, inner);
      if (name !== undefined) offsets.set(inner, name.offset);
    }
  };
  const root = parseTree(text, errors, { disallowComments: true });
  if (root !== undefined) walk(root, '');
  const [first] = errors;
  return {
    issue: first && {
      offset: first.offset,
      expected:
        EXPECTED[printParseErrorCode(first.error)] ??
        'a string without control characters or unknown escapes',
    },
    duplicates,
    offsets,
  };
};

/** Scans a text of any depth: one that nests too deep for the parser has no places. */
export const scanAnyJson = (text: string): JsonScan =>
  isDeeper(text, MAX_NESTING.json)
    ? { issue: undefined, duplicates: [], offsets: new Map() }
    : scanJson(text);

/** Returns the line and the column of an offset, counted from 1. */
export const placeOf = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) as string).length + 1 };
};
