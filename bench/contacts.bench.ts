// A contact database in Chromium: imports, look-ups and an outbox's strict writes beside them.
// CONTACTS=50000 makes it a short one; a million is the default.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '@jackfield/test-tools/chromium';

const COUNT = Number(process.env.CONTACTS ?? 1_000_000);
const AIMS = { idle: 50, importing: 100, rate: 10_000, write: 150 };

interface Run {
  readonly rate: number;
  readonly bytes: number;
  readonly lookUps?: readonly number[];
  readonly writes?: readonly number[];
  readonly gaps?: readonly number[];
  readonly memory?: number;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const bundle = async (path: string, format: 'esm' | 'iife'): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [here(path)],
    bundle: true,
    minify: true,
    format,
    write: false,
    conditions: ['@jackfield/source'],
  });
  return outputFiles[0]?.text ?? '';
};

const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/': [
    'text/html',
    '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/page.js"></script>',
  ],
  '/page.js': ['text/javascript', await bundle('./contacts/page.ts', 'esm')],
  '/import-worker.js': [
    'text/javascript',
    await bundle('../packages/plugin-contacts/src/worker/import-worker.ts', 'iife'),
  ],
};
const server = createServer(({ url = '/' }, response) => {
  const [type, text] = files[url] ?? ['text/plain', ''];
  response
    .writeHead(text ? 200 : 404, {
      'content-type': type,
      'content-security-policy': "default-src 'none'; script-src 'self'",
      // Else the memory of page and worker cannot be measured.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    .end(text);
});
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});

const quantile = (values: readonly number[] = [], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')} a second`;
const say = (line: string): void => console.log(line);
const report = (what: string, values: readonly number[] = []): void =>
  say(
    `  ${what}: median ${ms(quantile(values, 0.5))}, p95 ${ms(quantile(values, 0.95))}, p99 ${ms(quantile(values, 0.99))} (${values.length})`,
  );

// A profile of its own, on disk: without one the browser keeps its databases in memory.
const profile = await mkdtemp(join(tmpdir(), 'jackfield-bench-'));
const executablePath = findChromium();
const context = await chromium.launchPersistentContext(profile, {
  args: CHROMIUM_FLAGS,
  ...(executablePath ? { executablePath } : {}),
});
const broken: string[] = [];
const promise = (what: string, isKept: boolean): void => {
  if (!isKept) broken.push(what);
};

try {
  const [cpu] = cpus();
  say(`${COUNT.toLocaleString('en')} contacts, 1.5 numbers each`);
  say(
    `${context.browser()?.version() ?? 'Chromium'}; ${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GB; load ${loadavg()[0]?.toFixed(1)}`,
  );
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction('globalThis.bench && crossOriginIsolated');
  const run = (...args: readonly unknown[]): Promise<Run> =>
    page.evaluate(`bench.run(...${JSON.stringify(args)})`);

  const show = (what: string, { rate, bytes, lookUps, writes, gaps, memory }: Run): void => {
    say(`${what}: ${perSecond(rate)}, ${Math.round(bytes / 1e6)} MB read`);
    if (!lookUps) return;
    report('100 look-ups meanwhile', lookUps);
    report('strict write to another database meanwhile', writes);
    report("how late the page's timers are", gaps);
    say(`  memory of page and worker, at most: ${Math.round((memory ?? 0) / 1e6)} MB`);
  };

  const inWorker = await run('in-worker', 'json-lines', COUNT, 'worker', false);
  show(`Import in a worker, JSON lines`, inWorker);
  promise('import rate in a worker', inWorker.rate >= AIMS.rate);
  promise('look-ups while importing', quantile(inWorker.lookUps, 0.99) < AIMS.importing);
  promise('strict writes while importing', quantile(inWorker.writes, 0.99) < AIMS.write);

  const idle: readonly number[] = await page.evaluate(`bench.idle('in-worker', ${COUNT}, 200)`);
  report('100 look-ups, idle', idle);
  promise('look-ups, idle', quantile(idle, 0.5) < AIMS.idle);

  const fifth = Math.ceil(COUNT / 5);
  show(
    `Import in the page, JSON lines, ${fifth.toLocaleString('en')}`,
    await run('in-page', 'json-lines', fifth, 'page', false),
  );
  for (const type of ['json-lines', 'csv', 'vcard']) {
    for (const where of ['worker', 'page']) {
      const count = Math.ceil(COUNT / 20);
      show(
        `Import in the ${where} with nothing beside it, ${type}, ${count.toLocaleString('en')}`,
        await run(`${type}-${where}`, type, count, where, true),
      );
    }
  }
  say(
    `Aims: ${broken.length > 0 ? `MISSED by ${broken.join(', ')}` : 'all met'} (look-ups under ${AIMS.idle} ms at the median, ${AIMS.importing} ms at p99 while importing, writes under ${AIMS.write} ms at p99, ${perSecond(AIMS.rate)})`,
  );
} finally {
  await context.close();
  await rm(profile, { recursive: true, force: true });
  server.closeAllConnections();
  server.close();
}
process.exitCode = broken.length > 0 ? 1 : 0;
