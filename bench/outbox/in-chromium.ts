// What the benches of the outbox share: Chromium with a profile on disk, a page, and a widget of
// another site.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Frame, type Page } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '@jackfield/test-tools/chromium';

export interface OpenedPage {
  readonly page: Page;
  /** The frame of its widget, in which `bench` is what widget.ts offers. */
  readonly frame: Frame;
}

export const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

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

/**
 * Runs `work`, which returns the aims that were missed; the process exits with 1 if there are any.
 *
 * @param script - the page's script, beside this file
 * @param isHeld - whether a request to the page's server is never answered
 */
export async function inChromium(
  script: string,
  work: (
    open: (query: Readonly<Record<string, string>>) => Promise<OpenedPage>,
  ) => Promise<readonly string[]>,
  isHeld: (pathname: string) => boolean = () => false,
): Promise<void> {
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', html('/page.js')],
    '/page.js': ['text/javascript', await bundle(script)],
    '/widget': ['text/html', html('/widget.js')],
    '/widget.js': ['text/javascript', await bundle('./widget.ts')],
  };
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://bench');
    if (isHeld(pathname)) return;
    const [type, text] = files[pathname] ?? ['text/plain', ''];
    response.writeHead(text ? 200 : 404, { 'content-type': type }).end(text);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  // A profile of its own, on disk: without one the browser keeps its databases in memory.
  const profile = await mkdtemp(join(tmpdir(), 'jackfield-bench-'));
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    args: CHROMIUM_FLAGS,
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const [cpu] = cpus();
    const version = context.browser()?.version() ?? 'Chromium';
    const memory = Math.round(totalmem() / 2 ** 30);
    console.log(
      `${version}; ${cpus().length} × ${cpu?.model}, ${memory} GB; load ${loadavg()[0]?.toFixed(1)}`,
    );
    const missed = await work(async (query) => {
      const page = await context.newPage();
      const widget = `http://localhost:${port}/widget`;
      await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ widget, ...query })}`);
      const element = await page.waitForSelector('iframe', { state: 'attached' });
      const frame = await element.contentFrame();
      if (!frame) throw new Error("The widget's frame is missing.");
      while (!(await frame.evaluate('globalThis.bench?.isRegistered()'))) await sleep(20);
      return { page, frame };
    });
    console.log(`Aims: ${missed.length > 0 ? `MISSED: ${missed.join(', ')}` : 'all met'}`);
    if (missed.length > 0) process.exitCode = 1;
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
    server.closeAllConnections();
    server.close();
  }
}
