import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as all from '../../src/index.js';
import * as script from '../../src/iife.js';
import { restIife } from '../../tsdown.config.js';

let outDir: string;
let text: string;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'jackfield-'));
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  await build({ ...restIife, config: false, cwd, outDir, logLevel: 'silent' });
  text = await readFile(join(outDir, 'plugin-contacts-rest.iife.js'), 'utf8');
});

afterAll(() => rm(outDir, { recursive: true, force: true }));

it('the script without a bundler has all but the REST source, which has a script of its own', () => {
  expect(['restContactSource', ...Object.keys(script)].sort()).toEqual(Object.keys(all).sort());
});

it('the REST source’s script adds to the global of core, and needs no number plans', () => {
  const page = createContext({ Jackfield: { createHost: 0 }, URL });
  runInContext(text, page);
  expect(runInContext('Object.keys(Jackfield)', page)).toEqual(['createHost', 'restContactSource']);
  const code = "Jackfield.restContactSource({ url: '/crm', defaultCountry: 'GB' }).defaultCountry";
  expect(runInContext(code, page)).toBe('GB');
  expect(() => runInContext(text, createContext({}))).toThrow('load @jackfield/core');
  const size = gzipSync(text, { level: 9 }).length;
  expect(size, `plugin-contacts-rest.iife.js is ${size} bytes gzipped`).toBeLessThanOrEqual(4_000);
});
