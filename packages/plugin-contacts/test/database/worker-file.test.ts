import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';
import type { Browser } from 'playwright';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { importIife, importWorker } from '../../tsdown.config.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let outDir: string;
let server: Server;
let browser: Browser | undefined;
const files = new Map<string, string>();

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'jackfield-'));
  const cwd = here('../..');
  for (const config of [importWorker, importIife]) {
    await build({ ...config, config: false, cwd, outDir, logLevel: 'silent' });
  }
  for (const name of ['import-worker.js', 'plugin-contacts-import.iife.js']) {
    files.set(`/${name}`, await readFile(join(outDir, name), 'utf8'));
  }
  const page = await bundle({
    stdin: {
      contents: `import { indexedDbContactSource } from './src/database/iife-source.js';
        globalThis.start = () => indexedDbContactSource({ name: 'worker-file' });`,
      resolveDir: cwd,
    },
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@jackfield/source'],
  });
  files.set('/page.js', page.outputFiles[0]?.text ?? '');
  files.set('/core.js', 'globalThis.Jackfield = {};');
  const scripts = ['core', 'plugin-contacts-import.iife', 'page'];
  const html = scripts.map((name) => `<script src="/${name}.js"></script>`).join('');
  files.set('/', `<!doctype html><meta charset="utf-8"><title>page</title>${html}`);
  server = createServer(({ url = '/' }, response) => {
    const text = files.get(url);
    response
      .writeHead(text ? 200 : 404, {
        'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html',
        'content-security-policy': "default-src 'none'; script-src 'self'",
      })
      .end(text);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await rm(outDir, { recursive: true, force: true });
});

it('works under the strictest policy that lets a page run a script, from its own file', async () => {
  const page = await (browser as Browser).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => void complaints.push(message.text()));
  page.on('pageerror', (error) => void complaints.push(String(error)));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const found = await page.evaluate(`(async () => {
    const database = start();
    const worker = () => new Worker('/import-worker.js');
    const csv = 'Name;Phone\\nAda;(650) 394-5910\\n';
    const cards = 'BEGIN:VCARD\\nVERSION:4.0\\nFN:Bob\\nTEL:101\\nEND:VCARD\\n';
    await database.importFile(new Blob([csv]), { format: { type: 'csv' }, worker });
    await database.importFile(cards, { format: { type: 'vcard' }, worker });
    await database.importFile('{"name":"Cy"}', { format: { type: 'json-lines' }, worker });
    await database.importFile('name\\nDi', { format: Jackfield.csv() });
    await database.sync(async () => ({ contacts: [{ name: 'Ed' }], deleted: [], next: '1', more: false }));
    const { signal } = new AbortController();
    const found = await database.findByNumbers(['+16503945910'], { signal });
    return [(await database.list()).map(({ name }) => name), found.get('+16503945910')[0].name];
  })()`);
  expect(found).toEqual([['Ada', 'Bob', 'Cy', 'Di', 'Ed'], 'Ada']);
  // The browser asks for an icon, which the policy forbids.
  expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
});

it('holds nothing that a strict policy forbids, and says whose code it has', () => {
  for (const name of ['import-worker.js', 'plugin-contacts-import.iife.js']) {
    const script = files.get(`/${name}`) as string;
    expect(script, name).not.toMatch(/\beval\(|\bnew Function\b|innerHTML/u);
  }
  const begin = files.get('/import-worker.js')?.slice(0, 500);
  expect(begin).toContain('idb 8.0.4 (ISC');
  expect(begin).toContain('libphonenumber-js 1.13.16 (MIT');
  // What reads files is the package's own.
  expect(files.get('/plugin-contacts-import.iife.js')).not.toContain('/*!');
});

it('is at most 80 kB gzipped, number plans and parsers included', () => {
  const size = gzipSync(files.get('/import-worker.js') as string, { level: 9 }).length;
  expect(size, `import-worker.js is ${size} bytes gzipped`).toBeLessThanOrEqual(80_000);
});

it('keeps the parsers out of the main script', async () => {
  const { metafile } = await bundle({
    entryPoints: [here('../../src/iife.ts')],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    external: ['@jackfield/core'],
    conditions: ['@jackfield/source'],
  });
  const inputs = Object.keys(metafile.inputs).join('\n');
  expect(inputs).not.toMatch(/formats\/|import-file|sync-changes/u);
});
