// Writes the hashes of the scripts for pages without a bundler into the READMEs of their packages,
// from `dist`: `npm run integrity` builds first. With `--check` it writes nothing, and fails if one is
// stale.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { isScript, keepFresh } from '@jackfield/build-kit/keep-fresh';

const PACKAGES = fileURLToPath(new URL('../../packages', import.meta.url));

const BEGIN = '<!-- integrity: made from the build by `npm run integrity` -->';
const END = '<!-- /integrity -->';

/** A package.json, as far as scripts go. */
export interface ScriptPackage {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, unknown>>;
}

/** What a browser compares a script with: the attribute `integrity`. */
export const integrityOf = (script: Uint8Array): string =>
  `sha384-${createHash('sha384').update(script).digest('base64')}`;

/** The files of a package that are made for `<script>`, from its folder. */
export const scriptsOf = ({ exports = {} }: ScriptPackage): readonly string[] =>
  Object.values(exports)
    .filter((file): file is string => typeof file === 'string' && file.endsWith('.iife.js'))
    .map((file) => file.replace('./', ''));

/**
 * A README with the elements for the scripts of its package, each with its hash.
 *
 * @param read - reads a file of the package's folder
 */
export function withIntegrity(
  readme: string,
  json: ScriptPackage,
  read: (file: string) => Uint8Array,
): Promise<string> {
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) {
    throw new Error(`The README of ${json.name} has no place for hashes: ${BEGIN} … ${END}`);
  }
  const elements = scriptsOf(json).map((file) => {
    const address = `https://cdn.jsdelivr.net/npm/${json.name}@${json.version}/${file}`;
    return `<script src="${address}" integrity="${integrityOf(read(file))}" crossorigin="anonymous"></script>`;
  });
  const code = ['```html', ...elements, '```'].join('\n');
  return format(`${before}${BEGIN}\n\n${code}\n\n${END}${after}`, {
    parser: 'markdown',
    printWidth: 100,
    singleQuote: true,
  });
}

async function run(): Promise<void> {
  for (const name of readdirSync(PACKAGES).sort()) {
    const folder = join(PACKAGES, name);
    if (!existsSync(join(folder, 'package.json'))) continue;
    const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ScriptPackage;
    if (scriptsOf(json).length === 0) continue;
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const text = await withIntegrity(readme, json, (file) => readFileSync(join(folder, file)));
    keepFresh(`packages/${name}/README.md`, text, 'integrity');
  }
}

if (isScript(import.meta.url)) await run();
