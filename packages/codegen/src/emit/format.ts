import { format } from 'prettier';

/** Formats TypeScript, JavaScript, JSON or Markdown the same way whatever the caller's settings are. */
export const formatted = (
  text: string,
  parser: 'typescript' | 'json' | 'markdown',
): Promise<string> =>
  format(text, { parser, printWidth: 100, singleQuote: true, trailingComma: 'all' });
