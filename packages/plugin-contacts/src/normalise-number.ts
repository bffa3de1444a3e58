import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/min';
import type { Test } from '@jackfield/plugin-kit';

export const DEFAULT_COUNTRY: CountryCode = 'US';

export const countryRule: readonly [test: Test, expected: string] = [
  (x) => typeof x === 'string' && isSupportedCountry(x),
  "a country such as 'US' (two capital letters)",
];

const PUNCTUATION = /[\s().\-/\u2010-\u2015\u2060\u200b-\u200f\u202a-\u202e\ufeff]/gu;

/**
 * What numbers are compared by: E.164 where the text is a number that a carrier could route, else
 * the text itself (short codes, extensions, SIP addresses). `undefined` is nobody's number.
 *
 * "Could route" is a matter of length only: number plans grow faster than metadata is released. An
 * extension is left out, since no carrier sends one: all of a company's extensions share its number.
 */
export function normaliseNumber(raw: string, country: CountryCode): string | undefined {
  const text = raw.trim().toLowerCase().replace(/^tel:/u, '');
  // `anonymous`, `unknown`, '' and 0000000000 stand for "withheld": whoever has that in a field of
  // the CRM is not the caller.
  const digits = text.match(/\p{Nd}/gu) ?? [];
  if (digits.every((digit) => digit === '0')) return undefined;
  const phone = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (phone?.isPossible()) return phone.number;
  const bare = text.replace(PUNCTUATION, '');
  return /^\+?\d+$/u.test(bare) ? bare : text;
}
