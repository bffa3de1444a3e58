import { format } from 'prettier';

/** Formats text the same way whatever the caller's settings are. */
export const formatted = (
  text: string,
  parser: 'typescript' | 'json' | 'markdown',
): Promise<string> =>
  format(text, { parser, printWidth: 100, singleQuote: true, trailingComma: 'all' });

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
