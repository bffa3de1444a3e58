/** The maximum line width of generated code. */
const WIDTH = 100;

/** Indents lines; empty ones stay empty. */
export const indented = (lines: readonly string[], by = 2): readonly string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));

/** Wraps text to lines of at most `width` characters; a longer word gets its own line. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
};

/** Formats a doc comment, in one line if it fits at that indentation. */
export const docOf = (text: string, indentation = 0): readonly string[] => {
  const line = `/** ${text} */`;
  if (indentation + line.length <= WIDTH) return [line];
  const lines = wrapped(text, WIDTH - indentation - 3);
  return ['/**', ...lines.map((each) => ` * ${each}`), ' */'];
};

/** Formats a list between `head` and `tail`, in one line if it fits, or with one line for each item. */
export const listed = (
  head: string,
  items: readonly string[],
  tail: string,
  { pad = '', indentation = 0 }: { readonly pad?: string; readonly indentation?: number } = {},
): readonly string[] => {
  const line = `${head}${pad}${items.join(', ')}${pad}${tail}`;
  if (indentation + line.length <= WIDTH) return [line];
  return [head, ...items.map((item) => `  ${item},`), tail];
};

/** Formats an import of names; a name may begin with `type `. */
export const importOf = (names: readonly string[], from: string): readonly string[] =>
  names.length === 1
    ? [`import { ${names[0]} } from '${from}';`]
    : listed('import {', names, `} from '${from}';`, { pad: ' ' });

/** Removes duplicates, and sorts case-insensitively. */
export const distinct = (names: readonly string[]): readonly string[] =>
  [...new Set(names)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

/** Joins words: `a`, `a and b`, `a, b and c`. */
export const inWords = (words: readonly string[]): string =>
  words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) as string}`;

/** Joins lines to a text that ends with a line feed. */
export const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
