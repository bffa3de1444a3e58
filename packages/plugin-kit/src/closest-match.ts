/** How many letters must be put in, taken out or changed to turn `a` into `b`. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries()) {
      const changed = (row[j] as number) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
};

/** The known name that is closest to `name`; `undefined` if none is close. */
export const closestMatch = (name: string, known: readonly string[]): string | undefined => {
  const [best] = known
    .map((each) => [distance(name.toLowerCase(), each.toLowerCase()), each] as const)
    .sort(([a], [b]) => a - b);
  return best && best[0] <= Math.max(3, name.length / 2) ? best[1] : undefined;
};

/**
 * Returns ` Did you mean …?` with the known name that starts with `name`, or is closest to it; empty if
 * none is close. Nothing is close to an empty name, or to dashes without a name.
 */
export const suggestion = (name: string, known: readonly string[]): string => {
  if (/^-*$/.test(name)) return '';
  const near = known.find((each) => each.startsWith(name)) ?? closestMatch(name, known);
  return near === undefined ? '' : ` Did you mean ${near}?`;
};
