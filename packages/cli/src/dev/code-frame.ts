import { readFile } from 'node:fs/promises';

const AROUND = 2;

/** Returns the lines around a place with a mark below it; `undefined` if the file cannot be read. */
export const codeFrame = async (
  file: string,
  line: number,
  column: number,
): Promise<string | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const width = String(last).length;
  const shown: string[] = [];
  for (let at = first; at <= last; at += 1) {
    shown.push(`${String(at).padStart(width)} | ${lines[at - 1] ?? ''}`.trimEnd());
    if (at === line) shown.push(`${' '.repeat(width)} | ${' '.repeat(column - 1)}^`);
  }
  return shown.join('\n');
};
