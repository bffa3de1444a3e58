import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/min';
import type { Test } from '@jackfield/plugin-kit';
import { cleanNumber } from './clean-number.js';
import { normaliseSip } from './normalise-sip.js';
import { currentNumber } from './numbering-plans.js';
import { isWithheldNumber } from './withheld.js';

export const DEFAULT_COUNTRY: CountryCode = 'US';

export const countryRule: readonly [test: Test, expected: string] = [
  (x) => typeof x === 'string' && isSupportedCountry(x),
  "a country such as 'US' (two capital letters)",
];

const PUNCTUATION = /[\s().\-/\u2010-\u2015]/gu;

/** A longer text is not a number; a CRM would reject the whole request. */
const LONGEST = 200;

/** A number of no more digits is a short code, unless its country has such numbers. */
const SHORT = 6;

/**
 * What numbers are compared by: E.164 where the text is a number that a carrier could route, with
 * `;ext=12` after it if it has an extension; else the text itself (short codes, internal
 * extensions, SIP addresses). `undefined` is nobody's number.
 *
 * "Could route" is a matter of length only: number plans grow faster than metadata is released.
 */
export function normaliseNumber(raw: string, country: CountryCode): string | undefined {
  if (raw.length > LONGEST) return undefined;
  const text = cleanNumber(raw)?.toLowerCase();
  if (text === undefined) return undefined;
  return /^sips?:/u.test(text)
    ? normaliseSip(text, (user) => normaliseTel(cleanNumber(user) ?? '', country))
    : normaliseTel(text, country);
}

/**
 * A number of North America, all of which have ten digits: for these, which most calls and contacts
 * of RingCX have, the parser would say the same in ten times the time.
 */
const NORTH_AMERICAN = /^(?:\+1|1?)([2-9]\d{9})$/u;
const NORTH_AMERICANS: ReadonlySet<CountryCode> = new Set(['US', 'CA']);

const parse = (number: string, defaultCountry: CountryCode) =>
  parsePhoneNumberFromString(number, { defaultCountry, extract: false });

function normaliseTel(text: string, country: CountryCode): string | undefined {
  const bare = text.replace(PUNCTUATION, '');
  // `anonymous`, `unknown`, '' and 0000000000 stand for "withheld": a contact with that in a field of
  // the CRM is not the caller.
  if (!/[1-9]/u.test(bare) || isWithheldNumber(bare, ['1', getCountryCallingCode(country)])) {
    return undefined;
  }
  const [, american] = NORTH_AMERICAN.exec(bare) ?? [];
  if (american && (bare.startsWith('+') || NORTH_AMERICANS.has(country))) return `+1${american}`;
  const read = (number: string) => {
    // Only as a URI may it say what it belongs to: tel:6503945910;phone-context=+1.
    const scheme = number.includes(';phone-context=') ? 'tel:' : '';
    const phone = parse(scheme + number, country);
    const current = phone && currentNumber(phone.number, number.startsWith('1'));
    if (!phone || !current || current === phone.number)
      return phone?.isPossible() ? phone : undefined;
    const changed = parse(current, country);
    if (phone.ext) changed?.setExt(phone.ext);
    return changed;
  };
  // A gateway that adds a plus to all that it sends: +00 44 …, +011 44 …
  const dialled = text.replace(/^\+00(?=[1-9])/u, '+').replace(/^\+(?=[+0])/u, '');
  let phone = read(dialled);
  // 00 is how most of the world dials abroad, so carriers send it also where it is dialled otherwise.
  if (dialled.startsWith('00') && !phone?.isValid()) {
    phone = read(dialled.replace('00', '+')) ?? phone;
  }
  if (phone && (phone.nationalNumber.length > SHORT || phone.isValid())) {
    return phone.ext ? `${phone.number};ext=${phone.ext}` : phone.number;
  }
  return /^\+?\d+$/u.test(bare) ? bare : text;
}

/** The number without its extension. */
export const mainNumber = (number: string): string => number.replace(/;ext=\d+$/u, '');

/**
 * What a number is found by where only its last digits are compared: `~3945910`.
 *
 * `undefined` if it has fewer, or is not a number.
 */
export function looseNumber(number: string, digits: number): string | undefined {
  const [, all] = /^\+?(\d+)(?:;ext=\d+)?$/u.exec(number) ?? [];
  return all && all.length >= digits ? `~${all.slice(-digits)}` : undefined;
}
