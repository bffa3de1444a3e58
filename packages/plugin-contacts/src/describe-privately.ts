import { describe } from '@jackfield/plugin-kit';

/** A text of fewer digits is not a number that somebody could call. */
const LEAST = 4;

/** Which kind of value it is: where numbers belong, three digits are an extension. */
export function describeKind(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object'
    ? 'an object'
    : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

/** What a value is, in words, without any phone number: errors and issues are shown and reported. */
export function describePrivately(value: unknown): string {
  const text = describe(value);
  return text.replace(/\D/gu, '').length < LEAST ? text : describeKind(value);
}
