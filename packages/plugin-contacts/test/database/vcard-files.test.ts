import { describe, expect, it } from 'vitest';
import { type ReadEntry, vcard } from '../../src/formats/index.js';
import { PARTS, readAll } from './read-all.js';

/** What is made of a file, which is the same wherever it is cut. */
function read(...lines: readonly string[]) {
  const text = `${lines.join('\r\n')}\r\n`;
  const [entries = []] = PARTS.map((part) => readAll(vcard().open(), text, part)).map(
    (found, _i, all) => (expect(found).toEqual(all[0]), found),
  );
  const contacts = entries.flatMap((it) => ('contact' in it ? it.contact : [])) as readonly {
    readonly id?: string;
    readonly name: string;
    readonly phoneNumbers?: readonly {
      readonly phoneNumber: string;
      readonly phoneType?: string;
    }[];
    readonly updatedAt?: unknown;
  }[];
  return {
    contacts,
    names: contacts.map(({ name }) => name),
    numbers: contacts.map(({ phoneNumbers = [] }) => phoneNumbers.map((it) => it.phoneNumber)),
    issues: entries.flatMap((it: ReadEntry) => ('issue' in it ? it : [])),
  };
}
const card = (version: string, ...lines: readonly string[]): readonly string[] => [
  'BEGIN:VCARD',
  `VERSION:${version}`,
  ...lines,
  'END:VCARD',
];

describe('parameters without a name', () => {
  it('are types, and cost nothing of the card', () => {
    const { contacts, issues } = read(
      ...card(
        '2.1',
        'N:Lovelace;Ada',
        'FN:Ada Lovelace',
        'TEL;CELL:+16503945910',
        'TEL;WORK;VOICE:101',
        'TEL;PREF:102',
        'TEL;X-Own:103',
        'EMAIL;INTERNET:ada@crm.example',
        'ADR;WORK;POSTAL:;;Street 1;City',
        'SOUND;X-IRMC-N:Lovelace;Ada;;;',
        'SOUND;X-IRMC-N;CHARSET=UTF-8:;;;;',
      ),
    );
    expect(issues).toEqual([]);
    expect(contacts).toEqual([
      {
        name: 'Ada Lovelace',
        phoneNumbers: [
          { phoneNumber: '+16503945910', phoneType: 'mobile' },
          { phoneNumber: '101', phoneType: 'business' },
          { phoneNumber: '102' },
          { phoneNumber: '103' },
        ],
      },
    ]);
  });

  it('are read in 3.0 as well, and values of several of a name', () => {
    const { contacts } = read(
      ...card(
        '3.0',
        'FN:Ada',
        'TEL;HOME:101',
        'TEL;type=pref;TYPE=WORK:102',
        'TEL;TYPE="CELL,VOICE":103',
      ),
    );
    expect(contacts[0]?.phoneNumbers?.map(({ phoneType }) => phoneType)).toEqual([
      'home',
      'business',
      'mobile',
    ]);
  });

  it('may hold colons and semicolons in quotes', () => {
    expect(read(...card('4.0', 'FN;SORT-AS="a:b;c":Ada', 'TEL;X-A="x;y":101')).contacts).toEqual([
      { name: 'Ada', phoneNumbers: [{ phoneNumber: '101' }] },
    ]);
  });
});

