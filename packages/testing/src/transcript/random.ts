/** Returns a random integer from 0 to `count` - 1. */
export function randomBelow(count: number): number {
  return Math.floor(((crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32) * count);
}

/** Returns one of `choices` at random. */
export const pick = <T>(choices: ArrayLike<T>): T => choices[randomBelow(choices.length)] as T;

/** Returns `count` random digits, the first of them one of `first`. */
export const digits = (count: number, first = '0123456789'): string =>
  Array.from({ length: count }, (_, index) => pick(index ? '0123456789' : first)).join('');
