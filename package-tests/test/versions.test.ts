import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { peerRange, withPeerRanges, type PeerPackage } from '../../scripts/release/peer-ranges.js';
import { temporaryFolder } from './packed.js';
import { publishedPackages, ROOT } from './published-packages.js';

const CHANGESET = createRequire(import.meta.url).resolve('@changesets/cli/bin.js');
const OURS = new Set(publishedPackages.map(({ json }) => json.name));
const VERSION = publishedPackages[0]?.json.version ?? '';
const [major = 0, minor = 0, patch = 0] = VERSION.split('.').map(Number);

const temporary: ReturnType<typeof temporaryFolder>[] = [];
afterEach(() => temporary.splice(0).forEach(({ remove }) => remove()));

/** The packages after `changeset version` in a copy, with one change of core of this size. */
function release(
  size: 'patch' | 'minor',
  change: (json: PeerPackage) => PeerPackage = (json) => json,
): readonly PeerPackage[] {
  const folder = temporaryFolder();
  temporary.push(folder);
  const at = (...path: readonly string[]): string => join(folder.path, ...path);
  mkdirSync(at('.changeset'));
  cpSync(join(ROOT, '.changeset/config.json'), at('.changeset/config.json'));
  writeFileSync(at('.changeset/a.md'), `---\n'@jackfield/core': ${size}\n---\n\nIt rings.\n`);
  writeFileSync(at('package.json'), '{ "private": true, "workspaces": ["packages/*"] }');
  writeFileSync(at('package-lock.json'), '{}');
  symlinkSync(join(ROOT, 'node_modules'), at('node_modules'), 'junction');
  for (const { name, folder: from } of publishedPackages) {
    mkdirSync(at('packages', name), { recursive: true });
    const json = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as PeerPackage &
      Record<string, unknown>;
    // Private packages are not published, and not copied.
    const copy = { ...change(json), devDependencies: undefined };
    writeFileSync(at('packages', name, 'package.json'), JSON.stringify(copy));
  }
  execFileSync(process.execPath, [CHANGESET, 'version'], { cwd: folder.path, stdio: 'ignore' });
  return publishedPackages.map(
    ({ name }) =>
      JSON.parse(readFileSync(at('packages', name, 'package.json'), 'utf8')) as PeerPackage,
  );
}

const versionsOf = (packages: readonly PeerPackage[]): readonly string[] => [
  ...new Set(packages.map(({ version }) => version)),
];

it('would make a change of core one of everything, by a range that it leaves', () => {
  const narrow = (json: PeerPackage): PeerPackage => ({
    ...json,
    ...(json.peerDependencies && {
      peerDependencies: { ...json.peerDependencies, '@jackfield/core': `~${VERSION}` },
    }),
  });
  expect(versionsOf(release('minor', narrow))).toEqual([`${major + 1}.0.0`]);
});

it('takes all packages to the next minor version by a minor change of one', () => {
  const released = release('minor');
  const next = `${major}.${minor + 1}.0`;
  expect(versionsOf(released)).toEqual([next]);
  const ranges = withPeerRanges(released).flatMap(({ peerDependencies = {} }) =>
    Object.entries(peerDependencies).filter(([name]) => OURS.has(name)),
  );
  expect(ranges.length).toBeGreaterThan(1);
  expect(new Set(ranges.map(([, range]) => range))).toEqual(
    new Set([`>=${next} <${major + 1}.0.0`]),
  );
});

it('takes all packages to the next patch version by a patch, and leaves their peers alone', () => {
  const released = release('patch');
  expect(versionsOf(released)).toEqual([`${major}.${minor}.${patch + 1}`]);
  expect(withPeerRanges(released)).toEqual(released);
});

it('has a range for released versions only', () => {
  expect(() => peerRange('1.0.0-beta.1')).toThrow('Not a version that is released: 1.0.0-beta.1');
  expect(peerRange('1.4.2')).toBe('>=1.4.0 <2.0.0');
});

it.each(publishedPackages.filter(({ json }) => json.peerDependencies))(
  '$json.name takes the peers that it is tested with, up to the next major version',
  ({ json }) => {
    const all = publishedPackages.map((each) => each.json as PeerPackage);
    expect(withPeerRanges(all)).toContainEqual(json);
  },
);
