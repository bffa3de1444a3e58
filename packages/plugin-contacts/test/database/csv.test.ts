import { describe, expect, it } from 'vitest';
import { csv, type CsvOptions } from '../../src/formats/index.js';
import { PARTS, readAll } from './read-all.js';

const read = (text: string, options: CsvOptions = {}, part?: number) =>
  readAll(csv(options).open(), text, part);

describe('csv reports what is wrong, and where', () => {
  it.each([
    [
      'a first line without a name',
      'id,phone\n1,101\n',
      { line: 1, issue: { pointer: '', expected: expect.stringContaining('first line') } },
    ],
    [
      'more fields than the first line has',
      'name,phone\nAda,101,102\n',
      {
        line: 2,
        issue: { expected: '2 fields at most, as the first line has', received: '3 fields' },
      },
    ],
    [
      'a number that a spreadsheet has rounded',
      'name,phone\nAda,6.50395E+09\n',
      { line: 2, issue: { pointer: '/phoneNumbers/0/phoneNumber' } },
    ],
    [
      'a quote that is never closed',
      'name,phone\n"Ada,101\n',
      { line: 2, issue: { expected: 'fields whose quotes are closed, and doubled within' } },
    ],
    [
      'a quote within a quoted field',
      'name,phone\n"Ada "the" first",101\n',
      { line: 2, issue: { expected: 'fields whose quotes are closed, and doubled within' } },
    ],
  ])('%s', (_name, text, expected) => {
    for (const part of PARTS) expect(read(text, {}, part)[0], `${part}`).toMatchObject(expected);
  });

  it('and goes on after the line of a quote that is never closed', () => {
    const text = 'name,phone\nAda,101\n"Bob,102\nCy,103\nDi,104\n';
    for (const part of PARTS) {
      expect(read(text, {}, part), `${part}`).toMatchObject([
        { line: 2, contact: { name: 'Ada' } },
        { line: 3, issue: {} },
        { line: 4, contact: { name: 'Cy' } },
        { line: 5, contact: { name: 'Di' } },
      ]);
    }
  });

  it('and does not keep a file in memory that has such a quote at its beginning', () => {
    const reader = csv().open();
    const lines = 'Cy,103\n'.repeat(1_000);
    const found = [...reader.read('name,phone\n"Bob,102\n')];
    for (let i = 0; i < 20; i += 1) found.push(...reader.read(lines));
    expect(found.length).toBeGreaterThan(10_000);
    expect([...found, ...reader.end()]).toHaveLength(20_001);
  });
});

describe('csv reads', () => {
  const ada = { name: 'Ada', phoneNumbers: [{ phoneNumber: '101' }] };

  it.each([
    ['a byte more than nothing', 'name\n', []],
    ['nothing', '', []],
    ['commas', 'name,phone\nAda,101\n', [ada]],
    ['semicolons', 'name;phone\nAda;101\n', [ada]],
    ['tabs', 'name\tphone\nAda\t101\n', [ada]],
    ['what sep= says', 'sep=;\nname;phone\nAda;101\n', [ada]],
    ['no newline at the end', 'name,phone\nAda,101', [ada]],
    ['newlines of Windows', 'name,phone\r\nAda,101\r\n', [ada]],
    ['newlines of old Macs', 'name,phone\rAda,101\r', [ada]],
    ['empty lines and rows', '\nname,phone\n\n , \nAda,101\n\n', [ada]],
    ['quotes', '"name","phone"\n"Ada","101"\n', [ada]],
    [
      'quoted delimiters, quotes and newlines',
      'name,phone\n"Lovelace, ""Ada""\r\nKing",101\n',
      [{ ...ada, name: 'Lovelace, "Ada"\nKing' }],
    ],
    ['a row with fewer fields', 'name,phone,mobile\nAda,101\n', [ada]],
    ['numbers that a spreadsheet was reported to be texts', 'name,phone\nAda,="101"\n', [ada]],
    ['__proto__ as a column', 'name,phone,__proto__\nAda,101,x\n', [ada]],
  ])('%s', (_name, text, contacts) => {
    for (const part of PARTS) {
      const found = read(text, {}, part);
      expect(found.map((entry) => 'contact' in entry && entry.contact)).toEqual(contacts);
    }
  });

  it('the line numbers of contacts behind quoted newlines', () => {
    const text = 'sep=,\nname,phone\n"A\nd\na",101\n\nBob,102\n';
    for (const part of PARTS) expect(read(text, {}, part).map(({ line }) => line)).toEqual([3, 7]);
  });

  it('names and numbers under the usual names of columns', () => {
    const text = [
      'Contact ID,First Name,Last Name,Company,Business Phone,Mobile Phone,Home Phone,Phone 1 - Type,Fax,E-mail',
      '7,Ada,Lovelace,Acme,101,102,103 ::: 104,work,105,ada@crm.example',
      '8,,,Acme,101',
    ].join('\n');
    const reader = csv({ contactType: 'acme' }).open();
    expect(readAll(reader, text)).toEqual([
      {
        line: 2,
        contact: {
          id: '7',
          type: 'acme',
          name: 'Ada Lovelace',
          phoneNumbers: [
            { phoneNumber: '101', phoneType: 'business' },
            { phoneNumber: '102', phoneType: 'mobile' },
            { phoneNumber: '103', phoneType: 'home' },
            { phoneNumber: '104', phoneType: 'home' },
            { phoneNumber: '105', phoneType: 'fax' },
          ],
        },
      },
      {
        line: 3,
        contact: {
          id: '8',
          type: 'acme',
          name: 'Acme',
          phoneNumbers: [{ phoneNumber: '101', phoneType: 'business' }],
        },
      },
    ]);
    expect(reader.ignored).toEqual(['Phone 1 - Type', 'E-mail']);
  });

  it('German names of columns, in a semicolon file', () => {
    const text = 'ID;Vorname;Nachname;Firma;Telefon (geschäftlich);Handy\n1;Ada;L;A;101;102\n';
    expect(read(text)).toMatchObject([
      {
        contact: {
          id: '1',
          name: 'Ada L',
          phoneNumbers: [
            { phoneNumber: '101', phoneType: 'business' },
            { phoneNumber: '102', phoneType: 'mobile' },
          ],
        },
      },
    ]);
  });

  it('columns as they are returned, whatever their case, with members of its own', () => {
    const columns = {
      'who is it': 'name',
      CALL: 'phoneNumber:direct',
      mail: 'email',
      phone: false,
    } as const;
    const text = 'Who is it,Call,Mail,Phone\nAda,101,ada@crm.example,102\n';
    const reader = csv({ columns }).open();
    expect(readAll(reader, text)).toEqual([
      {
        line: 2,
        contact: {
          name: 'Ada',
          email: 'ada@crm.example',
          phoneNumbers: [{ phoneNumber: '101', phoneType: 'direct' }],
        },
      },
    ]);
    expect(reader.ignored).toEqual([]);
  });
});
