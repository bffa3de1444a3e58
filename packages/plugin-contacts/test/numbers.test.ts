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
    'sip:266696687@10.0.0.1',
    '1'.repeat(201),
  ])('%j', (text) => {
    expect(normaliseNumber(text, 'US')).toBeUndefined();
  });

  // The words on a keypad: anonymous, unavailable, restricted, blocked, unknown, private, withheld.
  const keypad = '266696687 86282452253 7378742833 2562533 8656696 7748283 94844353'.split(' ');
  const zeros = ['10000000000', '+10000000000', '+1 (000) 000-0000', '0010000000000'];
  const extended = ['0000000000 x5', '0000000000;ext=5', '10000000000 x5', '+10000000000 ext. 5'];
  it.each([
    ...keypad.flatMap((it) => [it, `+${it}`, `1${it}`, `+1${it}`, `+${it};ext=1`, `sip:+${it}@a`]),
    ...zeros,
    ...extended,
    '+44 0000000000',
    '+2290000000000',
    'sip:+10000000000@carrier.example',
  ])('%s', async (text) => {
    expect(normaliseNumber(text, 'US')).toBeUndefined();
    expect(await namesFor(text, [person('Nobody', text)])).toEqual([]);
  });

  it('a keypad’s word behind the country’s own code', () => {
    expect(normaliseNumber('+497378742833', 'DE')).toBeUndefined();
    expect(normaliseNumber('+497378742833', 'US')).toBe('+497378742833');
  });

  it('zeros with an extension, in any country', () => {
    for (const text of ['0000000000 x5', '000000000,5', '00000000000#5']) {
      expect(normaliseNumber(text, 'DE'), text).toBeUndefined();
    }
  });

  it('but somebody may have a number with many zeros', () => {
    expect(normaliseNumber('80000000 x5', 'DK')).toBe('+4580000000;ext=5');
    expect(normaliseNumber('+4580000000', 'US')).toBe('+4580000000');
    expect(normaliseNumber('80000000', 'DK')).toBe('+4580000000');
    expect(normaliseNumber('+18000000001', 'US')).toBe('+18000000001');
  });

  it.each([
    '6.50395E9',
    '6.50395E+09',
    '6,50395E+09',
    '1.65e10',
    '+1.65E+10',
    '1.65039459E+10',
    '1.6503945910E+11',
    '16503945910E-1',
    '1.65039459105E+10',
    '1.65 E+10',
    '1.65×10^10',
    '６.５０３９５Ｅ９',
    'tel:1.65E+10',
    '16503945910.5',
    '6503945910.12',
  ])('%s, which a spreadsheet has rounded', (text) => {
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
    // As a spreadsheet writes it.
    '16503945910.0',
    '16503945910.00',
    '16503945910,0',
    '6503945910.000000',
    '+16503945910.0',
    '1.6503945910E+10',
    '1,6503945910e10',
    '6.503945910E9',
    '16503945910E0',
    '16503945910.0E+00',
    '16,503,945,910',
    '16 503 945 910.0',
    '650-394-5910.0',
    '+1 (650) 394-5910,0',
    '16,503,945,910.00',
    '16.503.945.910,00',
    "'+16503945910",
    '’6503945910',
    '="16503945910"',
    '=+16503945910',
    // As it is copied, with what is not seen.
    '\u202a+1 (650) 394-5910\u202c',
    '\u202d6503945910\u202c',
    '\u2066+16503945910\u2069',
    '\u200e+16503945910\u200f',
    '\ufeff6503945910',
    '\u00a0+1\u00a0650\u202f394\u20095910\u3000',
    '650\u200b394\u200d5910\u2060',
    '650\u00ad394\u00ad5910',
    '\u061c6503945910\u3164',
    '\u2028+16503945910\u180e',
    '\u0002650\u28003945910\u0000',
    '*67\u200e 6503945910',
    'sip:\u200e+16503945910@carrier.example',
    'tel:\u202a+16503945910\u202c',
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

describe('one line are', () => {
  it.each([
    ['US', '+525512345678', ['+5215512345678', '+52 1 55 1234 5678', '011 52 1 55 1234 5678']],
    ['MX', '+525512345678', ['5512345678', '01 55 1234 5678', '044 55 1234 5678']],
    ['MX', '+525512345678', ['045 55 1234 5678', '5215512345678', '+52 044 55 1234 5678']],
    [
      'US',
      '+5491123456789',
      ['+54 9 11 2345-6789', '+54 11 15 2345-6789', '+54 9 11 15 2345 6789'],
    ],
    ['AR', '+5491123456789', ['011 15-2345-6789', '(011) 15 2345 6789', '9 11 2345 6789']],
    ['AR', '+5492664123456', ['0266 15 412-3456', '+54 9 266 412 3456', '+549266154123456']],
    ['US', '+5511987654321', ['+55 11 8765-4321', '+55 (11) 98765-4321', '+5501187654321']],
    ['BR', '+5511987654321', ['(11) 8765-4321', '011 98765-4321', '0 15 11 8765-4321']],
    ['US', '+2250102345678', ['+225 02 34 56 78', '+225 01 02 34 56 78']],
    ['CI', '+2250544123456', ['44 12 34 56', '05 44 12 34 56', '0022544123456']],
    ['CI', '+2250708123456', ['08 12 34 56', '+225 07 08 12 34 56', '22508123456']],
    ['CI', '+2252720212223', ['20 21 22 23', '27 20 21 22 23']],
    ['CI', '+2252120801234', ['20 80 12 34', '21 20 80 12 34']],
    ['CI', '+2252522001234', ['22 00 12 34', '25 22 00 12 34']],
    ['US', '+2290197123456', ['+229 97 12 34 56', '+229 01 97 12 34 56']],
    ['BJ', '+2290121301234', ['21 30 12 34', '01 21 30 12 34']],
  ] as const)('in %s, as %s: %j', async (country, number, texts) => {
    const options = { defaultCountry: country };
    for (const text of texts) {
      expect(normaliseNumber(text, country), text).toBe(number);
      expect(normaliseNumber(`${text} x12`, country), text).toBe(`${number};ext=12`);
      for (const called of [number, ...texts]) {
        const source = memoryContactSource([person('Ada', text)], options);
        const { ask: match } = connect([contacts({ source })]);
        expect((await match('matchContacts', ask(called))).result).toMatchObject({
          [called]: [{ name: 'Ada' }],
        });
      }
    }
  });

  it.each([
    ['+5511327654321', '+551132765432', 'a number of Brazil and one of a digit more'],
    ['+551177654321', '+5511977654321', 'a radio line of Brazil, which got no ninth digit'],
    ['+541123456789', '+5491123456789', 'a fixed and a mobile line of Argentina'],
    ['+2250144123456', '+22544123456', 'lines of two operators of the Ivory Coast'],
    ['+22529123456', '+2252729123456', 'what the plan of the Ivory Coast does not have'],
    ['+5215512345678', '+15512345678', 'a line of Mexico and one of New Jersey'],
  ])('never %s and %s, %s', (one, other) => {
    expect(normaliseNumber(one, 'US')).not.toBe(normaliseNumber(other, 'US'));
  });

  it('never what a caller from North America sends without a plus, in Mexico', () => {
    expect(normaliseNumber('15512345678', 'MX')).toBe('15512345678');
  });
});

describe('sameNumber', () => {
  // A plan in which 70 became 77.
  const sameNumber = (number: string): readonly string[] => [
    number.replace(/^\+22170(\d{7})$/u, '+22177$1'),
    number.replace(/^\+22177(\d{7})$/u, '+22170$1'),
  ];
  const [before, after] = ['+221701234567', '+221771234567'] as const;

  it('finds the contacts of each number that it names', async () => {
    for (const called of [before, after]) {
      const people = [person('Ada', before), person('Bob', after), person('Cy', before, after)];
      expect(new Set(await namesFor(called, people, { sameNumber }))).toEqual(
        new Set(['Ada', 'Bob', 'Cy']),
      );
      expect(await namesFor(called, [person('Eve', '+221761234567')], { sameNumber })).toEqual([]);
    }
  });

  it('keeps extensions apart', async () => {
    const people = [person('Ada', `${before} x12`), person('Bob', `${before} x13`)];
    expect(await namesFor(`${after} x12`, people, { sameNumber })).toEqual(['Ada']);
  });

  it('is not asked about what is not in E.164', async () => {
    const asked = vi.fn<(number: string) => readonly string[]>(() => []);
    await namesFor('101', [], { sameNumber: asked });
    await namesFor('6503945910 x12', [], { sameNumber: asked });
    expect(asked.mock.calls).toEqual([['+16503945910']]);
  });

  it('must be a function', () => {
    expect(() => contacts({ sameNumber: 'x' as never })).toThrow('option sameNumber');
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
