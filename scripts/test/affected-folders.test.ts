import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { affectedFolders } from './affected-folders.js';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{}',
  'README.md': '',
  'schemas/a.json': '{}',
  'packages/core/package.json': '{ "name": "@x/core" }',
  'packages/core/README.md': '',
  'packages/core/src/index.ts':
    "const schema = new URL('../../../schemas/a.json', import.meta.url);",
  'packages/core/test/index.test.ts': '',
  'packages/plugin/package.json': '{ "name": "@x/plugin", "devDependencies": { "@x/core": "*" } }',
  'apps/page/package.json': '{ "name": "@x/page", "dependencies": { "@x/plugin": "*" } }',
  'apps/other/package.json': '{ "name": "@x/other" }',
  'apps/other/test/a.test.ts': "import '../../page/src/main.js';",
  'examples/alone/package.json': '{ "name": "@x/alone" }',
};

/** A repository with a branch, on which the files are changed; `undefined` removes one. */
function repositoryWith(changes: Readonly<Record<string, string | undefined>>): string {
  const root = mkdtempSync(join(tmpdir(), 'jackfield-affected-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root });
  const put = (files: Readonly<Record<string, string | undefined>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      if (text === undefined) rmSync(join(root, path));
      else writeFileSync(join(root, path), text);
    }
  };
  git('init', '-q', '-b', 'main');
  put(FILES);
  git('add', '.');
  git('commit', '-q', '-m', 'a');
  git('checkout', '-q', '-b', 'change');
  put(changes);
  return root;
}

const READ_ALL = ['docs/', 'package-tests/', 'scripts/'];
const DEPENDENTS = ['apps/other/', 'apps/page/', 'packages/core/', 'packages/plugin/'];

it.each([
  ['nothing', {}, []],
  ['a file of the root', { 'vitest.config.ts': '' }, undefined],
  ['a document of the root', { 'README.md': 'a' }, READ_ALL],
  ['a document of a package', { 'packages/core/README.md': 'a' }, ['packages/core/']],
  ['a source file', { 'packages/core/src/index.ts': '// a' }, DEPENDENTS],
  ['a new file', { 'packages/core/src/new.ts': '' }, DEPENDENTS],
  ['a removed file', { 'packages/core/src/index.ts': undefined }, DEPENDENTS],
  ['a schema that a package reads', { 'schemas/a.json': '[]' }, ['schemas/', ...DEPENDENTS]],
  ['a test', { 'packages/core/test/index.test.ts': '1' }, ['packages/core/test/index.test.ts']],
  ['a package without dependents', { 'examples/alone/src/a.ts': '' }, ['examples/alone/']],
])('finds what a change of %s can affect', (_what, changes, expected) => {
  const affected = affectedFolders(repositoryWith(changes as Record<string, string | undefined>));
  expect(affected).toEqual(
    expected === undefined || expected.length === 0
      ? expected
      : [...new Set([...READ_ALL, ...expected])].sort(),
  );
});
