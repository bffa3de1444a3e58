import { format } from 'prettier';
import { isDeeper } from '../nesting.js';
import { escapeCode } from './escape.js';

/** A longer text, or more text in all, costs too much time, and is used as it is printed. */
const MAX_LENGTH = 200_000;
const MAX_TOTAL = 1_000_000;
/** Where prettier runs out of stack is not the same in each run, so that the text would not be, either. */
const MAX_DEPTH = 200;

const asPrinted = (text: string, parser: string): string =>
  `${parser === 'json' ? JSON.stringify(JSON.parse(text), undefined, 2) : text.trim()}\n`;

/** Formats text the same way whatever the caller's settings are. */
export const formatted = async (
  text: string,
  parser: 'typescript' | 'json' | 'markdown',
): Promise<string> => {
  const printing =
    text.length > MAX_LENGTH || isDeeper(text, MAX_DEPTH)
      ? asPrinted(text, parser)
      : format(text, {
          parser,
          // Without a name, it searches TypeScript for JSX in time that is quadratic in the length.
          ...(parser === 'typescript' ? { filepath: 'generated.ts' } : {}),
          printWidth: 100,
          singleQuote: true,
          trailingComma: 'all',
          endOfLine: 'lf',
        });
  const printed = await Promise.resolve(printing).catch((error: unknown) => {
    // What nests too deep for prettier is used as it is printed, too.
    if (error instanceof RangeError) return asPrinted(text, parser);
    throw error;
  });
  return parser === 'markdown' ? printed : escapeCode(printed);
};

/** Characters to format at once: fewer cost time for calls, more cost memory. */
const AT_ONCE = 16_000;

/** Formats statements separated by empty lines in groups, so that the cost stays linear. */
export const formattedStatements = async (statements: readonly string[]): Promise<string> => {
  const total = statements.reduce((sum, { length }) => sum + length, 0);
  if (total > MAX_TOTAL) return escapeCode(asPrinted(statements.join('\n\n'), 'typescript'));
  const groups: string[] = [];
  let group = '';
  for (const statement of statements) {
    group = group === '' ? statement : `${group}\n\n${statement}`;
    if (group.length < AT_ONCE) continue;
    groups.push(group);
    group = '';
  }
  if (group !== '') groups.push(group);
  const printed: string[] = [];
  for (const text of groups) printed.push(await formatted(text, 'typescript'));
  return printed.join('\n');
};

/** Formats pages in Markdown, by their paths. */
export const formattedPages = async (
  pages: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> => {
  const total = [...pages.values()].reduce((sum, { length }) => sum + length, 0);
  const result = new Map<string, string>();
  for (const [path, text] of pages) {
    const isLong = total > MAX_TOTAL;
    result.set(path, isLong ? asPrinted(text, 'markdown') : await formatted(text, 'markdown'));
  }
  return result;
};
