import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'tsdown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapterScripts as configs } from '../../tsdown.config.js';

const scripts: Record<string, string> = {};
let outDir: string;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'jackfield-'));
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  for (const config of configs)
    await build({ ...config, config: false, cwd, outDir, logLevel: 'silent' });
  for (const name of ['ringcx', 'ringex'])
    scripts[name] = await readFile(join(outDir, `widget/${name}-adapter.js`), 'utf8');
});

afterAll(() => rm(outDir, { recursive: true, force: true }));

describe.each([
  ['ringcx', 11.2],
  ['ringex', 26.6],
])('the built script of %s', (name, kilobytes) => {
  const script = (): string => scripts[name] as string;

  it('is a classic script of ASCII characters', () => {
    expect(() => new Script(script())).not.toThrow();
    expect(script()).toMatch(/^[\0-\x7f]*$/u);
  });

  it('holds nothing that a strict Content-Security-Policy or Trusted Types forbid', () => {
    expect(script()).not.toMatch(
      /\beval\b|\bFunction\(|innerHTML|insertAdjacentHTML|createElement\(.style/u,
    );
  });

  it(`is at most ${kilobytes} kB gzipped`, () => {
    const size = gzipSync(script(), { level: 9 }).length;
    expect(size, `${name}-adapter.js is ${size} bytes gzipped`).toBeLessThanOrEqual(
      kilobytes * 1_000,
    );
  });
});
