/** Returns the Levenshtein distance of two strings. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const letter of a.split('')) {
    const above = row;
    row = [];
    for (const [j, up] of above.entries()) {
      row.push(
        j
          ? Math.min(
              up + 1,
              (row[j - 1] as number) + 1,
              (above[j - 1] as number) + +(letter !== b[j - 1]),
            )
          : up + 1,
      );
    }
  }
  return row[b.length] as number;
}

/** Returns `; did you mean "…"?` with the known name closest to `name`; `''` if none is close. */
export function closestMatch(name: string, known: readonly string[]): string {
  const far = (each: string): number => distance(name.toLowerCase(), each.toLowerCase());
  const [best] = [...known].sort((a, b) => far(a) - far(b));
  return best && far(best) <= Math.max(3, name.length / 2) ? `; did you mean "${best}"?` : '';
}
