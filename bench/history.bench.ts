// What a long life costs the outbox: Chromium with a profile on disk, and a store that answers at once.
// 10,000 logs that wait are delivered; then 5,000 calls are logged in one profile, and the last must
// take no longer than the first. CALLS=500 LOGS=1000 makes it a short one.
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

const CALLS = Number(process.env.CALLS ?? 5_000);
const LOGS = Number(process.env.LOGS ?? 10_000);
const SAMPLE = 100;
/** Before the first sample, so that the engine has compiled what runs. */
const WARM_UP = 100;
const AIM_RATIO = 1.3;
const AIM_RATE = 500;

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
  '/page.js': ['text/javascript', await bundle('./history/page.ts')],
  '/widget': ['text/html', html('/widget.js')],
  '/widget.js': ['text/javascript', await bundle('./history/widget.ts')],
};
const server = createServer(({ url = '/' }, response) => {
  const { pathname } = new URL(url, 'http://bench');
  const [type, text] = files[pathname] ?? ['text/plain', ''];
  response.writeHead(text ? 200 : 404, { 'content-type': type }).end(text);
});
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
const { port } = server.address() as AddressInfo;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const say = (line: string): void => console.log(line);

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
  const origin = `http://127.0.0.1:${port}`;
  /** A page with its widget, and an outbox of its own. */
  const open = async (owner: string) => {
    const page = await context.newPage();
    const query = new URLSearchParams({ widget: `http://localhost:${port}/widget`, owner });
    await page.goto(`${origin}/?${query}`);
    const element = await page.waitForSelector('iframe', { state: 'attached' });
    const frame = await element.contentFrame();
    if (!frame) throw new Error("The widget's frame is missing.");
    while (!(await frame.evaluate('globalThis.bench?.isRegistered()'))) await sleep(20);
    const calls = (count: number): Promise<readonly number[]> =>
      frame.evaluate(`bench.calls(${count})`);
    return { page, calls };
  };

  const { page, calls } = await open('old');
  const ms: number = await page.evaluate(`deliver(${LOGS})`);
  const rate = (LOGS / ms) * 1_000;
  say(
    `  ${LOGS} logs that wait: delivered in ${(ms / 1_000).toFixed(1)} s, ${rate.toFixed(0)} a second`,
  );

  const took = await calls(WARM_UP + CALLS);
  for (let at = WARM_UP; at + SAMPLE <= took.length; at += Math.max(SAMPLE, CALLS / 10))
    say(
      `  call ${at - WARM_UP}: ${median(took.slice(at, at + SAMPLE)).toFixed(1)} ms at the median`,
    );
  // In turns, so that whatever else the machine does happens to both.
  const fresh = await open('fresh');
  await fresh.calls(WARM_UP);
  const first: number[] = [];
  const last: number[] = [];
  for (let i = 0; i < SAMPLE; i += 10) {
    last.push(...(await calls(10)));
    first.push(...(await fresh.calls(10)));
  }
  const ratio = median(last) / median(first);
  say(
    `  the last ${SAMPLE} calls against the first of a new outbox, in turns: ${ratio.toFixed(2)}`,
  );
  if (!(rate >= AIM_RATE)) broken.push(`${AIM_RATE} deliveries a second`);
  if (!(ratio <= AIM_RATIO)) broken.push(`the last calls within ${AIM_RATIO} of the first`);
  say(`Aims: ${broken.length > 0 ? `MISSED: ${broken.join(', ')}` : 'all met'}`);
} finally {
  await context.close();
  await rm(profile, { recursive: true, force: true });
  server.closeAllConnections();
  server.close();
}
process.exitCode = broken.length > 0 ? 1 : 0;
