import { describe } from '@jackfield/plugin-kit';

/** A text of fewer digits is not a number that somebody could call. */
const LEAST = 4;

/** What a value is, in words, without any phone number: errors and issues are shown and reported. */
export function describePrivately(value: unknown): string {
  const text = describe(value);
  if (text.replace(/\D/gu, '').length < LEAST) return text;
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object'
    ? 'an object'
    : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}
