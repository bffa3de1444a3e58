import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedManifest } from '../../scripts/release/manifest.mjs';
import { PACKED_FILES, readLine } from './packed-files.js';
import { packedOnce, temporaryFolder, unpack, type Packed } from './packed.js';
import { reachedByCode, reachedByTypes } from './reached.js';
import { type PackageJson, publishedPackages, ROOT } from './published-packages.js';

const temporary = temporaryFolder();
afterAll(() => temporary.remove());

let packed: readonly Packed[];
beforeAll(() => {
  packed = packedOnce();
  unpack(packed, temporary.path);
});

const filesOf = (name: string): readonly string[] =>
  packed.find((each) => each.name === name)?.files ?? [];
const read = (name: string, file: string): string =>
  readFileSync(join(temporary.path, 'node_modules', name, file), 'utf8');

describe.each(publishedPackages)('$json.name', ({ folder, json }) => {
  const lines = (PACKED_FILES[json.name] ?? []).map(readLine);

  it('packs nothing that is not on its list', () => {
    const strange = filesOf(json.name).filter(
      (file) => !lines.some(({ pattern }) => pattern.test(file)),
    );
    expect(strange).toEqual([]);
  });

  it('packs everything that is on its list', () => {
    const missing = lines.filter(
      ({ pattern, required }) => required && !filesOf(json.name).some((file) => pattern.test(file)),
    );
    expect(missing.map(({ line }) => line)).toEqual([]);
  });

  it('packs whatever its exports and its commands point at', () => {
    const manifest = JSON.parse(read(json.name, 'package.json')) as PackageJson;
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    for (const target of [...targets, ...Object.values(json.bin ?? {})]) {
      const { pattern } = readLine(target.replace('./', '').replace('/*', '/**'));
      expect(filesOf(json.name), `${target} is packed`).toContainEqual(
        expect.stringMatching(pattern),
      );
    }
  });

  it('packs no module that none of its entries reaches, and each that one does', async () => {
    const root = join(temporary.path, 'node_modules', json.name);
    const entries = [
      ...Object.values(json.bin ?? {}),
      ...Object.values(json.exports).flatMap((target) =>
        typeof target === 'string' ? target : [target.types ?? '', target.default ?? ''],
      ),
    ].map((entry) => entry.replace('./', ''));
    const modules = filesOf(json.name).filter((file) => /^(dist|bin)\/.*\.(js|d\.ts)$/.test(file));
    const reached = new Set([
      ...(await reachedByCode(root, entries)),
      ...reachedByTypes(root, entries),
    ]);
    const unreached = modules.filter(
      // Types of what only a command is made of.
      (file) => !reached.has(file) && !reached.has(file.replace(/\.d\.ts$/, '.js')),
    );
    // What `jackfield dev` serves is a page of its own, and `jackfield check` has a process of its own.
    // The scripts of the simulated widget are loaded by pages.
    const left = unreached.filter(
      (file) => !/^dist\/(?:shell|widget)\//.test(file) && file !== 'bin/read-plugins.js',
    );
    expect(left, 'a restored build leaves old files: git clean -fdX packages/*/dist').toEqual([]);
  });

  it("names nothing of the builder's machine", () => {
    for (const file of filesOf(json.name)) {
      const text = read(json.name, file);
      expect(text.includes(ROOT), `${file} names ${ROOT}`).toBe(false);
      // A user without a home of its own, as in some containers, lives in /.
      if (homedir().length > 3) expect(text.includes(`${homedir()}/`), file).toBe(false);
    }
  });

  it('needs no package that is not published', () => {
    const published = new Set(publishedPackages.map((each) => each.json.name));
    const needed = Object.keys({ ...json.dependencies, ...json.peerDependencies });
    expect(needed.filter((name) => name.startsWith('@jackfield/') && !published.has(name))).toEqual(
      [],
    );
    for (const file of filesOf(json.name).filter((each) => each.endsWith('.js')))
      expect(read(json.name, file), file).not.toMatch(/from ?["']@jackfield\/plugin-kit/);
  });

  it('is packed as it is in the repository', () => {
    for (const file of ['README.md', 'LICENSE'])
      expect(read(json.name, file)).toBe(readFileSync(join(folder, file), 'utf8'));
    expect(JSON.parse(read(json.name, 'package.json'))).toEqual(publishedManifest({ ...json }));
  });

  it('has no export condition whose files are not packed', () => {
    expect(read(json.name, 'package.json')).not.toContain('@jackfield/source');
  });
});

it('core brings the documents of the protocol', () => {
  for (const name of ['asyncapi.json', 'bundle.schema.json'])
    expect(read('@jackfield/core', `dist/${name}`)).toBe(
      readFileSync(join(ROOT, 'packages/core/src/generated', name), 'utf8'),
    );
});
