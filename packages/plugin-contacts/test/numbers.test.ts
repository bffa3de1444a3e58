import { describe, expect, it, vi } from 'vitest';
import { numbersOf } from '../src/contact-row.js';
import {
  contacts,
  type ContactSource,
  type ContactsOptions,
  memoryContactSource,
} from '../src/index.js';
import { normaliseNumber } from '../src/normalise-number.js';
import { connect } from '../../plugin-kit/test/widget.js';
import { ask, person } from './hand-source.js';

type People = readonly ReturnType<typeof person>[];

/** The names that the widget is reported for a number. */
async function namesFor(
  number: string,
  people: People,
  options: Omit<ContactsOptions, 'source'> = {},
): Promise<readonly string[]> {
  const source = memoryContactSource(people);
  const { ask: match } = connect([contacts({ source, ...options })]);
  const { result, error } = await match('matchContacts', ask(number));
  expect(error).toBeUndefined();
  const found = (result as Record<string, readonly { readonly name: string }[]>)[number] ?? [];
  return found.map(({ name }) => name);
}

describe('nobody has', () => {
  it.each([
    '',
    ' ',
    '\u200b',
    '-',
    '+',
    '0',
    '0000000000',
    '٠٠٠٠',
    'anonymous',
    'restricted',
    'unknown',
    'unavailable',
    'private',
    'blocked',
    'withheld',
    'no caller id',
    'ａｎｏｎｙｍｏｕｓ',
    '266696687',
    '+266696687',
    '266-696-687',
    'anonymous@anonymous.invalid',
    'sip:anonymous@anonymous.invalid',
    'sip:1@anonymous.invalid',
    'SIP:Restricted@10.0.0.1',
    'sip:unavailable:secret@10.0.0.1;transport=tls',
    'sip:@10.0.0.1',
    'sip:',
    'tel:anonymous',
    '1'.repeat(201),
  ])('%j', (text) => {
    expect(normaliseNumber(text, 'US')).toBeUndefined();
  });
});

describe('never are one:', () => {
  it.each([
    ['3945910', '6503945910', 'a number and its end'],
    ['650394591', '6503945910', 'a number and its beginning'],
    ['6503945910', '442079460958', 'two national numbers'],
    ['101', '1101', 'two short codes'],
    ['101', '+101', 'a short code and what is said to be of a country'],
    ['101', 'sip:101@acme.example', 'a short code and a user of an exchange'],
    ['sip:101@acme.example', 'sip:101@other.example', 'users of two exchanges'],
    ['sip:ada', 'sip:ada_lovelace@acme.example', 'what the widget leaves of an address with a _'],
    ['650', '650_3945910', 'what the widget leaves of a number with a _'],
    ['16503945910', 'sip:16503945910@10.0.0.1', 'a number and a user that is not said to be one'],
    ['+16503945910;ext=12', '+16503945910;ext=13', 'two extensions'],
    ['+16503945910;ext=12', '+16503945910;ext=012', 'extensions of which one begins with 0'],
    ['101x5', '101', 'a short code and what is behind it'],
    ['*67', '67', 'a code with and without its star'],
    ['*67', '*82', 'two codes'],
    ['#31#101', '101', 'a code before a value that is not a number'],
    ['6503945910²', '6503945910', 'a number with a footnote'],
    ['0079460958', '+79460958', 'what begins with two zeros by chance'],
  ])('%s and %s, %s', (one, other) => {
    expect(normaliseNumber(one, 'US')).toBeDefined();
    expect(normaliseNumber(one, 'US')).not.toBe(normaliseNumber(other, 'US'));
  });
});

describe('+16503945910 is', () => {
  it.each([
    '6503945910',
    '16503945910',
    '(650) 394-5910',
    '+1.650.394.5910',
    'tel:+1-650-394-5910',
    'TEL:6503945910;phone-context=+1',
    '011 1 650 394 5910',
    '+011 1 650 394 5910',
    '0016503945910',
    '00 1 650 394 5910',
    '+0016503945910',
    '++16503945910',
    '*676503945910',
    '*67 (650) 394-5910',
    '*82+16503945910',
    '#31#6503945910',
    '*31#+16503945910',
    '６５０３９４５９１０',
    '＋１（６５０）３９４－５９１０',
    '٦٥٠٣٩٤٥٩١٠',
    '+۱۶۵۰۳۹۴۵۹۱۰',
    '+१६५०३९४५९१०',
    '𝟔𝟓𝟎𝟑𝟗𝟒𝟓𝟗𝟏𝟎',
    'sip:+16503945910@carrier.example',
    'sips:+1-650-394-5910@carrier.example;transport=tls',
    'sip:6503945910@10.0.0.1:5060;user=phone',
    'SIP:6503945910@10.0.0.1;transport=udp;user=phone',
  ])('%s', (text) => {
    expect(normaliseNumber(text, 'US')).toBe('+16503945910');
  });
});

