import { expect, it } from 'vitest';
import { csv, jsonLines, vcard } from '../../src/formats/index.js';
import { readAll } from './read-all.js';

const MANY = 400_000;
const card = (...lines: readonly string[]): string =>
  `BEGIN:VCARD\nVERSION:3.0\n${lines.join('\n')}\nEND:VCARD\n`;

/** A file that only one format reads begins so. */
const BEGINS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [csv, 'name'],
  [vcard, 'BEGIN'],
  [jsonLines, '{'],
]);

// Each would take hours, or run out of memory, in a reader that looks at anything twice for each
// character before it; the time limit of all tests ends it then.
it.each<[string, string]>([
  ['quotes', '"'.repeat(MANY)],
  ['quotes on lines', '"\n'.repeat(MANY / 4)],
  ['open quotes', `name,phone\n${'x","y\n'.repeat(MANY / 4)}`],
  ['delimiters', `name,phone\n${','.repeat(MANY)}\n`],
  ['spaces in a cell', `name,phone\nAda${' '.repeat(90_000)}x,101\n`.repeat(4)],
  ['invisible characters', `name,phone\nAda,"${'\u200e'.repeat(90_000)}1"\n`.repeat(4)],
  ['apostrophes', `name,phone\nAda,'1${"'".repeat(90_000)}1\n`.repeat(4)],
  ['numbers in a cell', `name,phone\nAda,"${'1, '.repeat(30_000)}"\n`.repeat(4)],
  ['known words in a header', `name,${'cellphone'.repeat(10_000)}x\nAda,101\n`],
  ['cards that do not end', 'BEGIN:VCARD\n'.repeat(MANY)],
  ['parameters', card('FN:Ada', `TEL${';x=y'.repeat(MANY)}:101`)],
  ['quoted parameters', card('FN:Ada', `TEL${';x="'.repeat(MANY)}:101`)],
  ['types', card('FN:Ada', `TEL;TYPE=${'a,'.repeat(MANY)}:101`)],
  ['escapes', card(`N:${'\\;'.repeat(MANY)};x`)],
  ['parts of a name', card(`N:${';'.repeat(MANY)}`, `ORG:${'a;'.repeat(MANY)}`)],
  ['bytes', card(`FN;ENCODING=QUOTED-PRINTABLE:${'=41'.repeat(MANY)}`)],
  ['soft breaks', card(`FN;ENCODING=QUOTED-PRINTABLE:${'a=\n'.repeat(MANY)}b`)],
  ['folds', card(`FN:A${'\n a'.repeat(MANY)}`, `NOTE:A${'\n a'.repeat(MANY)}`)],
  ['slashes', card('FN:Ada', `TEL:${'1/'.repeat(MANY)}1`)],
  ['brackets', '[\n'.repeat(MANY / 4)],
  [
    'numbers as numbers',
    `{"phoneNumbers":[${'{"phoneNumber":16503945910},'.repeat(30_000)}{}]}\n`.repeat(4),
  ],
  [
    'escapes before a number',
    `{"name":"${'\\"'.repeat(450_000)}","phoneNumbers":[{"phoneNumber":101}]}\n`.repeat(4),
  ],
])('reads many %s in linear time', (_name, text) => {
  const formats = [csv, vcard, jsonLines].filter(
    (format) => text.startsWith(BEGINS.get(format) ?? '') || !/^(?:name|BEGIN)/u.test(text),
  );
  for (const format of formats) expect(readAll(format().open(), text, 10_000)).toBeDefined();
});
