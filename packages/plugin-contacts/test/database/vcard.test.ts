import { describe, expect, it } from 'vitest';
import { vcard } from '../../src/formats/index.js';
import { PARTS, readAll } from './read-all.js';

const read = (text: string, part?: number) => readAll(vcard().open(), text, part);
const card = (version: string, ...lines: readonly string[]): string =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');
const only = (text: string): unknown => {
  const [entry, ...others] = read(text);
  expect(others).toEqual([]);
  return entry && 'contact' in entry ? entry.contact : entry;
};

describe('vcard reports what is wrong, and where', () => {
  it.each([
    ['a line outside a card', 'name,phone\nAda,101\n', 1, 'BEGIN:VCARD', 'a line of 10 characters'],
    [
      'a version that there is not',
      card('5.0', 'FN:Ada'),
      1,
      'a card of the version 2.1, 3.0 or 4.0',
      'another one',
    ],
    [
      'a card that does not end',
      'BEGIN:VCARD\nVERSION:3.0\nFN:Ada\n',
      1,
      'a card that ends with END:VCARD',
      'the end of the file',
    ],
    [
      'a card in which another begins',
      `BEGIN:VCARD\nVERSION:3.0\nFN:Ada\n${card('3.0', 'FN:Bob')}`,
      1,
      'a card that ends with END:VCARD',
      'another BEGIN:VCARD on line 4',
    ],
  ])('%s', (_name, text, line, expected, received) => {
    for (const part of PARTS) {
      expect(read(text, part)[0]).toEqual({ line, issue: { pointer: '', expected, received } });
    }
  });

  it('and goes on with the cards after it', () => {
    const text = [
      card('3.0', 'FN:Ada'),
      card('1.0', 'FN:Broken'),
      'astray\r\nand more\r\n',
      card('4.0', 'FN:Cy'),
    ].join('\r\n');
    for (const part of PARTS) {
      expect(read(text, part), `${part}`).toMatchObject([
        { line: 1, contact: { name: 'Ada' } },
        { line: 6, issue: { expected: 'a card of the version 2.1, 3.0 or 4.0' } },
        { line: 11, issue: { expected: 'BEGIN:VCARD' } },
        { line: 14, contact: { name: 'Cy' } },
      ]);
    }
  });
});

describe('vcard reads', () => {
  it('a card of 3.0 as address books write it', () => {
    const text = card(
      '3.0',
      'N:Lovelace;Ada;King;Countess;',
      'FN:Ada Love',
      ' lace\\, Countess',
      'ORG:Analytical Engines;Research',
      'UID:urn:uuid:4fbe8971',
      'TEL;type=CELL;type=VOICE;type=pref:+1 (650) 394-5910',
      'item1.TEL;TYPE="work,voice":101',
      'item1.X-ABLabel:_$!<Other>!$_',
      'TEL;TYPE=X-OWN:102',
      'PHOTO;VALUE=URI:https://crm.example/1.png',
      'REV:2026-11-22T10:00:00Z',
      'NOTE:one\\ntwo',
    );
    for (const part of PARTS) {
      expect(read(text, part)).toEqual([
        {
          line: 1,
          contact: {
            id: 'urn:uuid:4fbe8971',
            name: 'Ada Lovelace, Countess',
            phoneNumbers: [
              { phoneNumber: '+1 (650) 394-5910', phoneType: 'mobile' },
              { phoneNumber: '101', phoneType: 'business' },
              { phoneNumber: '102' },
            ],
            profileImageUrl: 'https://crm.example/1.png',
            updatedAt: '2026-11-22T10:00:00Z',
          },
        },
      ]);
    }
  });

  it('a card of 4.0 with URIs for numbers and pictures', () => {
    const text = card(
      '4.0',
      'FN:Bob',
      'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+44-20-7946-0958;ext=102',
      'TEL;VALUE=uri:tel:7042;phone-context=crm.example',
      'PHOTO:data:image/png;base64,AAAA',
    );
    expect(only(text)).toEqual({
      name: 'Bob',
      phoneNumbers: [
        { phoneNumber: '+44-20-7946-0958 ext. 102', phoneType: 'home' },
        { phoneNumber: '7042' },
      ],
    });
  });

  it.each([
    [
      'the parts of a name where it is not written out',
      'N:Lovelace;Ada;King;Countess;OM',
      'Countess Ada King Lovelace OM',
    ],
    ['the organisation where there is no name', 'ORG:Acme;Sales', 'Acme Sales'],
    ['nothing where there is none, for the import to report', 'NOTE:nobody', ''],
  ])('%s', (_name, line, name) => {
    expect(only(card('3.0', line))).toEqual({ name });
  });

  it('no picture that is written into the card, however long', () => {
    const picture = `PHOTO;ENCODING=b;TYPE=JPEG:${'QUJD'.repeat(10_000)}`;
    expect(only(card('3.0', 'FN:Ada', picture))).toEqual({ name: 'Ada' });
  });

  it('newlines of any kind, letters of any case, and the type that contacts are given', () => {
    const text = card('3.0', 'FN:Ada').toLowerCase().replaceAll('\r\n', '\r');
    expect(readAll(vcard({ contactType: 'acme' }).open(), text, 1)).toEqual([
      { line: 1, contact: { type: 'acme', name: 'ada' } },
    ]);
  });
});
