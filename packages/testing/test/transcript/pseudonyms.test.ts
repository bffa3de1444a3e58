import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHide } from '../../src/transcript/hide.js';
import { createPseudonyms } from '../../src/transcript/pseudonyms.js';

const KINDS = ['number', 'name', 'text', 'id'] as const;

const digitsTo = (text: string): string => text.replace(/\d/g, '0');

describe('a pseudonym', () => {
  it('is never the value, unless that says nothing, and is the same each time', () => {
    const value = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.stringMatching(/^\+?\d{3,15}$/),
      fc.stringMatching(/^[2-9]\d\d[2-9]\d{6}$/),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(value, { maxLength: 40 }),
        fc.constantFrom(...KINDS),
        (all, kind) => {
          const pseudonymOf = createPseudonyms();
          const fakes = all.map((text) => pseudonymOf(kind, text));
          const nobody = /^(|anonymous|blocked|private|restricted|unavailable|unknown|withheld)$/i;
          const said = all.filter((text) => !text.split('|').every((part) => nobody.test(part)));
          for (const text of said) {
            expect(pseudonymOf(kind, text)).not.toBe(text);
          }
          expect(all.map((text) => pseudonymOf(kind, text))).toEqual(fakes);
        },
      ),
    );
  });

  it('of two numbers that differ differs', () => {
    const own = fc.uniqueArray(fc.stringMatching(/^[1-9]\d{3,11}$/), { maxLength: 300 });
    fc.assert(
      fc.property(own, (numbers) => {
        const pseudonymOf = createPseudonyms();
        const fakes = numbers.map((number) => pseudonymOf('number', number));
        expect(new Set(fakes).size).toBe(numbers.length);
      }),
      { numRuns: 20 },
    );
  });

  it('of a single digit differs from that of each other, though it has to be longer', () => {
    const pseudonymOf = createPseudonyms();
    const fakes = Array.from({ length: 9 }, (_, digit) => pseudonymOf('id', String(digit + 1)));
    expect(new Set(fakes).size).toBe(9);
    for (const fake of fakes) expect(fake).toMatch(/^\d{1,3}$/);
  });

  it.each([
    '6505550142',
    '+16505550142',
    '16505550142',
    '(650) 555-0142',
    '+1 650.555.0142',
    '101',
    '0301234567',
    '+49 30 1234567',
    '+4930123456',
    '00442071838750',
    '+3725012345',
    '5550142',
    '+16505550142*101',
    '6505550142 x101',
    '6505550142 ext. 101',
    '+16505550142;ext=101',
    '6505550142#9',
    '6505550142|+17205550199',
  ])('of the number %s has its form', (number) => {
    const fake = createPseudonyms()('number', number);
    expect(fake).not.toBe(number);
    expect(digitsTo(fake)).toBe(digitsTo(number));
  });

  it.each([
    ['+4930123456', /^\+493/],
    ['+442071838750', /^\+442/],
    ['+3725012345', /^\+3725/],
    ['+79161234567', /^\+79/],
    ['0301234567', /^03/],
    ['+16505550142', /^\+1[2-9]\d\d555/],
    ['6505550142', /^[2-9]\d\d555/],
  ])('of %s keeps the country and the kind of number', (number, form) => {
    expect(createPseudonyms()('number', number)).toMatch(form);
  });

  it('is the same subscriber in each way of writing the number', () => {
    const pseudonymOf = createPseudonyms();
    const fake = pseudonymOf('number', '6505550142');
    expect(pseudonymOf('number', '+16505550142')).toBe(`+1${fake}`);
    expect(pseudonymOf('number', '16505550142')).toBe(`1${fake}`);
    expect(pseudonymOf('number', '(650) 555-0142').replace(/\D/g, '')).toBe(fake);
    expect(pseudonymOf('number', '6505550142*101')).toMatch(new RegExp(`^${fake}\\*`));
    expect(pseudonymOf('number', '7205550199|6505550142')).toMatch(new RegExp(`\\|${fake}$`));
    expect(pseudonymOf('number', '030123456').slice(1)).toBe(
      pseudonymOf('number', '+4930123456').slice(3),
    );
  });

  it('is the same for equal values of different kinds: an agent’s number is also the agent’s name', () => {
    const pseudonymOf = createPseudonyms();
    expect(pseudonymOf('name', '7205550199')).toBe(pseudonymOf('number', '7205550199'));
    expect(pseudonymOf('id', '7205550199')).toBe(pseudonymOf('number', '7205550199'));
    expect(pseudonymOf('text', 'Ada')).toBe(pseudonymOf('name', 'Ada'));
  });

  it.each(['anonymous', 'Anonymous', 'restricted', 'unknown', ''])(
    'is not needed for “%s”, which says nothing',
    (text) => {
      for (const kind of KINDS) expect(createPseudonyms()(kind, text)).toBe(text);
    },
  );

  it('of a name is a name of as many words', () => {
    const pseudonymOf = createPseudonyms();
    expect(pseudonymOf('name', 'Ada')).toMatch(/^[A-Z][a-z]+$/);
    expect(pseudonymOf('name', 'Ada Lovelace')).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    expect(pseudonymOf('name', 'Ada King, Countess of Lovelace').split(' ')).toHaveLength(3);
  });

  it.each([
    [32_000, 30_000],
    [19, 10],
    [9, 9],
    [1, 1],
  ])('of a text of %i characters has %i: its length class, and never more', (length, expected) => {
    expect(createPseudonyms()('text', 'x'.repeat(length))).toHaveLength(expected);
  });

  it('of an address is an address that leads nowhere', () => {
    const pseudonymOf = createPseudonyms();
    expect(pseudonymOf('text', 'ada@acme.com')).toMatch(/^\w+@example\.com$/);
    expect(pseudonymOf('text', 'https://acme.com/ada.png')).toMatch(
      /^https:\/\/example\.com\/\w+$/,
    );
  });

  it('of an id is an id of its form', () => {
    const pseudonymOf = createPseudonyms();
    const uuid = '0b6a1b8e-6d5c-4f6e-9a57-3a1f0c9f2d10';
    expect(pseudonymOf('id', uuid)).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
    );
    expect(pseudonymOf('id', '003xx0000004TmiAAE')).toMatch(/^[a-z]{18}$/);
    expect(pseudonymOf('id', '1554304')).toMatch(/^1\d{6}$/);
  });

  it('is found as quickly for a text that looks like a long number', () => {
    expect(createPseudonyms()('text', '1 '.repeat(16_000))).toHaveLength(30_000);
  });
});

