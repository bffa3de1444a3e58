import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { folderWith } from './plugin/support.js';

const PACKAGES = fileURLToPath(new URL('../../', import.meta.url));

const BINS = ['cli', 'create-plugin'].flatMap((name) => {
  const json = JSON.parse(readFileSync(join(PACKAGES, name, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>;
    readonly engines: { readonly node: string };
  };
  return Object.entries(json.bin).map(
    ([command, file]) => [command, join(PACKAGES, name, file), json.engines.node] as const,
  );
});

/** Runs a command in a Node that says it has another version. */
const runIn = async (version: string, file: string) => {
  const folder = await folderWith({});
  const fake = join(folder, 'fake.mjs');
  writeFileSync(
    fake,
    `const versions = { ...process.versions, node: '${version}' };
     Object.defineProperty(process, 'version', { value: 'v${version}' });
     Object.defineProperty(process, 'versions', { value: versions });`,
  );
  return spawnSync(process.execPath, ['--import', fake, file, '--help'], { encoding: 'utf8' });
};

describe.each(BINS)('%s', (command, file, engines) => {
  it.each(['12.22.0', '18.20.8', '20.9.0', '20.18.3'])(
    'says in one line which version of Node it needs, where that is %s',
    async (version) => {
      const { status, stdout, stderr } = await runIn(version, file);
      const needed = engines.replace('>=', '');
      expect(stderr).toBe(`${command} needs Node.js ${needed} or later; this is v${version}.\n`);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    },
  );

  it.each(['20.19.0', '22.0.0', '100.1.0'])('runs in Node %s', async (version) => {
    expect((await runIn(version, file)).stderr).not.toContain('needs Node.js');
  });

  it('has a first file that old versions of Node can parse', () => {
    const source = readFileSync(file, 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ES2015, module: ts.ModuleKind.ESNext },
    });
    const lines = (text: string): string =>
      text.replace('"use strict";', '').replace(/\s+/g, ' ').trim();
    expect(lines(outputText)).toBe(lines(source));
    expect(source).not.toMatch(/^import\s/m);
    execFileSync(process.execPath, ['--check', file]);
  });
});
