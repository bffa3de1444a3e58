import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { axeViolations } from '@jackfield/test-tools/axe';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveSite } from '../site/serve-site.js';
import { trySite } from '../site/try-site.js';

const BUILD = fileURLToPath(new URL('../site/build.ts', import.meta.url));
const SITE = fileURLToPath(new URL('../.vitepress/dist', import.meta.url));

/** A page of each kind: all of them would take ten minutes. */
const PAGES = [
  '',
  'guide/first-plugin.html',
  'guide/errors.html',
  'generated/errors.html',
  'generated/check-rules.html',
  'generated/reference/',
  'generated/reference/from-widget/viewLead.html',
  'api/@jackfield/core.html',
  '404.html',
];

let site: Awaited<ReturnType<typeof serveSite>>;

beforeAll(async () => {
  const args = ['--import', 'tsx', BUILD];
  await promisify(execFile)(process.execPath, args, { maxBuffer: 64_000_000 });
  site = await serveSite(SITE, 0);
});
afterAll(() => site?.close());

it('the site loads nothing from other hosts, and its search finds pages', async () => {
  expect(await trySite(site.address)).toEqual([]);
});

it.each([
  ['light', 320],
  ['light', 1280],
  ['dark', 320],
  ['dark', 1280],
] as const)(
  'axe finds nothing on a page of each kind, %s, %i pixels wide',
  async (colorScheme, width) => {
    const browser = await launchChromium();
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: 860 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const found = new Set<string>();
    for (const path of PAGES) {
      await page.goto(site.address + path, { waitUntil: 'load' });
      for (const line of await axeViolations(page)) found.add(line);
    }
    await browser.close();
    expect([...found]).toEqual([]);
  },
);
