import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { normaliseNumber } from '../src/index.js';
import { iife } from '../tsdown.config.js';

let outDir: string;
let script: string;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'jackfield-'));
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  await build({ ...iife, config: false, cwd, outDir, logLevel: 'silent' });
  script = await readFile(join(outDir, 'plugin-contacts.iife.js'), 'utf8');
});

afterAll(() => rm(outDir, { recursive: true, force: true }));

it('says so when the script of core was not loaded before it', () => {
  expect(() => runInContext(script, createContext({}))).toThrow(
    "plugin-contacts.iife.js: load @jackfield/core's jackfield.iife.js first.",
  );
});

it('adds to the global of core and takes nothing from it', () => {
  const definePlugin = (definition: object) => definition;
  const page = createContext({ Jackfield: { createHost: 0, definePlugin } });
  runInContext(script, page);
  expect(runInContext('Object.keys(Jackfield)', page)).toEqual(
    expect.arrayContaining(['createHost', 'definePlugin', 'contacts', 'memoryContactSource']),
  );
  expect(runInContext('Jackfield.contacts().name', page)).toBe('contacts');
});

it('reads numbers as the package does, though it cannot write them', () => {
  const page = createContext({ Jackfield: { definePlugin: 0 } });
  runInContext(script, page);
  const { normaliseNumber: read } = runInContext('Jackfield', page) as {
    readonly normaliseNumber: typeof normaliseNumber;
  };
  for (const country of getCountries()) {
    const number = getExampleNumber(country, examples);
    if (!number) continue;
    const dialled = number.format('IDD', { fromCountry: 'FR' }) ?? '';
    for (const text of [number.number, number.formatNational(), dialled, `${number.number}x12`]) {
      for (const where of [country, 'US', 'FR'] as const) {
        expect(read(text, where), `${text} in ${where}`).toBe(normaliseNumber(text, where));
      }
    }
  }
  expect(read('6503945910', 'US')).toBe('+16503945910');
});

it('holds nothing that a strict Content-Security-Policy forbids', () => {
  expect(script).not.toMatch(/\beval\b|\bFunction\(|innerHTML|document\./u);
});

it('is at most 40 kB gzipped, the number plans of the world included', () => {
  const size = gzipSync(script, { level: 9 }).length;
  expect(size, `plugin-contacts.iife.js is ${size} bytes gzipped`).toBeLessThanOrEqual(40_000);
});
