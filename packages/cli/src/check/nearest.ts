/** How many letters must be put in, taken out or changed to turn `a` into `b`. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const letter of a.split('')) {
    let corner = row[0] as number;
    const next = [corner + 1];
    for (const [index, other] of b.split('').entries()) {
      const above = row[index + 1] as number;
      next.push(
        Math.min(above + 1, (next[index] as number) + 1, corner + (letter === other ? 0 : 1)),
      );
      corner = above;
    }
    row = next;
  }
  return row.at(-1) as number;
};

/** The known name that is nearest to `name`; `undefined` if none is near. */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  const far = (each: string): number => distance(name.toLowerCase(), each.toLowerCase());
  const [best] = [...known].sort((a, b) => far(a) - far(b));
  return best !== undefined && far(best) <= Math.max(3, name.length / 2) ? best : undefined;
};