describe('the extension 12 of +16503945910 is', () => {
  it.each([
    'tel:+1-650-394-5910;ext=12',
    '+16503945910;ext=12',
    '6503945910x12',
    '6503945910 X12',
    '(650) 394-5910 ext. 12',
    '(650) 394-5910 extension 12',
    '650-394-5910 #12',
    '6503945910,12',
    '6503945910,,12#',
    '6503945910;12',
    '６５０３９４５９１０ｘ１２',
    'sip:+16503945910;ext=12@carrier.example',
  ])('%s', (text) => {
    expect(normaliseNumber(text, 'US')).toBe('+16503945910;ext=12');
  });
});

describe('values that are not phone numbers', () => {
  it.each([
    ['101', '101'],
    ['١٠١', '101'],
    ['1-01', '101'],
    ['911', '911'],
    ['12345', '12345'],
    ['*98', '*98'],
    ['1-800-FLOWERS', '1-800-flowers'],
    ['6503945910 or 6503945911', '6503945910 or 6503945911'],
    ['SIP:Ada@Acme.example;transport=tls?subject=x', 'sip:ada@acme.example'],
    ['sip:101:secret@acme.example', 'sip:101@acme.example'],
    ['sips:101@acme.example:5061', 'sip:101@acme.example:5061'],
    ['sip:gateway.example', 'sip:gateway.example'],
  ])('is compared as it is: %s', (text, expected) => {
    expect(normaliseNumber(text, 'US')).toBe(expected);
  });

  it('is also a short code in a country of short numbers', () => {
    expect(normaliseNumber('101', 'DE')).toBe('101');
    expect(normaliseNumber('110', 'AT')).toBe('110');
  });

  it('is asked for as it is, and a number with an extension by both', async () => {
    const asked: string[] = [];
    const source: ContactSource = {
      async findByNumbers(numbers) {
        asked.push(...numbers);
        return {};
      },
    };
    const { ask: match } = connect([contacts({ source })]);
    await match('matchContacts', ask('101', '6503945910 x12', 'sip:ada@acme.example', 'Private'));
    expect(asked).toEqual(['101', '+16503945910;ext=12', '+16503945910', 'sip:ada@acme.example']);
  });
});

describe('national numbers', () => {
  it.each([
    ['020 7946 0958', 'GB', '+442079460958'],
    ['00442079460958', 'GB', '+442079460958'],
    ['00442079460958', 'US', '+442079460958'],
    ['0011442079460958', 'AU', '+442079460958'],
    ['+44 (0)20 7946 0958', 'US', '+442079460958'],
    ['06 1234567', 'IT', '+39061234567'],
    ['0114 496 0000', 'GB', '+441144960000'],
    ['8 (495) 123-45-67', 'RU', '+74951234567'],
  ] as const)('are read by their country: %s in %s', (text, country, expected) => {
    expect(normaliseNumber(text, country)).toBe(expected);
  });
});

describe('an extension', () => {
  const company = person('Acme', '+1 650 394 5910');
  const ada = person('Ada', '(650) 394-5910 x12');
  const bob = person('Bob', '(650) 394-5910 x13');

  it('finds who has it, and nobody else there', async () => {
    expect(await namesFor('6503945910 ext. 12', [company, ada, bob])).toEqual(['Ada']);
  });

  it('that nobody has finds who has the number itself, and nobody of another extension', async () => {
    expect(await namesFor('6503945910 x99', [company, ada, bob])).toEqual(['Acme']);
    expect(await namesFor('6503945910 x99', [ada, bob])).toEqual([]);
  });

  it('is not looked for where the caller shows none: calls from there show the main number', async () => {
    expect(await namesFor('6503945910', [company, ada])).toEqual(['Acme', 'Ada']);
    expect(await namesFor('6503945910', [bob])).toEqual(['Bob']);
  });

  it('is not compared with what a source does not list', async () => {
    const source: ContactSource = {
      findByNumbers: async () => ({ '+16503945910': [{ name: 'Acme' }, person('Else', '101')] }),
    };
    const { ask: match } = connect([contacts({ source })]);
    expect(await match('matchContacts', ask('6503945910x12'))).toMatchObject({
      result: { '6503945910x12': [{ name: 'Acme' }, { name: 'Else' }] },
    });
  });
});

