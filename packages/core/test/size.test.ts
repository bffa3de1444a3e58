import { built } from '@jackfield/test-tools/built';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** All that `createHost` loads, in bytes, minified and gzipped. */
const HOST_BUDGET = 12_813;
/** The same for `createHost` and `createRingex` of `@jackfield/ringex`, without areas. */
const RINGEX_BUDGET = 15_000;
const DECLARATION_ONLY = 6_000;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const PACKAGES = ['core', 'plugin-calllog', 'plugin-contacts', 'ringex', 'testing'];
await built(...PACKAGES.map((name) => `@jackfield/${name}`));
const read = (path: string): string => readFileSync(`${ROOT}/${path}`, 'utf8');

interface Bundle {
  readonly code: string;
  readonly size: number;
  readonly metafile: Metafile;
  /** The modules by their bytes in the bundle, to find the culprit. */
  readonly culprits: string;
}

/** Bundles `code` as a page's bundler does. */
async function bundle(code: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: ROOT, loader: 'ts' },
    absWorkingDir: ROOT,
    outfile: 'page.js',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    conditions: ['@jackfield/source'],
  });
  const inputs = Object.values(metafile.outputs)[0]?.inputs ?? {};
  const culprits = Object.entries(inputs)
    .map(([path, { bytesInOutput }]) => [bytesInOutput, path] as const)
    .filter(([bytes]) => bytes > 0)
    .sort(([a], [b]) => b - a)
    .map(([bytes, path]) => `${String(bytes).padStart(7)} ${path}`)
    .join('\n');
  const made = outputFiles[0]?.text ?? '';
  return { code: made, size: gzipSync(made, { level: 9 }).length, metafile, culprits };
}

const HOST = `import { createHost } from '@jackfield/core'; createHost({ service: location.host });`;
const RINGEX = `import { createHost, createRingex } from '@jackfield/ringex'; createHost({ service: location.host, protocol: createRingex() });`;
const PLUGIN = `import { definePlugin } from '@jackfield/core'; export default definePlugin({ name: 'acme' });`;

function expectWithin({ size, culprits }: Bundle, budget: number): void {
  expect(
    size,
    `${size} bytes gzipped, ${size - budget} over the budget of ${budget}. Minified, by module:\n${culprits}\n`,
  ).toBeLessThanOrEqual(budget);
}

describe('what a page loads', () => {
  it(`is at most ${HOST_BUDGET} bytes for createHost, the protocol included`, async () => {
    expectWithin(await bundle(HOST), HOST_BUDGET);
  });

  it(`is at most ${RINGEX_BUDGET} bytes for createHost on RingEX, the translator included`, async () => {
    expectWithin(await bundle(RINGEX), RINGEX_BUDGET);
  });

  it.each([
    ['RingCX', HOST, 'rc-ev-', 'rc-adapter-'],
    ['RingEX', RINGEX, 'rc-adapter-', 'rc-ev-'],
  ])('for %s has no message of the other wire', async (_wire, page, own, other) => {
    const { code } = await bundle(page);
    expect(code).toContain(own);
    expect(code).not.toContain(other);
  });

  it('is nothing of the runtime for definePlugin alone', async () => {
    const made = await bundle(PLUGIN);
    for (const module of ['host', 'session', 'incoming', 'outgoing', 'frame-transport', 'events']) {
      expect(made.culprits).not.toContain(` src/${module}.ts`);
    }
    expectWithin(made, DECLARATION_ONLY);
  });
});

describe('the package', () => {
  it('has no dependency at run time', () => {
    const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(
      read('package.json'),
    ) as Record<string, unknown>;
    expect({ dependencies, peerDependencies, optionalDependencies }).toEqual({});
  });

  it('imports nothing from outside', async () => {
    const { metafile } = await bundle(`export * from '@jackfield/core'`);
    const paths = Object.keys(metafile.inputs).filter((path) => path !== '<stdin>');
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !path.startsWith('src/'))).toEqual([]);
    const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports);
    expect(imported.filter(({ external }) => external)).toEqual([]);
  });
});

describe('no script that ships', () => {
  const FOR_PAGES = [
    'jackfield.iife.js',
    'ringex.iife.js',
    'ringex-areas.iife.js',
    'plugin-calllog.iife.js',
    'plugin-contacts-import.iife.js',
    'plugin-contacts-rest.iife.js',
    'plugin-contacts.iife.js',
    'import-worker.js',
  ];
  const scripts = PACKAGES.flatMap((name) => {
    const dist = `../${name}/dist`;
    return readdirSync(`${ROOT}/${dist}`)
      .filter((file) => file.endsWith('.js'))
      .map((file) => `${dist}/${file}`);
  });

  it('is missing here', () => {
    const names = scripts.map((path) => path.slice(path.lastIndexOf('/') + 1));
    expect(names).toEqual(expect.arrayContaining(FOR_PAGES));
    expect(names.filter((name) => name.endsWith('.iife.js'))).toHaveLength(FOR_PAGES.length - 1);
    expect(scripts.filter((path) => path.endsWith('/index.js'))).toHaveLength(PACKAGES.length);
  });

  it.each(scripts)('holds what a strict Content-Security-Policy forbids: %s', (path) => {
    expect(read(path)).not.toMatch(
      /\beval\s*\(|\bFunction\s*\(|\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write/,
    );
  });
});
