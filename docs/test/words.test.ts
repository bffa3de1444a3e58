import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a person reads of the project: shipped source, its tools, its documents and schemas. */
const READ = [
  'packages/*/src/**',
  'apps/*/src/**',
  'apps/*/server/**',
  'scripts/**',
  'docs/**/*.md',
  'docs/**/*.ts',
  'packages/**/*.md',
  'apps/**/*.md',
  'packages/*/test/**',
  'apps/*/test/**',
  'package-tests/**',
  'bench/**',
  'examples/**',
  'schemas/**',
  '*.md',
  '.github/**',
];
/** Other people's licences keep their words, and this test names the banned ones. */
const LEFT_OUT = [':!**/THIRD-PARTY-NOTICES.md', ':!docs/test/words.test.ts'];

/** The tag of a push on the example's wire. */
const WIRE_TAG = /(['"])tell\1/g;

/** Words that readers had to read twice: plain ones are report, emit, listen, fix, violation. */
const BANNED = [
  /\b(?:told|tells?|hears?|(?:un)?heard|mends?|mended|breach(?:es)?|whoever|anew)\b/i,
  // "is not a valid X" says what was expected.
  /(?<!\b[Tt]here )\bis no\b(?! longer)/,
];

/** A text with the words of its identifiers apart: `readTold` becomes `read Told`. */
const inWords = (text: string): string =>
  text.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ');

const bannedIn = (text: string): readonly string[] =>
  BANNED.flatMap((word) => word.exec(inWords(text))?.[0] ?? []);

describe('the words of the project', () => {
  it.each(['what the page was told', 'readTold', 'mend_it', 'hears-every-push', 'x is no JSON'])(
    'are looked for in %j',
    (text) => expect(bannedIn(text)).not.toEqual([]),
  );

  it.each(['there is no widget', 'is no longer there', 'recommend', 'intellect'])(
    'may be those of %j',
    (text) => expect(bannedIn(text)).toEqual([]),
  );

  const files = execFileSync('git', ['ls-files', '--', ...READ, ...LEFT_OUT], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.(?:ts|mjs|js|md|json|html|css|yml)$/.test(file));

  const textOf = (file: string): string => {
    const text = readFileSync(`${ROOT}/${file}`, 'utf8');
    return file.startsWith('examples/') ? text.replaceAll(WIRE_TAG, '') : text;
  };

  it('are plain in every file that a person reads', () => {
    expect(files.length).toBeGreaterThan(900);
    const found = files.flatMap((file) =>
      [file, ...textOf(file).split('\n')].flatMap((line, number) =>
        bannedIn(line).map((word) => `${file}:${number} ${word}: ${line.trim().slice(0, 100)}`),
      ),
    );
    expect(found).toEqual([]);
  });
});
