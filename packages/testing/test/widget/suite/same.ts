/** Plain data as text, in which undefined, NaN and missing members all differ. */
function print(value: unknown): string {
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (Array.isArray(value)) return `[${value.map(print).join(', ')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${name}: ${print(member)}`).join(', ')}}`;
}

/** Fails unless both are the same plain data. Works in any runner. */
export function same(actual: unknown, expected: unknown): void {
  if (print(actual) !== print(expected))
    throw new Error(`expected ${print(expected)}\n     got ${print(actual)}`);
}

/** Only the members that `expected` names, at any depth. */
function narrow(actual: unknown, expected: unknown): unknown {
  if (expected === null || typeof expected !== 'object') return actual;
  if (Array.isArray(expected))
    return Array.isArray(actual) && actual.length === expected.length
      ? expected.map((item, index) => narrow(actual[index], item))
      : actual;
  if (actual === null || typeof actual !== 'object') return actual;
  return Object.fromEntries(
    Object.entries(expected).flatMap(([name, member]) =>
      name in actual ? [[name, narrow((actual as Record<string, unknown>)[name], member)]] : [],
    ),
  );
}

/** Fails unless `actual` has at least the members of `expected`; a list has as many entries. */
export function like(actual: unknown, expected: unknown): void {
  same(narrow(actual, expected), expected);
}
