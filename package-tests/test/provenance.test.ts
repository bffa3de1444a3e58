import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { publishedPackages, ROOT } from './published-packages.js';

const REPOSITORY = 'github.com/jackfield/jackfield';
const [first] = publishedPackages;

const PRIVATE = new Set(['build-kit', 'dev-page', 'plugin-kit', 'test-tools']);

it('covers all packages except the private ones', () => {
  const folders = readdirSync(`${ROOT}/packages`);
  expect(publishedPackages.map(({ name }) => name)).toEqual(
    folders.filter((name) => !PRIVATE.has(name)).sort(),
  );
});

it.each(publishedPackages)(
  '$json.name is published for all to see, with provenance: from its folder of this repository',
  ({ name, json }) => {
    expect(json.publishConfig).toEqual({ access: 'public', provenance: true });
    expect(json.repository).toEqual({
      type: 'git',
      url: `git+https://${REPOSITORY}.git`,
      directory: `packages/${name}`,
    });
  },
);

it.each(publishedPackages)('$json.name says what it is and whom to ask', ({ name, json }) => {
  expect(json.name).toBe(`@jackfield/${name}`);
  expect(json.description).toMatch(/\w\.$/);
  expect(json.keywords).toEqual(expect.arrayContaining(['jackfield']));
  expect(new Set(json.keywords).size).toBe(json.keywords?.length);
  expect(json.homepage).toBe(`https://${REPOSITORY}/tree/main/packages/${name}#readme`);
  expect(json.bugs).toBe(`https://${REPOSITORY}/issues`);
  expect(json.author).toBe('The Jackfield authors');
});

it.each(publishedPackages)("$json.name has the repository's licence", ({ folder, json }) => {
  expect(json.license).toBe('MIT');
  expect(readFileSync(`${folder}/LICENSE`, 'utf8')).toBe(readFileSync(`${ROOT}/LICENSE`, 'utf8'));
});

it.each(publishedPackages)('$json.name runs where the repository is tested', ({ json }) => {
  const { engines } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as {
    readonly engines: unknown;
  };
  expect(json.engines).toEqual(engines);
  expect(json.type).toBe('module');
});

it.each(publishedPackages)('$json.name has the version of all others', ({ json }) => {
  expect(json.version).toBe(first?.json.version);
});

it.each(publishedPackages)('$json.name runs nothing when it is installed', ({ json }) => {
  expect(Object.keys(json.scripts ?? {})).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/install|prepare/)]),
  );
});

it.each(publishedPackages.filter(({ json }) => json.sideEffects !== undefined))(
  '$json.name lets a bundler drop its modules, and never its scripts',
  ({ json }) => {
    const scripts = Object.values(json.exports).filter(
      (target): target is string => typeof target === 'string' && target.endsWith('.js'),
    );
    const kept = (script: string): boolean =>
      json.sideEffects !== false &&
      json.sideEffects?.some((pattern) =>
        new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`).test(script),
      ) === true;
    expect(scripts.filter((script) => !kept(script))).toEqual([]);
    const modules = Object.values(json.exports).flatMap((target) =>
      typeof target === 'string' ? [] : (target.default ?? []),
    );
    expect(modules.length).toBeGreaterThan(0);
    expect(modules.filter(kept)).toEqual([]);
  },
);
