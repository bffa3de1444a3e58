/** A number as an integer that is multiplied by a power of ten. */
type Decimal = readonly [digits: bigint, exponent: number];

const decimal = (value: number): Decimal => {
  const [digits = '', exponent] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
};

/** Returns numbers as integers that are multiplied by the same power of ten. */
const scaled = (
  values: readonly number[],
): { readonly integers: readonly bigint[]; readonly exponent: number } => {
  const decimals = values.map(decimal);
  const least = Math.min(...decimals.map(([, exponent]) => exponent));
  const integers = decimals.map(([digits, exponent]) => digits * 10n ** BigInt(exponent - least));
  return { integers, exponent: least };
};

/**
 * Returns whether a number is a multiple of another, as the generated validators calculate it: exactly
 * for decimal numbers, as 0.3 is a multiple of 0.1 though the quotient of the two is not an integer.
 */
export const isMultiple = (value: number, unit: number): boolean => {
  if (!Number.isFinite(value)) return false;
  if (Number.isInteger(unit)) return value % unit === 0;
  const [a, b] = scaled([value, unit]).integers as [bigint, bigint];
  return a % b === 0n;
};

const greatestCommonDivisor = (one: bigint, other: bigint): bigint =>
  other === 0n ? one : greatestCommonDivisor(other, one % other);

/** Returns the least number that is a multiple of each of these; 1 if there are none. */
export const leastCommonMultiple = (units: readonly number[]): number => {
  if (units.length === 0) return 1;
  const { integers, exponent } = scaled(units);
  const least = integers.reduce((one, other) => (one / greatestCommonDivisor(one, other)) * other);
  return Number(`${least}e${exponent}`);
};

/** Returns a multiple, exactly for decimal numbers: 0.3 for 3 and 0.1. `count` is an integer. */
export const times = (count: number, unit: number): number => {
  if (!Number.isFinite(count * unit)) return count * unit;
  const [digits, exponent] = decimal(unit);
  return Number(`${BigInt(count) * digits}e${exponent}`);
};
