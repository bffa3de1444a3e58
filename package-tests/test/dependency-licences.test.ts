import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { publishedPackages, ROOT } from './published-packages.js';

/** Under which licences a package of others may be installed beside ours. */
const ALLOWED = new Set([
  ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0'],
  // Weak copyleft by file: nobody changes these files, and they are not ours to pass on.
  'MPL-2.0',
  'PSF-2.0',
  'Python-2.0',
]);

interface Locked {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

/** Where Node finds `name` from a package at `from`, as places in the lock file. */
function locate(name: string, from: string): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) {
    const place = `${folder}${folder && '/'}node_modules/${name}`;
    const found = packages[place];
    if (found) return found.link ? (found.resolved ?? '') : place;
    if (folder === '') return '';
  }
}

/** All packages that an installation of the one at `place` brings, whatever the platform. */
function installedWith(place: string, seen = new Set<string>()): ReadonlySet<string> {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
    packages[place] ?? {};
  const peers = Object.keys(peerDependencies ?? {}).filter(
    (name) => peerDependenciesMeta?.[name]?.optional !== true,
  );
  for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
    const found = locate(name, place);
    expect(found, `${name}, which ${place} needs, is in package-lock.json`).not.toBe('');
    if (seen.has(found)) continue;
    seen.add(found);
    installedWith(found, seen);
  }
  return seen;
}

/** Whether one may choose an allowed one of them: `(MIT OR CC0-1.0)`. */
const isAllowed = (license: string): boolean =>
  license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => ALLOWED.has(each)));

it('allows a choice of licences if one of them is allowed, and several if all are', () => {
  expect(['GPL-3.0', 'UNLICENSED', '', 'MIT AND GPL-2.0'].filter(isAllowed)).toEqual([]);
  expect(['MIT', '(GPL-2.0 OR MIT)', 'MIT AND ISC'].every(isAllowed)).toBe(true);
});

it('finds what is installed in the end, on other platforms too', () => {
  const found = [...installedWith('packages/cli')];
  for (const name of ['rolldown', 'prettier', '@esbuild/win32-x64', 'ajv'])
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`node_modules/${name}$`)));
});

it.each(publishedPackages)('$json.name installs nothing under a licence that binds', ({ name }) => {
  const binding = [...installedWith(`packages/${name}`)]
    .map((place) => ({ place, license: packages[place]?.license ?? '' }))
    .filter(({ license }) => !isAllowed(license));
  expect(binding).toEqual([]);
});
