import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { csv, type CsvOptions, type ReadEntry } from '../../src/formats/index.js';
import { PARTS, readAll } from './read-all.js';

/** What is made of a file, which is the same wherever it is cut. */
function read(text: string, options: CsvOptions = {}) {
  const [entries = []] = PARTS.map((part) => readAll(csv(options).open(), text, part)).map(
    (found, _i, all) => (expect(found).toEqual(all[0]), found),
  );
  const contacts = entries.flatMap((it) => ('contact' in it ? it.contact : [])) as readonly {
    readonly id?: string;
    readonly name: string;
    readonly phoneNumbers?: readonly { readonly phoneNumber: string }[];
    readonly touchedAt?: unknown;
  }[];
  return {
    contacts,
    names: contacts.map(({ name }) => name),
    numbers: contacts.map(({ phoneNumbers = [] }) => phoneNumbers.map((it) => it.phoneNumber)),
    issues: entries.flatMap((it: ReadEntry) => ('issue' in it ? it : [])),
  };
}

describe('several numbers in a cell', () => {
  const [one, other] = ['650-394-5910', '650-394-5911'];
  it.each([
    ';',
    '; ',
    ',',
    ', ',
    ' / ',
    '/',
    '|',
    ' | ',
    '\n',
    '\r\n',
    ' ::: ',
    ' or ',
    ' & ',
    ',,',
  ])('are separated by %j', (mark) => {
    expect(read(`name,phone\nAda,"${one}${mark}${other}"\n`).numbers).toEqual([[one, other]]);
    const extended = `${one} ext 12${mark}${other} x13`;
    expect(read(`name,phone\nAda,"${extended}"\n`).numbers).toEqual([
      [`${one} ext 12`, `${other} x13`],
    ]);
  });

  it.each([
    ['6503945910;ext=12;6503945911', ['6503945910;ext=12', '6503945911']],
    ['6503945910,12', ['6503945910,12']],
    ['6503945910,,12#', ['6503945910,,12#']],
    ['6503945910;', ['6503945910']],
    ['101; 102', ['101', '102']],
    ['101|102', ['101', '102']],
    ['101/102', ['101', '102']],
    ['089/1234567', ['089/1234567']],
    ['0171/1234567, 089/7654321', ['0171/1234567', '089/7654321']],
    ['+49 89/1234567/+49 89/7654321', ['+49 89/1234567', '+49 89/7654321']],
    ['030/1234567/030/1234568', ['030/1234567', '030/1234568']],
    ['030 / 1234567 / 030 / 1234568', ['030/1234567', '030/1234568']],
    ['650/394-5910/650/394-5911', ['650/394-5910', '650/394-5911']],
    ['650/394-5910', ['650/394-5910']],
    ['16,503,945,910', ['16503945910']],
    ['16503945910.0;16503945911.0', ['16503945910', '16503945911']],
    ['home: 6503945910; work: 6503945911', ['6503945910', '6503945911']],
    ['(650) 394-5910 (home)', ['(650) 394-5910']],
    ['tel:7042;phone-context=crm.example', ['7042;phone-context=crm.example']],
    ['sip:ada@acme.example;transport=tls', ['sip:ada@acme.example;transport=tls']],
  ])('%s', (cell, numbers) => {
    expect(read(`name,phone\nAda,"${cell}"\n`).numbers).toEqual([numbers]);
  });

  it.each(['n/a', 'N/A', '-', 'none'])('are none where it says %s', (cell) => {
    expect(read(`name,phone\nAda,${cell}\n`)).toMatchObject({ numbers: [[]], issues: [] });
  });

  it('are separate where each has a guard of its own', () => {
    const cell = '=""6503945910"";=""6503945911""';
    expect(read(`name,phone\nAda,"${cell}"\n`).numbers).toEqual([['6503945910', '6503945911']]);
  });

  it.each([
    '650,394,5910',
    '101,102,103',
    '089 1234567/68',
    '6503945910, 101, 102',
    '030/12345/6',
    '030/1234567/8',
    '030/1234567/1234568',
    '030/1234567/030/8',
    '650/394/5910',
    '01/02/03/04/05',
  ])('are an issue where one number could be meant: %s', (cell) => {
    const { contacts, issues } = read(`name,phone\nAda,"${cell}"\nBob,101\n`);
    expect(contacts).toMatchObject([{ name: 'Bob' }]);
    expect(issues).toMatchObject([{ line: 2, issue: { pointer: '/phoneNumbers/0/phoneNumber' } }]);
  });
});

