/** What a value is, in words short enough for an error's message. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return 'an array';
  return `an object with ${Object.keys(value).slice(0, 8).join(', ') || 'no members'}`;
}
