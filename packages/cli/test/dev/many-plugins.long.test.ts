import { launchChromium } from '@jackfield/test-tools/chromium';
import { faultsOfPage } from '@jackfield/test-tools/axe';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { acmeFolder, packageJson, type Acme } from './acme.js';
import { packageOf } from './dev-page.js';
import { runDev, type RunningDev } from './run-dev.js';

const plugin = (name: string): string => `
import { definePlugin } from '@jackfield/core';

export const plugin = definePlugin({ name: '${name}', requests: { matchContacts: () => ({}) } });
`;

const COUNT = 30;
const names = Array.from({ length: COUNT }, (_, i) => `plugin-${i + 1}`);
const inFile = (name: string): string => `packages/${name}/src/index.ts`;
const FAULTY = ['plugin-24', 'plugin-26'];
const healthy = names.filter((name) => !FAULTY.includes(name));

let acme: Acme;
let dev: RunningDev;
let browser: Browser;

beforeAll(async () => {
  const files: Record<string, string | object> = {
    'package.json': { name: 'acme', private: true, workspaces: ['packages/*'] },
  };
  for (const name of names) {
    files[`packages/${name}/package.json`] = packageJson(name, { export: 'plugin', kind: 'value' });
    files[inFile(name)] = FAULTY.includes(name) ? 'const ;' : plugin(name);
  }
  acme = await acmeFolder(files);
  [dev, browser] = await Promise.all([runDev(acme.folder), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await dev?.end();
  await acme?.remove();
});

async function open(width = 1280): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 860 },
    reducedMotion: 'reduce',
  });
  onTestFinished(() => page.close());
  await page.goto(dev.page);
  await page.getByText('28 running · 2 have issues').waitFor();
  return page;
}

const order = (page: Page): Promise<(string | null)[]> =>
  page
    .locator('.package:visible')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-package')));

it('lists faulty plugins first, and folds the others to a line each, in natural order', async () => {
  const page = await open();
  expect(await order(page)).toEqual([...FAULTY, ...healthy]);
  expect(await page.getByRole('alert').count()).toBe(2);
  await packageOf(page, 'plugin-24').getByText('Unexpected token').waitFor();
  const own = packageOf(page, 'plugin-10');
  expect((await own.boundingBox())?.height).toBeLessThan(45);
  const heading = own.getByRole('heading', { name: 'plugin-10' });
  expect(await heading.count()).toBe(0);
  await own.locator('summary').press('Enter');
  await heading.waitFor();
  await own.getByText('contactMatcherEnabled').waitFor();
  expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThan(2_600);
});

it('keeps the focus, and what somebody has opened, while plugins change', async () => {
  const page = await open();
  await packageOf(page, 'plugin-10').locator('summary').press('Enter');
  const focused = packageOf(page, 'plugin-10').locator('summary:focus');

  // It is replaced itself.
  await acme.write(inFile('plugin-10'), plugin('tenth'));
  await packageOf(page, 'plugin-10').getByRole('heading', { name: 'tenth' }).waitFor();
  expect(await focused.count()).toBe(1);
  // It moves up, and back.
  await acme.write(inFile('plugin-10'), 'const ;');
  await expect.poll(() => order(page)).toEqual(['plugin-10', ...FAULTY, ...without('plugin-10')]);
  expect(await focused.count()).toBe(1);
  await acme.write(inFile('plugin-10'), plugin('plugin-10'));
  await expect.poll(() => order(page)).toEqual([...FAULTY, ...healthy]);
  expect(await focused.count()).toBe(1);
});

const without = (name: string): readonly string[] => healthy.filter((each) => each !== name);

it('filters plugins by name, message and issue', async () => {
  const page = await open();
  const filter = page.getByRole('searchbox', { name: 'Filter plugins' });
  await filter.fill('plugin-1');
  await page.getByText(/^11 of 30 packages match · 28 running · 2 have issues$/).waitFor();
  expect(await order(page)).toEqual(['plugin-1', ...names.slice(9, 19)]);
  await filter.fill('unexpected');
  await page.getByText(/^2 of 30 packages match/).waitFor();
  expect(await order(page)).toEqual(FAULTY);
  await filter.press('Escape');
  await page.getByText('28 running · 2 have issues', { exact: true }).waitFor();
  expect(await order(page)).toHaveLength(COUNT);
});

it.each([320, 780])('has links to its sections and to the phone at %i pixels', async (width) => {
  const page = await open(width);
  const top = (id: string) =>
    page.locator(`#${id}`).evaluate((element) => element.getBoundingClientRect().top);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('phone');
  await expect.poll(() => top('phone')).toBeLessThan(200);
  const links = page.getByRole('navigation', { name: 'Sections' });
  await links.getByRole('link', { name: 'Messages' }).click();
  await expect.poll(() => top('messages')).toBeLessThan(500);
  // The header, which stays, covers none of it.
  const header = await page.locator('.top').evaluate((e) => e.getBoundingClientRect().bottom);
  expect(await top('messages')).toBeGreaterThanOrEqual(header);
  await links.getByRole('link', { name: 'Plugins' }).click();
  await expect.poll(() => top('plugins')).toBeGreaterThanOrEqual(header);
  const scrolled = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(scrolled).toBeLessThanOrEqual(width);
});

it('axe finds nothing in it, light or dark, 320 or 1280 pixels wide', async () => {
  const page = await open();
  const found: string[] = [];
  const look = async (state: string): Promise<void> => {
    found.push(...(await faultsOfPage(page, state)));
  };
  await look('folded');
  await packageOf(page, 'plugin-1').locator('summary').click();
  await look('one opened');
  await page.getByLabel('Filter plugins').fill('26');
  await page.getByText('1 of 30 packages matches').first().waitFor();
  await look('filtered');
  await page.locator('.message summary').first().click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await look('a message opened, paused');
  await page.evaluate('document.activeElement.blur()');
  await page.getByRole('link', { name: 'Skip to the phone' }).focus();
  await look('with a skip link');
  expect(found).toEqual([]);
});
