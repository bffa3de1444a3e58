import { format } from 'prettier';
import { escapeCode } from './escape.js';

/** Formats text the same way whatever the caller's settings are. */
export const formatted = async (
  text: string,
  parser: 'typescript' | 'json' | 'markdown',
): Promise<string> => {
  const printed = await format(text, {
    parser,
    printWidth: 100,
    singleQuote: true,
    trailingComma: 'all',
    endOfLine: 'lf',
  });
  return parser === 'markdown' ? printed : escapeCode(printed);
};

/** Characters to format at once: fewer cost time for calls, more cost memory. */
const AT_ONCE = 16_000;

/** Formats statements separated by empty lines in groups, so that the cost stays linear. */
export const formattedStatements = async (statements: readonly string[]): Promise<string> => {
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