describe('a spreadsheet’s guards and floats', () => {
  it.each([
    ["'+16503945910", '+16503945910'],
    ['"=""+16503945910"""', '+16503945910'],
    ['="16503945910"', '16503945910'],
    ['=+16503945910', '+16503945910'],
    ['16503945910.0', '16503945910'],
    ['"1,6503945910E+10"', '16503945910'],
    ['1.6503945910E+10', '16503945910'],
    ['\u202a+1 650 394 5910\u202c', '+1 650 394 5910'],
    ['\u00a06503945910\ufeff', '6503945910'],
  ])('are not part of the number %s', (cell, number) => {
    expect(read(`name,phone\nAda,${cell}\n`).numbers).toEqual([[number]]);
  });

  it.each([
    ["'Ada", 'Ada'],
    ["'Ada'", 'Ada'],
    ['"=""Ada"""', 'Ada'],
    ['"=""Ada """"Countess"""" King"""', 'Ada "Countess" King'],
    ['\ufeff\u200eAda\u200f ', 'Ada'],
    ["'t Hooft", "'t Hooft"],
    ["O'Brien", "O'Brien"],
  ])('are not part of the name %s', (cell, name) => {
    expect(read(`name,phone\n${cell},101\n`).names).toEqual([name]);
  });

  it.each(['6.50395E9', '6.50395E+09', '"6,50395E+09"', '1.65e10', '+1.65E+10'])(
    'that lost digits are an issue, and no number: %s',
    (cell) => {
      const { contacts, issues } = read(`name,phone\nAda,${cell}\n`);
      expect(contacts).toEqual([]);
      expect(issues).toMatchObject([{ line: 2 }]);
      expect(JSON.stringify(issues)).not.toMatch(/6[.,]?50395|1\.65/u);
    },
  );
});

describe('ids of a guessed column', () => {
  it('are left out where one has several names, with an issue', () => {
    const { contacts, issues } = read('id,name,phone\n7,Ada,101\n7,Bob,102\n7,Cy,103\n8,Di,104\n');
    expect(contacts.map(({ name, id }) => [name, id])).toEqual([
      ['Ada', undefined],
      ['Bob', undefined],
      ['Cy', undefined],
      ['Di', undefined],
    ]);
    expect(issues).toMatchObject([{ line: 3, isLeftOut: true, issue: { pointer: '/id' } }]);
    const reader = csv().open();
    readAll(reader, 'id,name,phone\n7,Ada,101\n7,Bob,102\n');
    expect(reader.ignored).toEqual(['id']);
  });

  it('stay where contacts of two types have the same', () => {
    const { contacts, issues } = read('id,type,name,phone\n1,Lead,Ann,101\n1,Account,Acme,102\n');
    expect(contacts).toMatchObject([
      { id: '1', type: 'Lead', name: 'Ann' },
      { id: '1', type: 'Account', name: 'Acme' },
    ]);
    expect(issues).toEqual([]);
  });

  it('stay where a name has several rows', () => {
    const { contacts, issues } = read('id,name,phone\n7,Ada,101\n7,ada ,102\n8,Bob,103\n');
    expect(contacts.map(({ id }) => id)).toEqual(['7', '7', '8']);
    expect(issues).toEqual([]);
  });

  it('are left out of a later row that has another’s', () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `${i},N${i},${10_000_000 + i}\n`);
    const text = `id,name,phone\n${rows.join('')}7,Bob,102\n`;
    const found = readAll(csv().open(), text);
    expect(found.at(-2)).toEqual({
      line: 3_002,
      contact: { name: 'Bob', phoneNumbers: [{ phoneNumber: '102' }] },
    });
    expect(found.at(-1)).toMatchObject({ line: 3_002, isLeftOut: true });
    expect(found.filter((it) => 'contact' in it && 'id' in (it.contact as object))).toHaveLength(
      3_000,
    );
  });

  it('count as they are where the page says that they are ids', () => {
    const columns = { Kunde: 'id' };
    const { contacts, issues } = read('Kunde,name,phone\n7,Ada,101\n7,Bob,102\n', { columns });
    expect(contacts.map(({ id }) => id)).toEqual(['7', '7']);
    expect(issues).toEqual([]);
  });
});

