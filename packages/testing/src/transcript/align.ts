/** The differences between two sequences. */
export interface Alignment<R, G> {
  readonly missing: readonly R[];
  readonly additional: readonly G[];
  /** Equal, but in another order. */
  readonly moved: readonly (readonly [R, G])[];
  /** Similar enough to correspond to each other. */
  readonly changed: readonly (readonly [R, G])[];
}

/**
 * Aligns the received sequence with the recorded one by their longest common subsequence. Of the other
 * items, equal ones have moved and similar ones have changed.
 */
export function align<R, G>(
  recorded: readonly R[],
  received: readonly G[],
  areEqual: (recorded: R, received: G) => boolean,
  areAlike: (recorded: R, received: G) => boolean,
): Alignment<R, G> {
  let begin = 0;
  let [recordedEnd, receivedEnd] = [recorded.length, received.length];
  const same = (r: number, g: number): boolean => areEqual(recorded[r] as R, received[g] as G);
  while (begin < recordedEnd && begin < receivedEnd && same(begin, begin)) begin += 1;
  while (recordedEnd > begin && receivedEnd > begin && same(recordedEnd - 1, receivedEnd - 1)) {
    recordedEnd -= 1;
    receivedEnd -= 1;
  }

  const [rows, columns] = [recordedEnd - begin, receivedEnd - begin];
  // The length of the common rest, by the position in both.
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
      restG.push(received[begin + column] as G);
      column += 1;
    }
  }

  const pair = (fits: (recorded: R, received: G) => boolean): (readonly [R, G])[] => {
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
