import { Problem } from '../problem.js';

/** Reads a number of the query, where all values are texts. */
export function wholeNumber(
  name: string,
  text: unknown,
  otherwise: number,
  min: number,
  max: number,
): number {
  if (text === undefined) return otherwise;
  const value = typeof text === 'string' && /^\d{1,16}$/u.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new Problem(400, `${name}: expected a whole number from ${min} to ${max}.`);
}
