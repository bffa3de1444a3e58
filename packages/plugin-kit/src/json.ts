/** Whether a value is an object, and neither null nor an array. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds one more step to a JSON pointer. */
export const step = (pointer: string, member: string | number): string =>
  `${pointer}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The members that a JSON pointer names, in order. */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Writes JSON with sorted members, so that their order makes no difference. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_member, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'nothing';

/** Writes a value for a message: as JSON on one line, cut where it is too long. */
export const show = (value: unknown, most = 80): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
};

/** Whether a value contains no others. */
export const isPrimitive = (value: unknown): boolean => typeof value !== 'object' || value === null;
