// How long an agent waits while the CRM hangs: Chromium, the shipped plugins with their REST store
// and source, a widget of another site, and a server that takes every request and answers none.
// CALLS=100 makes it a short one.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '@jackfield/test-tools/chromium';

const CALLS = Number(process.env.CALLS ?? 500);
const MATCHES = 5;
const AIM_MS = 300;
/** `matchContacts` of the schema; what the widget waits beyond it is the way there and back. */
const DEADLINE_MS = 5_000;
const WAY_MS = 250;

const bundle = async (path: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(path, import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    conditions: ['@jackfield/source'],
  });
  return outputFiles[0]?.text ?? '';
};
const html = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>bench</title><body><script type="module" src="${script}"></script>`;

const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/': ['text/html', html('/page.js')],
  '/page.js': ['text/javascript', await bundle('./outbox/page.ts')],
  '/widget': ['text/html', html('/widget.js')],
  '/widget.js': ['text/javascript', await bundle('./outbox/widget.ts')],
};
let hanging = 0;
const server = createServer(({ url = '/' }, response) => {
  const { pathname } = new URL(url, 'http://bench');
  if (pathname.startsWith('/crm/')) {
    hanging += 1;
    return;
  }
  const [type, text] = files[pathname] ?? ['text/plain', ''];
  response.writeHead(text ? 200 : 404, { 'content-type': type }).end(text);
});
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
const { port } = server.address() as AddressInfo;

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
const say = (line: string): void => console.log(line);
const report = (what: string, values: readonly number[]): void =>
  say(
    `  ${what}: median ${quantile(values, 0.5).toFixed(1)} ms, p99 ${quantile(values, 0.99).toFixed(1)} ms, longest ${Math.max(...values).toFixed(1)} ms (${values.length})`,
  );

// A profile of its own, on disk: without one the browser keeps its databases in memory.
const profile = await mkdtemp(join(tmpdir(), 'jackfield-bench-'));
const executablePath = findChromium();
const context = await chromium.launchPersistentContext(profile, {
  args: CHROMIUM_FLAGS,
  ...(executablePath ? { executablePath } : {}),
});
const broken: string[] = [];
try {
  const [cpu] = cpus();
  say(
    `${context.browser()?.version() ?? 'Chromium'}; ${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GB; load ${loadavg()[0]?.toFixed(1)}`,
  );
  const page = await context.newPage();
  const origin = `http://127.0.0.1:${port}`;
  const query = new URLSearchParams({
    widget: `http://localhost:${port}/widget`,
    crm: `${origin}/crm`,
  });
  await page.goto(`${origin}/?${query}`);
  const frame = await (await page.waitForSelector('iframe', { state: 'attached' })).contentFrame();
  if (!frame) throw new Error("The widget's frame is missing.");
  while (!(await frame.evaluate('globalThis.bench?.isRegistered()'))) await sleep(20);

  say('A CRM that hangs, from the widget’s question to the answer:');
  await frame.evaluate('bench.logCalls(20)');
  const logs: readonly number[] = await frame.evaluate(`bench.logCalls(${CALLS})`);
  report('logCall', logs);
  const matches: readonly number[] = await frame.evaluate(`bench.matchContacts(${MATCHES})`);
  report('matchContacts of 20 numbers that nobody knows', matches);
  const waiting: number = await page.evaluate(
    'calllog.status().then(({ counts }) => counts.pending + counts.failed)',
  );
  say(`  ${waiting} logs wait in the outbox, ${hanging} requests hang`);
  if (!(quantile(logs, 0.99) < AIM_MS)) broken.push(`logCall under ${AIM_MS} ms at p99`);
  if (!matches.every((ms) => ms < DEADLINE_MS + WAY_MS))
    broken.push('matchContacts in its deadline');
  if (waiting !== CALLS + 20) broken.push('no log lost');
  if (hanging === 0) broken.push('a CRM that hangs');
  say(`Aims: ${broken.length > 0 ? `MISSED: ${broken.join(', ')}` : 'all met'}`);
} finally {
  await context.close();
  await rm(profile, { recursive: true, force: true });
  server.closeAllConnections();
  server.close();
}
process.exitCode = broken.length > 0 ? 1 : 0;
