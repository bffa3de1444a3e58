import { escapeCode, prose } from '../escape.js';

/** A block of JSON. */
export const json = (value: unknown): string =>
  ['```json', escapeCode(JSON.stringify(value, undefined, 2)), '```'].join('\n');

/** The first sentence of a description. */
export const firstSentence = (text: string): string => text.split(/(?<=[.?!])\s/)[0] as string;

/** Texts are escaped for cells before: see escape.ts. */
const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

/** A table; empty if there are no rows. */
export const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] => {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const lines = [line(head), line(head.map(() => '---')), ...rows.map(line)];
  return rows.length === 0 ? [] : [lines.join('\n')];
};

/** Formats a duration: `15 s`, `250 ms`. */
export const duration = (ms: number): string => (ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`);

/** The replacement of a deprecated message or definition. */
export const deprecation = (advice: string | undefined): readonly string[] =>
  advice === undefined ? [] : [`**Deprecated**: ${prose(advice)}`];
