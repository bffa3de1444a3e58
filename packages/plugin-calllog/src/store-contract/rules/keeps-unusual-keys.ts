import { newKey, newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

/** Keys that no known widget sends, but that a later one could. */
const oddKeys = (base: string): readonly string[] => [
  '__proto__',
  'constructor',
  '.',
  '..',
  ...['', ' ', '  ', '/', '/../x', '//', '?a=b&c#d', '%', '%2F', '+', "'", '"', '\\', '`', ';--']
    // These differ only at the end, because some databases trim spaces.
    .map((end) => base + end),
  ` ${base}`,
  // Some databases treat these as equal to the key above.
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

export const keepsUnusualKeys: CallLogStoreRule = {
  id: 'keeps-unusual-keys',
  promise:
    'Any string of up to 200 characters is a valid key, and different strings are different keys.',
  why: 'Keys come from RingCentral’s platform and are opaque. If two keys are treated as equal, one call overwrites the other.',
  fix: 'Compare keys exactly (in MySQL with `utf8mb4_bin`, in SQL Server with a binary collation), send them in the request’s body (a URL’s path loses `.` and `..` even if they are encoded), and use a Map instead of an object’s members.',
  async check({ write, find, row, canRead, violation }) {
    const keys = oddKeys(newKey());
    for (const [i, key] of keys.entries())
      await write(newRecord({ key, task: { notes: `row ${i}` } }), `upsert of ${show(key)}`);
    const found = new Set((await find(keys)).map(({ key }) => key));
    for (const [i, key] of keys.entries()) {
      const called = `upsert and find of ${show(key)}`;
      if (!found.has(key))
        throw violation({ called, expected: 'it is found', received: 'it is not' });
      const notes = canRead ? (await row(key))?.task?.notes : `row ${i}`;
      if (notes === `row ${i}`) continue;
      const expected = 'a row of its own';
      throw violation({
        called,
        expected,
        received: notes === undefined ? 'none' : `that of ${notes}`,
      });
    }
  },
};

const show = (key: string): string =>
  JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key);
