/** How two sequences go together. */
export interface Alignment<R, G> {
  readonly missing: readonly R[];
  readonly additional: readonly G[];
  /** The same, but at another place among the others. */
  readonly moved: readonly (readonly [R, G])[];
  /** Alike enough to be meant for each other. */
  readonly changed: readonly (readonly [R, G])[];
}

/**
 * Lays what came beside what was recorded: the longest common sequence stays where it is, and of
 * the rest, what is equal has moved and what is alike has changed.
 */
export function align<R, G>(
  recorded: readonly R[],
  got: readonly G[],
  areEqual: (recorded: R, got: G) => boolean,
  areAlike: (recorded: R, got: G) => boolean,
): Alignment<R, G> {
  let begin = 0;
  let [recordedEnd, gotEnd] = [recorded.length, got.length];
  const same = (r: number, g: number): boolean => areEqual(recorded[r] as R, got[g] as G);
  while (begin < recordedEnd && begin < gotEnd && same(begin, begin)) begin += 1;
  while (recordedEnd > begin && gotEnd > begin && same(recordedEnd - 1, gotEnd - 1)) {
    recordedEnd -= 1;
    gotEnd -= 1;
  }

  const [rows, columns] = [recordedEnd - begin, gotEnd - begin];
  // How much of what follows is common, by where one stands in both.
  const common = Array.from({ length: rows + 1 }, () => Array<number>(columns + 1).fill(0));
  const at = (row: number, column: number): number => common[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      (common[row] as number[])[column] = same(begin + row, begin + column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }

  const restR: R[] = [];
  const restG: G[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && same(begin + row, begin + column)) {
      row += 1;
      column += 1;
    } else if (column >= columns || (row < rows && at(row + 1, column) >= at(row, column + 1))) {
      restR.push(recorded[begin + row] as R);
      row += 1;
    } else {
      restG.push(got[begin + column] as G);
      column += 1;
    }
  }

  const pair = (fits: (recorded: R, got: G) => boolean): (readonly [R, G])[] => {
    const pairs: (readonly [R, G])[] = [];
    for (const one of [...restR]) {
      const index = restG.findIndex((other) => fits(one, other));
      if (index < 0) continue;
      pairs.push([one, restG[index] as G]);
      restG.splice(index, 1);
      restR.splice(restR.indexOf(one), 1);
    }
    return pairs;
  };
  const moved = pair(areEqual);
  const changed = pair(areAlike);
  return { missing: restR, additional: restG, moved, changed };
}
