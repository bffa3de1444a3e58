import { newKey, newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

/** Keys as no widget is known to send them, and as one may: a store takes what is a text. */
const oddKeys = (base: string): readonly string[] => [
  '__proto__',
  'constructor',
  '.',
  '..',
  ...['', ' ', '  ', '/', '/../x', '//', '?a=b&c#d', '%', '%2F', '+', "'", '"', '\\', '`', ';--']
    // What differs only in its end, since some databases cut spaces off.
    .map((end) => base + end),
  ` ${base}`,
  // Some databases take these for the one above.
  base.toUpperCase(),
  `${base}é`,
  `${base}e\u0301`,
  `${base}Straße`,
  `${base}Strasse`,
  `${base}👩‍💻`,
  `${base}ليلى`,
  `${base}\u202e`,
  `${base}$2$3`,
  base.padEnd(200, 'x'),
  base.padEnd(199, 'x'),
];

export const keepsOddKeys: CallLogStoreRule = {
  id: 'keeps-odd-keys',
  promise: 'Any text of up to 200 characters is a key, and each differs from each.',
  why: 'Keys come from RingCentral’s platform and are opaque. Two that fall together overwrite each other’s calls.',
  fix: 'Compare keys exactly (in MySQL `utf8mb4_bin`, in SQL Server a binary collation), encode them in addresses, and use a Map, not an object’s members.',
  async check({ write, find, row, canRead, breach }) {
    const keys = oddKeys(newKey());
    for (const [i, key] of keys.entries())
      await write(newRecord({ key, task: { notes: `row ${i}` } }), `upsert of ${show(key)}`);
    const found = new Set((await find(keys)).map(({ key }) => key));
    for (const [i, key] of keys.entries()) {
      const asked = `upsert and find of ${show(key)}`;
      if (!found.has(key)) throw breach({ asked, expected: 'it is found', came: 'it is not' });
      const notes = canRead ? (await row(key))?.task?.notes : `row ${i}`;
      if (notes === `row ${i}`) continue;
      const expected = 'a row of its own';
      throw breach({ asked, expected, came: notes === undefined ? 'none' : `that of ${notes}` });
    }
  },
};

const show = (key: string): string =>
  JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key);
