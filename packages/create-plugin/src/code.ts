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

/** Formats an import of types from core; none of none. */
export const typeImportOf = (types: readonly string[]): readonly string[] =>
  types.length === 0
    ? []
    : importOf(types, '@jackfield/core').map((line) => line.replace(/^import \{/, 'import type {'));

/** Formats the declaration of a union type. */
export const unionOf = (name: string, types: readonly string[]): readonly string[] => {
  const line = `type ${name} = ${types.join(' | ')};`;
  if (line.length <= WIDTH) return [line];
  const lines = types.map((type) => `  | ${type}`);
  return [`type ${name} =`, ...lines.slice(0, -1), `${lines.at(-1)};`];
};

const quoted = (text: string): string => {
  const json = JSON.stringify(text);
  const isSimpler = text.split("'").length > text.split('"').length;
  return isSimpler
    ? json
    : `'${json
        .slice(1, -1)
        .replaceAll(String.raw`\"`, '"')
        .replaceAll("'", String.raw`\'`)}'`;
};

const keyOf = (key: string): string => (/^([A-Za-z_$][\w$]*|\d+)$/.test(key) ? key : quoted(key));

/**
 * Formats a JSON value as an expression between `head` and `tail`; an object has one line for each of
 * several members.
 */
export const literal = (
  head: string,
  value: unknown,
  tail: string,
  indentation = 0,
): readonly string[] => {
  const inner = (lines: readonly string[], brackets: string): readonly string[] =>
    lines.length === 0
      ? [`${head}${brackets}${tail}`]
      : [`${head}${brackets[0]}`, ...indented(lines), `${brackets[1]}${tail}`];
  if (Array.isArray(value)) {
    const isFlat = value.every((item) => typeof item !== 'object' || item === null);
    if (isFlat) {
      const items = value.flatMap((item) => literal('', item, ''));
      return listed(`${head}[`, items, `]${tail}`, { indentation });
    }
    return inner(
      value.flatMap((item) => literal('', item, ',', indentation + 2)),
      '[]',
    );
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).flatMap(([key, member]) =>
      literal(`${keyOf(key)}: `, member, ',', indentation + 2),
    );
    const [only = '', ...more] = members;
    const line = `${head}{ ${only.slice(0, -1)} }${tail}`;
    const isShort = head !== '' && more.length === 0 && !only.endsWith('{},') && only !== '';
    return isShort && indentation + line.length <= WIDTH ? [line] : inner(members, '{}');
  }
  const text = typeof value === 'string' ? quoted(value) : String(value);
  const line = `${head}${text}${tail}`;
  // After a shorter key, a line break gains nothing.
  const isLong = /.{5}: $/.test(head) && indentation + line.length > WIDTH;
  return isLong ? [head.trimEnd(), `  ${text}${tail}`] : [line];
};

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