describe('what is not a contact', () => {
  it.each([
    'Grand Totals (3 records)',
    'Grand Total',
    'Total: 3',
    'Totals',
    'Confidential Information - Do Not Distribute',
    'Generated By: Ada Lovelace 1/12/2026',
    'Generated on 2026-01-12',
    'Exported by Acme CRM',
    'Copyright (c) 2000-2026 Acme. All rights reserved.',
    '"Copyright © 2026 Acme, Inc."',
    '© 2026 Acme',
    '3 records',
    'Record count: 3',
    'Page 1 of 2',
    'Seite 1 von 2',
    '--- end ---',
    '=====',
    'End of report',
    'Acme Inc.',
    'anything at all',
  ])('at the end of a report: %s', (footer) => {
    const { names, issues } = read(`name,company,phone\nAda,Acme,101\n\n${footer}\n`);
    expect(names).toEqual(['Ada']);
    expect(issues).toMatchObject([{ line: 4, issue: { expected: 'a contact' } }]);
  });

  it.each(['Grand Totals,,3', 'Copyright (c) 2026 Acme, Inc.,+1', 'Total,,650', '3 records,,3'])(
    'though it has more fields: %s',
    (footer) => {
      expect(read(`name,company,phone\nAda,Acme,101\n${footer}\nBob,,102\n`).names).toEqual([
        'Ada',
        'Bob',
      ]);
    },
  );

  it('is the row of names again, where files were joined', () => {
    const { names, issues } = read('name,phone\nAda,101\n\ufeffname,phone\nBob,102\n');
    expect(names).toEqual(['Ada', 'Bob']);
    expect(issues).toMatchObject([{ line: 3 }]);
  });

  it('is not a row of one field between others, nor a company of such a name', () => {
    const { names, issues } = read(
      'name,company,phone\nAda,,\nTotal Wine,,101\nCopyright Clearance Center,,102\n',
    );
    expect(names).toEqual(['Ada', 'Total Wine', 'Copyright Clearance Center']);
    expect(issues).toEqual([]);
  });

  it.each([
    ['contact1,Ada,,6503945910', 'Ada'],
    ['contact1,Ada,,101', 'Ada'],
    ['Contact 1,Ada,,101', 'Ada'],
    ['7,Contact 1,,6503945910', 'Contact 1'],
    ['7,Row 7,,6503945910', 'Row 7'],
    ['Row 7,Ada,,101', 'Ada'],
    [',Gesamt-Metall,,6503945910', 'Gesamt-Metall'],
    [',Total: Energies,,(650) 394-5910', 'Total: Energies'],
    [',3 Contacts Ltd,,+16503945910', '3 Contacts Ltd'],
    [',Created By Design,,650-394-5910', 'Created By Design'],
    [',Filtered by Nature,,6503945910', 'Filtered by Nature'],
    ['---,Ada,,6503945910', 'Ada'],
    ['---,Ada,Acme,101,Sales', 'Ada'],
  ])('is not a contact of such an id or name: %s', (row, name) => {
    const { names, issues } = read(`id,name,company,phone,type\nx,Bob,,102\n${row}\ny,Cy,,103\n`);
    expect(names).toEqual(['Bob', name, 'Cy']);
    expect(issues).toEqual([]);
  });

  it.each([
    'Contacts: 17,,3',
    'Total contacts 17,,3',
    'Row count = 17,,3',
    'Generated on,,1/12/2026',
    'Copyright (c) Acme,,2000-2026',
    'Total: 17,,170',
  ])('is a row of a report, though a cell of it has digits: %s', (footer) => {
    const { names, issues } = read(`name,company,phone\nAda,,101\n${footer}\nBob,,102\n`);
    expect(names).toEqual(['Ada', 'Bob']);
    expect(issues).toMatchObject([{ line: 3, issue: { expected: 'a contact' } }]);
  });

  it('is not a long list of names', () => {
    const text = `name,company,phone\n${'Ada,,\n'.repeat(30)}`;
    expect(read(text).names.length).toBeGreaterThan(20);
  });
});

