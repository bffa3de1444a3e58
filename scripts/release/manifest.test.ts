import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const SCRIPT = fileURLToPath(new URL('manifest.mjs', import.meta.url));
const RESTORE_AFTER = fileURLToPath(new URL('restore-after.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

const JSON_OF_PACKAGE = {
  name: 'acme',
  version: '1.0.0',
  exports: { '.': { '@jackfield/source': './src/index.ts', default: './index.js' } },
  scripts: { prepack: `node "${SCRIPT}" publish`, postpack: `node "${SCRIPT}" restore` },
};

interface Package {
  readonly root: string;
  readonly text: () => string;
  readonly original: string;
  readonly run: (command: 'publish' | 'restore') => { status: number | null; stderr: string };
}

/** A package in a monorepo of its own. */
function packageWith(json: object = JSON_OF_PACKAGE): Package {
  const root = mkdtempSync(join(tmpdir(), 'jackfield-manifest-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'packages/acme');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'package.json');
  const original = JSON.stringify(json);
  writeFileSync(file, original);
  return {
    root,
    original,
    text: () => readFileSync(file, 'utf8'),
    run: (command) =>
      spawnSync(process.execPath, [SCRIPT, command], { cwd: folder, encoding: 'utf8' }),
  };
}

it('publishes a manifest without the condition of the source, and restores it', () => {
  const { text, original, run } = packageWith();
  expect(run('publish').status).toBe(0);
  expect(JSON.parse(text())).toMatchObject({ exports: { '.': { default: './index.js' } } });
  expect(text()).not.toContain('@jackfield/source');
  expect(run('restore').status).toBe(0);
  expect(text()).toBe(original);
});

it('publishes nothing of a module that only this repository imports', () => {
  const { text, run } = packageWith({
    ...JSON_OF_PACKAGE,
    exports: { ...JSON_OF_PACKAGE.exports, './inner': { '@jackfield/source': './src/inner.ts' } },
  });
  expect(run('publish').status).toBe(0);
  expect(JSON.parse(text())).toMatchObject({ exports: { '.': { default: './index.js' } } });
  expect(text()).not.toContain('inner');
});

it('refuses a manifest that an earlier run replaced, and keeps the original', () => {
  const { text, original, run } = packageWith();
  run('publish');
  const second = run('publish');
  expect(second.status).not.toBe(0);
  expect(second.stderr).toContain('is the published one already');
  run('restore');
  expect(text()).toBe(original);
});

it('refuses a manifest that was stripped, and whose original is lost', () => {
  const { text, original, run } = packageWith({
    name: 'acme',
    exports: { '.': { default: './index.js' } },
  });
  expect(run('publish').stderr).toContain('is the published one already');
  expect(text()).toBe(original);
});

it('restores the manifest when npm fails to publish, and fails', () => {
  const { root, text, original } = packageWith();
  // No account: npm fails after it has packed, and sends nothing.
  const npm = ['npm', 'publish', './packages/acme', '--registry', 'http://127.0.0.1:1'];
  const env = { ...process.env, npm_config_userconfig: join(root, '.npmrc') };
  const alone = spawnSync(npm[0] ?? '', npm.slice(1), {
    cwd: root,
    env,
    shell: process.platform === 'win32',
  });
  expect(alone.status).not.toBe(0);
  expect(existsSync(join(root, 'packages/acme/.package.json.original'))).toBe(true);
  spawnSync(process.execPath, [SCRIPT, 'restore'], { cwd: join(root, 'packages/acme') });
  const { status } = spawnSync(process.execPath, ['--import', TSX, RESTORE_AFTER, ...npm], {
    cwd: root,
    env,
  });
  expect(status).not.toBe(0);
  expect(text()).toBe(original);
});