describe('looseDigits', () => {
  const loosely = (number: string, ...people: People) =>
    namesFor(number, people, { looseDigits: 7 });

  it('is not done unless it is asked for', async () => {
    expect(await namesFor('6503945910', [person('Ada', '3945910')])).toEqual([]);
  });

  it('finds a number without its area code, on either side', async () => {
    expect(await loosely('6503945910', person('Ada', '394-5910'))).toEqual(['Ada']);
    expect(await loosely('394-5910', person('Ada', '+1 650 394 5910'))).toEqual(['Ada']);
    expect(await loosely('+442079460958', person('Bo', '02079460958'))).toEqual(['Bo']);
  });

  it('does not look further where somebody has the number itself', async () => {
    const people = [person('Ada', '6503945910'), person('Not Ada', '3945910')];
    expect(await loosely('6503945910', ...people)).toEqual(['Ada']);
  });

  it('never takes one complete number for another', async () => {
    expect(await loosely('+16503945910', person('Eve', '+1 212 394 5910'))).toEqual([]);
  });

  it('finds nobody where several people of several numbers could be meant', async () => {
    const people = [person('Ada', '+16503945910'), person('Eve', '+12123945910')];
    expect(await loosely('3945910', ...people)).toEqual([]);
  });

  it('finds all people of the one number that can be meant', async () => {
    const people = [person('Ada', '+16503945910'), person('Bo', '650 394 5910')];
    expect(await loosely('3945910', ...people)).toEqual(['Ada', 'Bo']);
  });

  it('compares no fewer digits, and no texts', async () => {
    expect(await loosely('945910', person('Ada', '6503945910'))).toEqual([]);
    expect(await loosely('sip:x3945910@a.example', person('Ada', '3945910'))).toEqual([]);
    expect(await loosely('anonymous', person('Ada', '3945910'))).toEqual([]);
  });

  it('takes one whose source lists no numbers, and not two', async () => {
    const asked: (readonly string[])[] = [];
    const named = (...names: readonly string[]): ContactSource => ({
      async findByNumbers(numbers) {
        asked.push(numbers);
        return { '~3945910': names.map((name) => ({ name })) };
      },
    });
    const one = connect([contacts({ source: named('Ada'), looseDigits: 7 })]);
    expect(await one.ask('matchContacts', ask('6503945910'))).toMatchObject({
      result: { '6503945910': [{ name: 'Ada' }] },
    });
    expect(asked).toEqual([['+16503945910'], ['~3945910']]);
    const two = connect([contacts({ source: named('Ada', 'Eve'), looseDigits: 7 })]);
    expect(await two.ask('matchContacts', ask('6503945910'))).toEqual({ result: {} });
  });

  it('that cannot be looked up costs nothing of what was found exactly, and is reported', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const findByNumbers: ContactSource['findByNumbers'] = async (numbers) => {
      if (numbers.some((number) => number.startsWith('~'))) throw new Error('What is a ~?');
      return { '101': [person('Ada', '101')] };
    };
    const { host, ask: match } = connect([contacts({ source: { findByNumbers }, looseDigits: 7 })]);
    expect(await match('matchContacts', ask('101', '6503945910'))).toMatchObject({
      result: { '101': [{ name: 'Ada' }] },
    });
    expect(reported).toHaveBeenCalledOnce();
    host.on('failed', () => undefined);
    expect(await match('matchContacts', ask('6503945911'))).toEqual({
      error: expect.stringContaining('What is a ~?'),
    });
    vi.unstubAllGlobals();
  });

  it('is a number of a contact, beside those it is found by exactly', () => {
    expect(numbersOf(person('Ada', '6503945910 x12', '101'), 'US', 7)).toEqual([
      '+16503945910;ext=12',
      '+16503945910',
      '~3945910',
      '101',
    ]);
  });
});