describe('quoted-printable', () => {
  it.each(['2.1', '3.0', '4.0'])('is decoded in %s', (version) => {
    const { names } = read(
      ...card(version, 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen'),
      ...card(version, 'FN;QUOTED-PRINTABLE:J=c3=bcrgen'),
      ...card(version, 'N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=9C=D0=B0;=D0=AF;;;'),
      ...card(version, 'FN;ENCODING=QUOTED-PRINTABLE:1 =3D 1'),
    );
    expect(names).toEqual(['Jürgen', 'Jürgen', 'Я Ма', '1 = 1']);
  });

  it.each([
    ['ISO-8859-1', 'J=FCrgen'],
    ['windows-1252', 'J=FCrgen'],
    [
      'UTF-16BE',
      '=00J=00=FC=00r=00g=00e=00n'
        .replace(/=00(\w)/gu, '=00=$1')
        .replace(/=([A-Za-z])(?![0-9A-F])/gu, (_, c: string) => `=${c.charCodeAt(0).toString(16)}`),
    ],
  ])('is decoded by its charset %s', (charset, value) => {
    expect(
      read(...card('2.1', `FN;ENCODING=QUOTED-PRINTABLE;CHARSET=${charset}:${value}`)).names,
    ).toEqual(['Jürgen']);
  });

  it('without a charset is UTF-8, or what old telephones write', () => {
    expect(read(...card('2.1', 'FN;ENCODING=QUOTED-PRINTABLE:J=FCrgen')).names).toEqual(['Jürgen']);
  });

  it('goes on in the next line after an equals sign, also within a letter, and in what is left out', () => {
    const { contacts, issues } = read(
      ...card(
        '2.1',
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=',
        '=BCrgen=20=',
        'L',
        'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=',
        'TEL:999=0D=0A=',
        'END',
        'TEL:101',
      ),
    );
    expect(issues).toEqual([]);
    expect(contacts).toEqual([{ name: 'Jürgen L', phoneNumbers: [{ phoneNumber: '101' }] }]);
  });

  it('of bytes that are no text costs its line', () => {
    const { contacts, issues } = read(
      ...card('2.1', 'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=FCrgen', 'N:L;Ada', 'TEL:101'),
    );
    expect(contacts).toMatchObject([{ name: 'Ada L', phoneNumbers: [{ phoneNumber: '101' }] }]);
    expect(issues).toMatchObject([{ line: 3, isLeftOut: true }]);
  });
});

describe('a bad line costs itself, with an issue, and never the card:', () => {
  it.each<[string, readonly string[], string]>([
    ['a newline in the name', ['FN:Ada', 'Lovelace', 'TEL:101'], 'Ada'],
    ['a newline in a note', ['FN:Ada', 'NOTE:one', 'and two, 6503945910', 'TEL:101'], 'Ada'],
    ['a line without a colon', ['FN:Ada', 'nonsense', 'TEL:101'], 'Ada'],
    ['a line without a name', ['FN:Ada', ':6503945910', 'TEL:101'], 'Ada'],
    ['a name with spaces', ['FN:Ada', 'Call him at: 6503945910', 'TEL:101'], 'Ada'],
    ['a bad line that is folded', ['FN:Ada', 'nonsense', ' and 6503945910', 'TEL:101'], 'Ada'],
    ['a number that was rounded', ['FN:Ada', 'TEL:1.65E+10', 'TEL:101'], 'Ada'],
    ['a date that is not one', ['FN:Ada', 'REV:12.01.2026', 'TEL:101'], 'Ada'],
  ])('%s', (_name, lines, name) => {
    const { contacts, issues } = read(...card('3.0', ...lines), ...card('3.0', 'FN:Bob'));
    expect(contacts).toEqual([{ name, phoneNumbers: [{ phoneNumber: '101' }] }, { name: 'Bob' }]);
    expect(issues).toMatchObject([{ isLeftOut: true }]);
    expect(JSON.stringify(issues)).not.toMatch(/650|Lovelace|1\.65/u);
  });

  it('an empty line costs nothing', () => {
    expect(read(...card('3.0', 'FN:Ada', '', 'TEL:101')).issues).toEqual([]);
  });
});

describe('a bad card costs itself, and never the file:', () => {
  it('one that does not end, one of no version, and text between cards', () => {
    const { names, issues } = read(
      'BEGIN:VCARD',
      'FN:Ada',
      ...card('3.0', 'FN:Bob'),
      'call 6503945910',
      ...card('9.9', 'FN:Cy'),
      ...card('3.0', 'FN:Di'),
    );
    expect(names).toEqual(['Bob', 'Di']);
    expect(issues.map(({ line }) => line)).toEqual([1, 7, 8]);
    expect(JSON.stringify(issues)).not.toContain('650');
  });

  it('a byte order mark between files that were joined costs nothing', () => {
    const { names, issues } = read(
      ...card('3.0', 'FN:Ada'),
      `\ufeff${card('3.0', 'FN:Bob').join('\r\n')}`,
    );
    expect(names).toEqual(['Ada', 'Bob']);
    expect(issues).toEqual([]);
  });

  it('a card without a version is read', () => {
    expect(read('BEGIN:VCARD', 'FN:Ada', 'END:VCARD').names).toEqual(['Ada']);
  });
});

describe('whose number it is', () => {
  it('is not the person of the card, if it is in an agent’s card', () => {
    const { contacts, issues } = read(
      ...card(
        '2.1',
        'FN:Ada',
        'AGENT:',
        'BEGIN:VCARD',
        'VERSION:2.1',
        'FN:Agent',
        'TEL:102',
        'END:VCARD',
        'TEL:101',
      ),
      ...card('2.1', 'FN:Bob', 'AGENT:BEGIN:VCARD', 'TEL:103', 'END:VCARD', 'TEL:104'),
    );
    expect(contacts).toEqual([
      { name: 'Ada', phoneNumbers: [{ phoneNumber: '101' }] },
      { name: 'Bob', phoneNumbers: [{ phoneNumber: '104' }] },
    ]);
    expect(issues).toEqual([]);
  });

  it.each([
    ['TEL;TYPE=assistant:102'],
    ['TEL;X-ASSISTANT:102'],
    ['X-MS-TEL;VOICE;ASSISTANT:102'],
    ['TEL;TYPE=x-emergency:102'],
    ['item1.TEL:102\r\nitem1.X-ABLabel:_$!<Assistant>!$_'],
    ['item1.X-ABLabel:Emergency\r\nitem1.TEL;type=pref:102'],
  ])('is not the person of the card: %j', (line) => {
    expect(read(...card('3.0', 'FN:Ada', line, 'TEL:101')).numbers).toEqual([['101']]);
  });

  it('is this person’s behind a group with another label', () => {
    expect(
      read(...card('3.0', 'FN:Ada', 'item1.TEL:101', 'item1.X-ABLabel:Boat', 'item2.TEL:102'))
        .numbers,
    ).toEqual([['101', '102']]);
  });

  it.each([
    ['TEL:6503945910\\; 6503945911', ['6503945910', '6503945911']],
    ['TEL:650-394-5910 / 650-394-5911', ['650-394-5910', '650-394-5911']],
    ['TEL:\u202a+1 650 394 5910\u202c', ['+1 650 394 5910']],
    ['TEL:16503945910.0', ['16503945910']],
    ['TEL;VALUE=uri:tel:+1-650-394-5910;ext=12', ['+1-650-394-5910 ext. 12']],
    ['TEL;VALUE=uri;TYPE="voice,home";PREF=1:tel:+16503945910', ['+16503945910']],
  ])('is read from %s', (line, numbers) => {
    expect(read(...card('4.0', 'FN:Ada', line)).numbers).toEqual([numbers]);
  });

  it('is not that of another name with the same UID', () => {
    const { contacts, issues } = read(
      ...card('3.0', 'UID:0', 'FN:Ada', 'TEL:101'),
      ...card('3.0', 'UID:0', 'FN:Bob', 'TEL:102'),
      ...card('3.0', 'UID:0', 'FN:ada', 'TEL:103'),
    );
    expect(contacts.map(({ id, name }) => [id, name])).toEqual([
      ['0', 'Ada'],
      [undefined, 'Bob'],
      ['0', 'ada'],
    ]);
    expect(issues).toMatchObject([{ line: 7, isLeftOut: true, issue: { pointer: '/id' } }]);
  });
});

describe('vcard reads', () => {
  it('what Android, Outlook and iCloud write', () => {
    const { contacts, issues } = read(
      // Android.
      ...card(
        '2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;',
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen M=C3=BCller',
        'TEL;CELL;PREF:+49 170 1234567',
        'PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ',
        ' AAAQABAAD/2wBDAAEBAQ==',
        '',
      ),
      // Outlook.
      ...card(
        '2.1',
        'N;LANGUAGE=de:Lovelace;Ada;;Dr.',
        'FN:Dr. Ada Lovelace',
        'ORG:Analytical Engines, Inc.;Research',
        'TEL;WORK;VOICE:+1 (650) 394-5910',
        'ADR;WORK;PREF:;;Street 1;City;;12345;Country',
        'LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Street 1=0D=0A=',
        '12345 City',
        'X-MS-OL-DEFAULT-POSTAL-ADDRESS:2',
        'X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:',
        '/9j/4AAQSkZJRgABAQ',
        'AAAQABAAD==',
        '',
        'REV:20260112T101500Z',
      ),
      // iCloud.
      ...card(
        '3.0',
        'PRODID:-//Apple Inc.//iOS 18.0//EN',
        'N:Hopper;Grace;;;',
        'FN:Grace Hopper',
        'item1.EMAIL;type=INTERNET;type=pref:grace@crm.example',
        'TEL;type=IPHONE;type=CELL;type=VOICE;type=pref:\u202d+1 (212) 555-0142\u202c',
        'item2.ADR;type=HOME:;;1 Street;City;;;',
        'item2.X-ABADR:us',
        'item3.TEL:+1 212 555 0143',
        'item3.X-ABLabel:_$!<Other>!$_',
        'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ',
        'REV:2026-01-12T10:15:00Z',
      ),
    );
    expect(issues).toEqual([]);
    expect(contacts).toEqual([
      {
        name: 'Jürgen Müller',
        phoneNumbers: [{ phoneNumber: '+49 170 1234567', phoneType: 'mobile' }],
      },
      {
        name: 'Dr. Ada Lovelace',
        phoneNumbers: [{ phoneNumber: '+1 (650) 394-5910', phoneType: 'business' }],
        updatedAt: Date.UTC(2026, 0, 12, 10, 15),
      },
      {
        name: 'Grace Hopper',
        phoneNumbers: [
          { phoneNumber: '+1 (212) 555-0142', phoneType: 'mobile' },
          { phoneNumber: '+1 212 555 0143' },
        ],
        updatedAt: '2026-01-12T10:15:00Z',
      },
    ]);
  });

  it('escaped marks, and the space of a fold in 2.1', () => {
    const { names } = read(
      ...card('3.0', 'FN:Lovelace\\, Ada\\; King'),
      ...card('3.0', 'N:Love\\;lace;Ada,Augusta;;;'),
      ...card('3.0', 'ORG:Acme\\, Inc.;Sales'),
      ...card('3.0', 'FN:Love', ' lace'),
      ...card('2.1', 'FN:Ada', ' Lovelace'),
    );
    expect(names).toEqual([
      'Lovelace, Ada; King',
      'Ada Augusta Love;lace',
      'Acme, Inc. Sales',
      'Lovelace',
      'Ada Lovelace',
    ]);
  });

  it('a card with a picture of megabytes on many lines, without keeping it', () => {
    const reader = vcard().open();
    const found = [...reader.read('BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nPHOTO;ENCODING=b:QUJD\n')];
    for (let i = 0; i < 40_000; i += 1) found.push(...reader.read(` ${'QUJD'.repeat(18)}\n`));
    found.push(...reader.read('TEL:101\nEND:VCARD\n'), ...reader.end());
    expect(found).toEqual([
      { line: 1, contact: { name: 'Ada', phoneNumbers: [{ phoneNumber: '101' }] } },
    ]);
  });
});
