/** What gateways put in a caller's place when the number is withheld (RFC 3323). */
const WORDS = [
  'anonymous',
  'unavailable',
  'unknown',
  'restricted',
  'private',
  'withheld',
  'blocked',
] as const;

const LETTERS = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];
const keyOf = (letter: string): number => LETTERS.findIndex((key) => key.includes(letter)) + 2;

/** The same words on a telephone's keypad, which gateways send that know digits only. */
const KEYPAD: ReadonlySet<string> = new Set(WORDS.map((it) => Array.from(it, keyOf).join('')));

const WITHHELD: ReadonlySet<string> = new Set([...WORDS, ...KEYPAD]);

/** How many digits of +10000000000 are the country's code (ITU-T E.164). */
const COUNTRY_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/u;

/** Whether a word stands for a caller who is not shown. */
export const isWithheldWord = (word: string): boolean => WITHHELD.has(word);

/**
 * Whether digits stand for a caller who is not shown: a word on the keypad, or zeros, also behind
 * a country code that a gateway put before them. A contact with that number is not the caller.
 *
 * @param codes - the codes that gateways put before what has none
 */
export function isWithheldNumber(bare: string, codes: readonly string[]): boolean {
  const [, main] = /^(\+*\d+)(?:(?:[;,#x]|ext).*)?$/u.exec(bare) ?? [];
  if (!main) return false;
  const digits = main.replace(/^\++/u, '').replace(/^(?:00|011)(?=[1-9])/u, '');
  const rests = codes.flatMap((code) => (digits.startsWith(code) ? digits.slice(code.length) : []));
  if ([digits, ...rests].some((it) => KEYPAD.has(it))) return true;
  const own = bare.startsWith('+') ? [digits.replace(COUNTRY_CODE, '')] : [digits, ...rests];
  return own.some((it) => /^0{7,}$/u.test(it));
}
