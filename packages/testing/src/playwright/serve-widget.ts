import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Route } from '@playwright/test';
import type { InspectedWire } from '../problems/inspected-wire.js';
import type { WatchSettings } from '../relay/messages.js';
import { addressesOf } from './addresses.js';

/** A script that the package's build has made: this module may run from the sources, or bundled. */
function script(name: string): string {
  const file = [`../dist/widget/${name}.js`, `../../dist/widget/${name}.js`]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find(existsSync);
  if (file === undefined) throw new Error(`${name}.js is missing: build @jackfield/testing.`);
  return readFileSync(file, 'utf8');
}

const html = (head: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Simulated widget</title>${head}</head><body></body></html>`;

const APP = html('<script src="./relay.js"></script>');
/** The page of the popup window has the script of the adapter, too. */
const POPUP = html('<script src="./popup.js"></script><script src="./adapter.js"></script>');

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8' } as const;

/**
 * Answers RingCentral's addresses of one widget with the simulated one.
 *
 * @returns how the addresses begin
 */
export async function serveWidget(
  context: BrowserContext,
  wire: InspectedWire,
): Promise<readonly string[]> {
  const { name } = wire.protocol;
  const files: Readonly<Record<string, () => string>> = {
    'adapter.js': () => script(`${name}-adapter`),
    'app.html': () => APP,
    'popup.html': () => POPUP,
    'popup.js': () => 'window.__ON_RC_POPUP_WINDOW = 1;',
    'relay.js': () => script('relay'),
  };
  const addresses = addressesOf(wire.protocol);
  const fileOf = (url: URL): string => url.pathname.split('/').at(-1) ?? '';
  const isServed = (url: URL): boolean =>
    addresses.some((address) => url.href.startsWith(address)) && Object.hasOwn(files, fileOf(url));
  await context.route(isServed, async (route: Route) => {
    const file = fileOf(new URL(route.request().url()));
    const [, extension] = file.split('.') as [string, keyof typeof TYPES];
    await route.fulfill({ contentType: TYPES[extension], body: files[file]?.() ?? '' });
  });
  return addresses;
}

/** Watches what pages post to the widget's window. */
export async function watchPages(
  context: BrowserContext,
  addresses: readonly string[],
): Promise<void> {
  const settings: WatchSettings = { addresses };
  await context.addInitScript({
    content: `globalThis.jackfieldWatch = ${JSON.stringify(settings)};\n${script('watch-page')}`,
  });
}
