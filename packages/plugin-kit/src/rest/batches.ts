/** What a request may ask for at once. */
const BATCH = 500;

/** The different values of `all`, in parts that a request may hold. */
export function inBatches(all: readonly string[]): readonly (readonly string[])[] {
  const values = [...new Set(all)];
  return Array.from({ length: Math.ceil(values.length / BATCH) }, (_, i) =>
    values.slice(i * BATCH, (i + 1) * BATCH),
  );
}
