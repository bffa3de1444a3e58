import { fc, test } from '@fast-check/vitest';
import {
  getCountries,
  getExampleNumber,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { describe, expect } from 'vitest';
import { numbersOf } from '../src/contact-row.js';
import { looseNumber, normaliseNumber } from '../src/normalise-number.js';
import { currentNumber } from '../src/numbering-plans.js';

// The largest edition is the reference: it knows the plans in full, the one in the page their outlines.
const samples = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);
const countries = fc.constantFrom<CountryCode>(
  'US',
  'GB',
  'DE',
  'FR',
  'IT',
  'BR',
  'JP',
  'AU',
  'IN',
);

/** A valid number of some country: an example whose last digits are at random. */
const numbers: fc.Arbitrary<PhoneNumber> = fc
  .tuple(fc.constantFrom(...samples), fc.integer({ min: 0, max: 9_999 }))
  .map(([sample, digits]) => {
    const random = `${sample.number.slice(0, -4)}${String(digits).padStart(4, '0')}`;
    const phone = parsePhoneNumberFromString(random);
    return phone?.isValid() ? phone : sample;
  });

const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0xff10] as const;
const scripts = fc.constantFrom(...ZEROS);
const inScript = (text: string, zero: number): string =>
  text.replace(/\d/gu, (digit) => String.fromCodePoint(zero + Number(digit)));

const punctuated = fc
  .array(fc.constantFrom('', ' ', '-', '.', '\u2011', '\u00a0'), { minLength: 20, maxLength: 20 })
  .map(
    (marks) => (number: string) =>
      Array.from(number)
        .map((digit, i) => `${digit}${i > 0 && i < number.length - 1 ? marks[i] : ''}`)
        .join(''),
  );

/** A spreadsheet’s float is another number: 1650394591.0. */
const isFloat = (text: string): boolean => /\.0+$/u.test(text);

describe('any ten digits', () => {
  const digits = fc.stringMatching(/^[1-9]\d{9}$/u);
  const prefix = fc.constantFrom('', '1', '+1');

  test.prop([digits, prefix, punctuated, countries])(
    'are what the parser reads there',
    (ten, before, mark, country) => {
      const text = `${before}${mark(ten)}`;
      if (isFloat(text) || /\.\d{0,2}$/u.test(text)) return;
      const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
      const current = parsed && currentNumber(parsed.number, text.startsWith('1'));
      if (!parsed?.isPossible() || current !== parsed.number) return;
      // Not with the code for one call: 1831 shows the caller's number in Australia, 1832 does not.
      if (country === 'AU' && /^183[12]/u.test(parsed.carrierCode ?? '')) return;
      const read = normaliseNumber(text, country);
      if (read !== undefined) expect(read, `${text} in ${country}`).toBe(parsed.number);
    },
  );
});

describe('any number of any country', () => {
  test.prop([numbers, countries])('is itself in E.164, as a URI and in words', (phone, country) => {
    const { number } = phone;
    for (const text of [
      number,
      phone.formatInternational(),
      phone.getURI(),
      `sip:${number}@carrier.example`,
      `+${number}`,
      `+00${number.slice(1)}`,
    ]) {
      expect(normaliseNumber(text, country), text).toBe(number);
    }
  });

  test.prop([numbers])('is itself as its country writes it', (phone) => {
    const { number, country } = phone;
    if (!country) return;
    const national = phone.formatNational();
    // Some countries write some of their numbers in a way that the reference does not read back either.
    const parsed = parsePhoneNumberFromString(national, country);
    if (parsed?.number !== number || !parsed.isPossible()) return;
    expect(normaliseNumber(national, country), `${national} in ${country}`).toBe(number);
  });

  test.prop([numbers, countries])('is itself as it is dialled from elsewhere', (phone, country) => {
    const dialled = phone.format('IDD', { fromCountry: country });
    if (!dialled || phone.country === country) return;
    const parsed = parsePhoneNumberFromString(dialled, country);
    if (parsed?.number !== phone.number) return;
    expect(normaliseNumber(dialled, country), dialled).toBe(phone.number);
  });

  test.prop([numbers, scripts, punctuated])(
    'is itself in any script and with any punctuation',
    ({ number }, zero, punctuate) => {
      const text = punctuate(number);
      if (isFloat(text)) return;
      expect(normaliseNumber(inScript(text, zero), 'US')).toBe(number);
    },
  );

  test.prop([
    numbers,
    fc.integer({ min: 1, max: 99_999 }).map(String),
    fc.constantFrom(';ext=', ' x', 'x', ' ext. ', ',', ',,', ' #'),
  ])('has its extension behind it', ({ number }, ext, mark) => {
    expect(normaliseNumber(`${number}${mark}${ext}`, 'US')).toBe(`${number};ext=${ext}`);
    expect(
      numbersOf({ name: 'Ada', phoneNumbers: [{ phoneNumber: `${number}${mark}${ext}` }] }, 'US'),
    ).toEqual([`${number};ext=${ext}`, number]);
  });

  test.prop([numbers, numbers, countries])(
    'differs from every other number',
    (one, other, country) => {
      if (one.number === other.number) return;
      expect(normaliseNumber(one.number, country)).not.toBe(normaliseNumber(other.number, country));
    },
  );

  test.prop([numbers, fc.nat(), fc.integer({ min: 1, max: 9 })])(
    'is not the one that differs in a digit, or lacks one',
    ({ number }, at, by) => {
      const i = 1 + (at % (number.length - 1));
      const [before, after] = [number.slice(0, i), number.slice(i + 1)];
      const other = `${before}${(Number(number[i]) + by) % 10}${after}`;
      for (const changed of [other, `${before}${after}`]) {
        // Some small countries complete a number that lacks its first digit.
        if (parsePhoneNumberFromString(changed, 'US')?.number === number) continue;
        // In an earlier plan of its country it may have lacked it: +55 11 8765-4321.
        if (currentNumber(changed, false) === currentNumber(number, false)) continue;
        expect(normaliseNumber(changed, 'US'), changed).not.toBe(number);
      }
    },
  );
});

describe('any text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^(sip:|tel:)?[+\d\s().x#*,;=@a-f-]{0,24}$/u),
  );

  test.prop([texts, countries])('is nobody’s, or what it stays', (text, country) => {
    const number = normaliseNumber(text, country);
    if (number === undefined) return;
    expect(number).not.toBe('');
    expect(normaliseNumber(number, country)).toBe(number);
    expect(normaliseNumber(text.toUpperCase().toLowerCase(), country)).toBe(
      normaliseNumber(text.toLowerCase(), country),
    );
  });

  test.prop([texts, countries])(
    'is a number only where its digits are its own',
    (text, country) => {
      const number = normaliseNumber(text, country);
      if (!number || !/^\+\d+$/u.test(number)) return;
      // At least the subscriber's digits stand in the text: none are made up.
      const digits = (it: string) => it.normalize('NFKC').replace(/\D/gu, '');
      expect(digits(text)).toContain(number.slice(1).slice(-4));
    },
  );

  test.prop([texts, fc.integer({ min: 6, max: 15 })])(
    'has as many last digits as it has',
    (text, n) => {
      const loose = looseNumber(normaliseNumber(text, 'US') ?? '', n);
      if (loose !== undefined) expect(loose).toMatch(new RegExp(`^~\\d{${n}}$`, 'u'));
    },
  );
});
