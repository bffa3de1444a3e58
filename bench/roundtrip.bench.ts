// The whole round trip page ↔ cross-origin frame in Chromium: a host against the hand-written
// listener out of the widget's documents, in turns.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchChromium } from '@jackfield/test-tools/chromium';

const PAIRS = 2_000;
const WARM_UP = 500;
const PROMISE = 1.05;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** With these a frame's clock ticks in 5 µs; without, in 100. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

async function serve(files: Readonly<Record<string, readonly [string, string]>>): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const [type, text] = files[new URL(url, 'http://bench').pathname] ?? ['text/plain', ''];
    response.writeHead(text ? 200 : 404, { 'content-type': type, ...ISOLATED }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const quantile = (values: readonly number[], part: number): number =>
  sorted(values)[Math.floor(values.length * part)] as number;
const micro = (ms: number): string => `${Math.round(ms * 1000)} µs`.padStart(8);

const bundle = await build({
  entryPoints: [here('./roundtrip/page.ts')],
  bundle: true,
  minify: true,
  format: 'esm',
  write: false,
  conditions: ['@jackfield/source'],
});
const script = bundle.outputFiles[0]?.text ?? '';
const html =
  '<!doctype html><meta charset="utf-8"><title>bench</title><body><script type="module" src="/page.js"></script>';

const page = await serve({ '/': ['text/html', html], '/page.js': ['text/javascript', script] });
const widget = await serve({
  '/': ['text/html', await readFile(here('./roundtrip/frame.html'), 'utf8')],
});
const browser = await launchChromium();

type Times = readonly [ours: number[], byHand: number[]];

/** Half of the pairs, with `first` the first listener on the page. */
async function measure(host: string, first: 'ours' | 'by-hand', name: string): Promise<Times> {
  const tab = await browser.newPage();
  const query = new URLSearchParams({ widget: `http://${host}:${portOf(widget)}/`, first });
  await tab.goto(`http://127.0.0.1:${portOf(page)}/?${query}`);
  await tab.waitForFunction('typeof measure === "function" && crossOriginIsolated');
  const run = (pairs: number): Promise<Times> => tab.evaluate(`measure('${name}', ${pairs})`);
  await run(WARM_UP);
  const times = await run(PAIRS / 2);
  await tab.close();
  return times;
}

/** Measures with the widget at `host`; the worse of the two ratios. */
async function compare(host: string, what: string): Promise<number> {
  console.log(what);
  const ratios: number[] = [];
  for (const name of ['logCall', 'matchContacts']) {
    const halves = [await measure(host, 'ours', name), await measure(host, 'by-hand', name)];
    const ours = halves.flatMap(([times]) => times);
    const byHand = halves.flatMap(([, times]) => times);
    const ratio = quantile(ours, 0.5) / quantile(byHand, 0.5);
    ratios.push(ratio);
    console.log(
      [
        `  ${name.padEnd(14)}`,
        `Jackfield ${micro(quantile(ours, 0.5))} (p95 ${micro(quantile(ours, 0.95)).trim()})`,
        `by hand ${micro(quantile(byHand, 0.5))} (p95 ${micro(quantile(byHand, 0.95)).trim()})`,
        `ratio ${ratio.toFixed(3)}`,
      ].join('  '),
    );
  }
  return Math.max(...ratios);
}

let worst = 0;
try {
  console.log(
    `Round trip page ↔ cross-origin frame, ${PAIRS} pairs in turns, ${browser.version()}`,
  );
  // Another port alone is another origin, yet the same site, which Chromium keeps in one process.
  worst = await compare('localhost', 'widget of another site, in a process of its own:');
  await compare('127.0.0.1', 'widget of the same site, in the same process (nothing promised):');
  const verdict = worst <= PROMISE ? 'kept' : `BROKEN, ${worst.toFixed(3)}`;
  console.log(`Promise: at most ${PROMISE} at the median, ${verdict}`);
} finally {
  await browser.close();
  for (const server of [page, widget]) {
    server.closeAllConnections();
    server.close();
  }
}
process.exitCode = worst > PROMISE ? 1 : 0;