describe('what hides a value', () => {
  it('leaves its type, so that it is as valid as it was', () => {
    for (const personal of ['mask', 'pseudonym'] as const) {
      const hide = createHide(personal);
      expect(hide('id', 1554304)).toEqual(expect.any(Number));
      expect(hide('number', ['6505550142', '7205550199'])).toEqual([
        expect.any(String),
        expect.any(String),
      ]);
      expect(hide('?', 7)).toBe(0);
      expect(hide('?', true)).toBe(false);
      expect(hide('?', [7])).toEqual(['‹?›']);
      expect(hide('?', [])).toEqual([]);
      expect(hide('?', { Ada: 1 })).toEqual({ '‹?›': '‹?›' });
      expect(hide('name', { Ada: 1 })).toEqual({ '‹name›': '‹name›' });
      expect(hide('text', {})).toEqual({});
      expect(hide('text', ['a', null, undefined])).toEqual([expect.any(String), null, undefined]);
      expect(hide('?', '')).toBe('‹?›');
      expect(hide('secret', 7)).toBe(0);
      expect(hide('secret', 'token')).toBe('‹secret›');
      expect(hide('id', 7n)).toBe('‹id›');
      expect(hide('id', 2 ** 60)).toBe(0);
      expect(hide('id', NaN)).toBeNaN();
    }
  });

  it('distinguishes keys, masked or not', () => {
    const mask = createHide('mask');
    expect([mask('number 1', '650'), mask('number 2', '720')]).toEqual([
      '‹number 1›',
      '‹number 2›',
    ]);
    const hide = createHide('pseudonym');
    expect(hide('number 1', '6505550142')).toBe(hide('number', '6505550142'));
  });

  it('gives a number as an id the digits that it has as a text', () => {
    const hide = createHide('pseudonym');
    expect(String(hide('id', 1554304))).toBe(hide('id', '1554304'));
  });
});
