// What other people's code is in a file that a build makes: for the file's own first line, and for
// the package's THIRD-PARTY-NOTICES.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of others whose code is in a file of ours. */
export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  /** SPDX, as its package.json has it. */
  readonly license: string;
  /** Where its source is. */
  readonly source: string;
  /** Its licence file, whole. */
  readonly text: string;
}

interface Described {
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly repository?: string | { readonly url: string };
}

const LICENCE_FILE = /^(licen[cs]e|copying)(\.(md|txt))?$/i;

const address = (repository: Described['repository']): string =>
  (typeof repository === 'string' ? repository : (repository?.url ?? ''))
    .replace(/^git\+/, '')
    .replace(/^git:/, 'https:')
    .replace(/\.git$/, '');

function describe(folder: string, name: string): ThirdParty {
  const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Described;
  const file = readdirSync(folder).find((each) => LICENCE_FILE.test(each));
  if (!file || !json.license) throw new Error(`${name} (${folder}) does not say its licence.`);
  const source = address(json.repository);
  if (!source) throw new Error(`${name} (${folder}) does not say where its source is.`);
  const text = readFileSync(join(folder, file), 'utf8').trim();
  return { name, version: json.version, license: json.license, source, text };
}

/** The packages of others among the modules of a file, by name. */
export function thirdPartyIn(moduleIds: readonly string[]): readonly ThirdParty[] {
  const found = new Map<string, ThirdParty>();
  for (const id of moduleIds) {
    const at = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/.exec(
      id.replace(/^\0/, ''),
    );
    const [, folder, name] = at ?? [];
    if (folder && name && !found.has(folder)) found.set(folder, describe(folder, name));
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

const copyright = ({ text }: ThirdParty): string =>
  /^\s*(copyright .*)$/im.exec(text)?.[1]?.trim() ?? '';

/** One library in a sentence, as a file says it. */
function sentence(library: ThirdParty): string {
  const { name, version, license, source } = library;
  const terms = license === 'MPL-2.0' ? `its source is ${source}` : copyright(library);
  return `${name} ${version} (${[license, terms].filter(Boolean).join('; ')})`;
}

/**
 * A banner for tsdown's `outputOptions`: a copy of one file contains the libraries, and
 * then it says which they are. Behind that comes `code`.
 */
export function notices(
  code = '',
): (chunk: { readonly fileName: string; readonly moduleIds: readonly string[] }) => string {
  return ({ fileName, moduleIds }) => {
    if (fileName.endsWith('.d.ts')) return '';
    const libraries = thirdPartyIn(moduleIds);
    if (libraries.length === 0) return code;
    const contents = libraries.map(sentence).join(', ');
    return `/*! Contains ${contents}. Licences: THIRD-PARTY-NOTICES.md of this package. */\n${code}`;
  };
}
