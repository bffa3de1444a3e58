import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { iife } from '../tsdown.config.js';

let outDir: string;
let script: string;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'jackfield-'));
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  await build({ ...iife, config: false, cwd, outDir, logLevel: 'silent' });
  script = await readFile(join(outDir, 'plugin-calllog.iife.js'), 'utf8');
});

afterAll(() => rm(outDir, { recursive: true, force: true }));

it('says so when the script of core was not loaded before it', () => {
  expect(() => runInContext(script, createContext({}))).toThrow(
    "plugin-calllog.iife.js: load @jackfield/core's jackfield.iife.js first.",
  );
});

it('adds to the global of core and takes nothing from it', () => {
  const definePlugin = (definition: object) => definition;
  const page = createContext({ Jackfield: { createHost: 0, definePlugin } });
  runInContext(script, page);
  expect(runInContext('Object.keys(Jackfield)', page)).toEqual(
    expect.arrayContaining(['createHost', 'definePlugin', 'callLog', 'memoryCallLogStore']),
  );
  expect(runInContext('Jackfield.callLog().name', page)).toBe('calllog');
});

it('holds nothing that a strict Content-Security-Policy forbids', () => {
  expect(script).not.toMatch(/\beval\b|\bFunction\(|innerHTML|document\./u);
});

it('is at most 24.4 kB gzipped, idb and the element included', () => {
  const size = gzipSync(script, { level: 9 }).length;
  expect(size, `plugin-calllog.iife.js is ${size} bytes gzipped`).toBeLessThanOrEqual(24_400);
});
