/** The width that all of the code is laid out for. */
const WIDTH = 100;

/** Lines, each further in; an empty one stays empty. */
export const indented = (lines: readonly string[], by = 2): readonly string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));

/** Words in lines of at most `width` letters; a longer word has a line of its own. */
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

/** A doc comment: in one line where it fits at that indentation. */
export const docOf = (text: string, indentation = 0): readonly string[] => {
  const line = `/** ${text} */`;
  if (indentation + line.length <= WIDTH) return [line];
  const lines = wrapped(text, WIDTH - indentation - 3);
  return ['/**', ...lines.map((each) => ` * ${each}`), ' */'];
};

/** `head` and `tail` around a list, in one line where that fits, else with a line for each. */
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

/** An import of names; a name may begin with `type `. */
export const importOf = (names: readonly string[], from: string): readonly string[] =>
  names.length === 1
    ? [`import { ${names[0]} } from '${from}';`]
    : listed('import {', names, `} from '${from}';`, { pad: ' ' });

/** What is said twice is meant once; sorted as people do, without a look at capitals. */
export const distinct = (names: readonly string[]): readonly string[] =>
  [...new Set(names)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

/** `a`, `a and b`, `a, b and c`. */
export const inWords = (words: readonly string[]): string =>
  words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) as string}`;

/** Text of lines, which ends in a line feed. */
export const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
