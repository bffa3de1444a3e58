import { stringify } from 'fast-check';

const MOST = 700;

/** Returns a value as code, short enough for a message. */
export function describeValue(value: unknown): string {
  const text = stringify(value);
  if (text.length <= MOST) return text;
  return `${text.slice(0, MOST)} … (${text.length} characters in total)`;
}

/** Returns a thrown value as text, with its class: `TypeError: …`. */
export function describeThrown(thrown: unknown): string {
  try {
    const { name, message } = thrown as Error;
    if (typeof message === 'string') return `${name}: ${message}`;
    return describeValue(thrown);
  } catch {
    return 'a value that cannot be printed';
  }
}