describe('dates', () => {
  const at = (cells: readonly string[], options?: CsvOptions) => {
    const rows = cells.map((cell, i) => `N${i},10${i},"${cell}"\n`);
    return read(`name,phone,touched at\n${rows.join('')}`, options);
  };
  const touched = (cells: readonly string[], options?: CsvOptions) =>
    at(cells, options).contacts.map(({ touchedAt }) => touchedAt);
  const day = Date.UTC(2026, 0, 12);

  it('are ISO 8601, milliseconds and seconds', () => {
    expect(touched(['2026-01-12', '1768176000000', '1768176000', '2026-01-12T00:00:00Z'])).toEqual([
      day,
      day,
      day,
      day,
    ]);
  });

  it('are in the order that another date of the file says, also a later one', () => {
    expect(touched(['12.01.2026', '31.01.2026'])).toEqual([day, Date.UTC(2026, 0, 31)]);
    expect(touched(['1/12/2026', '1/31/2026'])).toEqual([day, Date.UTC(2026, 0, 31)]);
  });

  it('are in the order that the option says', () => {
    expect(touched(['12.01.2026'], { dateOrder: 'day-first' })).toEqual([day]);
    expect(touched(['01/12/2026'], { dateOrder: 'month-first' })).toEqual([day]);
  });

  it.each([
    [['12.01.2026'], 1],
    [['12.01.2026', '31.01.2026', '1/31/2026'], 1],
    [['yesterday'], 1],
  ])('are an issue, and no date, where neither says it: %j', (cells, count) => {
    const { contacts, issues } = at(cells);
    expect(contacts).toHaveLength(cells.length);
    expect(contacts[0]).not.toHaveProperty('touchedAt');
    expect(issues).toHaveLength(count);
    expect(issues[0]).toMatchObject({ line: 2, isLeftOut: true, issue: { pointer: '/touchedAt' } });
  });

  it('are found in the columns of CRMs', () => {
    const text =
      'Name,Phone,Last Activity Date,Last Modified Date\nAda,101,2026-01-12,2026-01-13\n';
    expect(read(text).contacts).toMatchObject([
      { touchedAt: day, updatedAt: Date.UTC(2026, 0, 13) },
    ]);
  });
});

describe('a wrong quote', () => {
  /** How often the text of a file is searched for a quote, for each of its lines. */
  const searches = (line: string, lines: number): number => {
    const search = vi.spyOn(String.prototype, 'indexOf');
    onTestFinished(() => search.mockRestore());
    readAll(csv().open(), `name,phone\n${line.repeat(lines)}`, 10_000);
    const count = search.mock.calls.length;
    search.mockRestore();
    return count / lines;
  };

  it.each([
    '"Ada,101\n',
    'x","y\n',
    'Ada,"101\n',
    '"a""b\n',
    '","\n',
    '"""\n',
    'a,"b""\n',
    '"x" y,"z\n',
  ])('in each line costs no more for each line of a long file: %j', (line) => {
    const [short, long] = [searches(line, 2_000), searches(line, 20_000)];
    expect(long).toBeLessThan(short * 1.5);
    expect(long).toBeLessThan(20);
  });

  it.each([
    ['name,phone\n"Ada,101\nBob,102\n', ['Bob']],
    ['name,phone\nAda,"101\nBob,102\nCy,103\n', ['Bob', 'Cy']],
    ['name,phone\n"Ada" x,101\nBob,102\n', ['Bob']],
    ['name,phone\nAda,101\n"Bob,102\n"Cy",103\nDi,104\n', ['Ada', 'Cy', 'Di']],
    ['name,phone\n"Ada\\"L\\"",101\nBob,102\n', ['Bob']],
    ['name,phone\n"Ada" ,101\n  "Bob",102\n', ['Ada', 'Bob']],
    ['name,phone\nAda "the first",101\n5" Bob,102\n', ['Ada "the first"', '5" Bob']],
    ['name,phone\n"Ada\nL",101\n"Bob,102\n"Cy\nM",103\n', ['Ada\nL', 'Cy\nM']],
  ])('costs its line: %j', (text, names) => {
    expect(read(text).names).toEqual(names);
  });

  it('is reported of each line, where each goes on with the open quote of the one before', () => {
    const found = readAll(csv().open(), `name,phone\n${'x","y\n'.repeat(2_000)}Ada,101\n`);
    expect(found).toHaveLength(2_001);
    expect(found.at(-1)).toMatchObject({ line: 2_002, contact: { name: 'Ada' } });
  });

  it('has no text of the file in its issue', () => {
    const { issues } = read('name,phone\n"Ada Lovelace,6503945910\n');
    expect(JSON.stringify(issues)).not.toMatch(/Ada|650/u);
  });

  it('is not a matter of a line without an end', () => {
    const reader = csv().open();
    const found = [...reader.read('name,phone\n')];
    for (let i = 0; i < 300; i += 1) found.push(...reader.read('"x,'.repeat(1_000)));
    found.push(...reader.read('\nAda,101\n'), ...reader.end());
    expect(found).toMatchObject([
      { line: 2, issue: {} },
      { line: 3, contact: { name: 'Ada' } },
    ]);
  });
});

it('an issue about the first line does not repeat it: it may be a contact', () => {
  const { issues } = read('Ada Lovelace,6503945910\nBob,102\n');
  expect(JSON.stringify(issues)).not.toMatch(/Ada|650/u);
});
