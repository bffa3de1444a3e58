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

/** `; did you mean NAME?` with the known name that is nearest, or nothing where none is near. */
export const nearest = (name: string, known: readonly string[]): string => {
  const far = (each: string): number => distance(name.toLowerCase(), each.toLowerCase());
  const [best] = [...known].sort((a, b) => far(a) - far(b));
  const near = best !== undefined && far(best) <= Math.max(3, name.length / 2);
  return near ? `; did you mean ${best}?` : '';
};
