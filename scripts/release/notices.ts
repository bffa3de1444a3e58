// Makes THIRD-PARTY-NOTICES.md of every published package that has other people's code in its files,
// from what its build takes in: `npm run notices`. With `--check` it writes nothing, and fails if one
// is stale.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { isScript, keepFresh } from '@jackfield/build-kit/keep-fresh';
import { rebuild, type MadeFile } from './rebuild.js';
import type { ThirdParty } from '@jackfield/build-kit/third-party';

const PACKAGES = fileURLToPath(new URL('../../packages', import.meta.url));

const HEAD = `<!-- Made by scripts/release/notices.ts from what the build takes in. Do not edit. -->

# Third-party notices

What \`dist/\` has of other people's work, and under which licences.
`;

/** What the licences ask for, beside being named: their text, or where the source is. */
const TERMS: Readonly<Record<string, (library: ThirdParty) => string>> = {
  MIT: ({ text }) => quote(text),
  ISC: ({ text }) => quote(text),
  'BSD-2-Clause': ({ text }) => quote(text),
  'BSD-3-Clause': ({ text }) => quote(text),
  'Apache-2.0': ({ text }) => quote(text),
  'MPL-2.0': ({ name, version, source }) =>
    `${name} is subject to the terms of the Mozilla Public License, v. 2.0; a copy of it is at <https://mozilla.org/MPL/2.0/>. Its source code, unchanged, is at <${source}>, and in the package \`${name}@${version}\` on npm.`,
};

/** The licences under which other people's code may be in a published file. */
export const BUNDLED_LICENCES: readonly string[] = Object.keys(TERMS);

const quote = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

function section(library: ThirdParty): string {
  const terms = TERMS[library.license];
  if (!terms) {
    throw new Error(
      `${library.name} ${library.version} is bundled under ${library.license}; expected one of ${BUNDLED_LICENCES.join(', ')}.`,
    );
  }
  return `## ${library.name}\n\n${terms(library)}`;
}

/** The whole THIRD-PARTY-NOTICES.md of a package with these files; `undefined` if it needs none. */
export function noticesOf(files: readonly MadeFile[]): Promise<string> | undefined {
  const libraries = new Map<string, { readonly library: ThirdParty; readonly in: string[] }>();
  for (const { name, thirdParty } of files) {
    for (const library of thirdParty) {
      const key = `${library.name} ${library.version}`;
      const known = libraries.get(key) ?? { library, in: [] };
      known.in.push(`\`${name.replace(/-[\w-]{8}\.js$/, '-*.js')}\``);
      libraries.set(key, known);
    }
  }
  if (libraries.size === 0) return undefined;
  const all = [...libraries.values()].sort((a, b) =>
    a.library.name.localeCompare(b.library.name, 'en'),
  );
  const rows = all.map(
    ({ library: { name, version, license, source }, in: names }) =>
      `| [${name}](${source}) | ${version} | ${license} | ${names.sort().join(', ')} |`,
  );
  const table = ['| library | version | licence | in |', '| --- | --- | --- | --- |', ...rows];
  const sections = all.map(({ library }) => section(library));
  return format([HEAD, table.join('\n'), ...sections].join('\n\n'), {
    parser: 'markdown',
    printWidth: 100,
  });
}

async function run(): Promise<void> {
  const outDir = mkdtempSync(join(tmpdir(), 'jackfield-notices-'));
  try {
    for (const name of readdirSync(PACKAGES).sort()) {
      if (!existsSync(join(PACKAGES, name, 'tsdown.config.ts'))) continue;
      const text = await noticesOf(await rebuild(name, join(outDir, name)));
      if (text) keepFresh(`packages/${name}/THIRD-PARTY-NOTICES.md`, text, 'notices');
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

if (isScript(import.meta.url)) await run();
