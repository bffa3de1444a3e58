const escaped = (text: string): string => text.replaceAll('|', String.raw`\|`);

/** Formats a Markdown table with aligned columns. */
export const tableOf = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] => {
  const cells = [head, ...rows].map((row) => row.map(escaped));
  const widths = head.map((_, column) =>
    Math.max(3, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const [first = [], ...others] = cells.map((row) =>
    line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  );
  return [first as string, line(widths.map((width) => '-'.repeat(width))), ...others];
};
