/** Lines next to each other that are others than before. */
export interface LineChange {
  /** The first of them in the text before, from 1. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Beyond this many comparisons all is shown as one change. */
const MOST = 4_000_000;

const linesOf = (text: string): readonly string[] => text.split(/\r\n|\n|\r/);

/** How many lines two texts share in order, from each pair of lines on. */
const sharedFrom = (a: readonly string[], b: readonly string[]): readonly Uint32Array[] => {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [rows[i] as Uint32Array, rows[i + 1] as Uint32Array];
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
};

/** What is other in `after`, line by line: the fewest lines that say it. */
export const lineChanges = (before: string, after: string): readonly LineChange[] => {
  const [olds, news] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < olds.length && head < news.length && olds[head] === news[head]) head += 1;
  let tail = 0;
  while (
    tail < olds.length - head &&
    tail < news.length - head &&
    olds[olds.length - 1 - tail] === news[news.length - 1 - tail]
  )
    tail += 1;
  const a = olds.slice(head, olds.length - tail);
  const b = news.slice(head, news.length - tail);
  if (a.length + b.length === 0) return [];
  if (a.length * b.length > MOST) return [{ line: head + 1, before: a, after: b }];

  const shared = sharedFrom(a, b);
  const changes: { line: number; before: string[]; after: string[] }[] = [];
  let isOpen = false;
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      isOpen = false;
      i += 1;
      j += 1;
      continue;
    }
    if (!isOpen) changes.push({ line: head + i + 1, before: [], after: [] });
    isOpen = true;
    const change = changes.at(-1);
    if (j >= b.length || (i < a.length && (shared[i + 1]?.[j] ?? 0) >= (shared[i]?.[j + 1] ?? 0))) {
      change?.before.push(a[i] as string);
      i += 1;
    } else {
      change?.after.push(b[j] as string);
      j += 1;
    }
  }
  return changes;
};
