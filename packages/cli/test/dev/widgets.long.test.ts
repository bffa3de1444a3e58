import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '@jackfield/test-tools/chromium';
import type { Browser, FrameLocator, Page } from 'playwright';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { acmeFolder, CONTACT, matcher, packageJson, type Acme } from './acme.js';
import { packageOf } from './dev-page.js';
import { runDev } from './run-dev.js';

const RINGEX = fileURLToPath(new URL('../../../ringex', import.meta.url));

const FILES = {
  'package.json': packageJson('acme-matcher', { export: 'matcher', kind: 'value' }),
  'src/index.ts': matcher('Ada'),
  'src/contact.ts': CONTACT,
  'src/matcher.css': '',
};

/** A plugin that searches contacts, which only RingEX can. */
const SEARCH = `
import { contactsArea, definePlugin } from '@jackfield/ringex';

export const search = definePlugin(
  { name: 'acme-search', requests: { searchContacts: () => ({ data: [] }) } },
  [contactsArea],
);
`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function start(
  files: Readonly<Record<string, string | object>>,
  ...argv: readonly string[]
): Promise<{ readonly acme: Acme; readonly address: string; says(text: string): Promise<void> }> {
  const acme = await acmeFolder(files);
  onTestFinished(() => acme.remove());
  const dev = await runDev(acme.folder, ...argv);
  onTestFinished(async () => void (await dev.end()));
  return { acme, address: dev.page, says: dev.says };
}

async function open(
  address: string,
): Promise<{ page: Page; ringex: FrameLocator; ringcx: FrameLocator; complaints: string[] }> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(address);
  return {
    page,
    complaints,
    ringex: page.frameLocator('#rc-widget-adapter-frame'),
    ringcx: page.frameLocator('#engage-voice-embeddable-adapter-frame'),
  };
}

it('runs a plugin for RingCX on either widget, without an adapter of its own', async () => {
  const { address } = await start(FILES, '--widget', 'ringex');
  const { page, ringex, ringcx, complaints } = await open(address);
  await ringex.getByText('Connected to jackfield dev').waitFor();
  await packageOf(page, 'acme-matcher').getByText('since').waitFor();
  await ringex.getByRole('button', { name: 'Incoming call' }).click();
  await ringex.getByTestId('caller-name').getByText('Ada').waitFor();
  await packageOf(page, 'acme-matcher').getByText('contactMatchPath').waitFor();

  // It rings, which would be lost.
  await page.getByLabel('Widget').selectOption('ringcx-next');
  await page.getByRole('button', { name: 'Stay' }).press('Escape');
  expect(await page.getByLabel('Widget').inputValue()).toBe('ringex-3.x');
  await page.getByLabel('Widget').selectOption('ringcx-next');
  await page.getByRole('button', { name: 'Change and lose the call' }).click();
  await ringcx.getByText('Connected to jackfield dev').waitFor();
  await packageOf(page, 'acme-matcher').getByText('since').waitFor();
  await ringcx.getByRole('button', { name: 'Incoming call' }).click();
  await ringcx.getByTestId('caller-name').getByText('Ada').waitFor();
  expect(new URL(page.url()).search).toBe('?widget=ringcx-next');
  // Without a plugin that logs calls, nothing waits after one.
  await ringcx.getByRole('button', { name: 'Answer' }).click();
  await ringcx.getByRole('button', { name: 'Hang up' }).click();
  await ringcx.getByRole('button', { name: 'Submit' }).waitFor();
  await page.getByLabel('Widget').selectOption('ringcx-0.x');
  await ringcx.getByRole('heading', { name: 'RingCX 0.x' }).waitFor();
  expect(complaints).toEqual([]);
});

it('runs a plugin of @jackfield/ringex on RingEX only, and says so', async () => {
  const acme = await acmeFolder({
    'package.json': packageJson('acme-search', { export: 'search', kind: 'value' }),
    'src/index.ts': SEARCH,
  });
  onTestFinished(() => acme.remove());
  await symlink(RINGEX, join(acme.folder, 'node_modules/@jackfield/ringex'), 'dir');
  const dev = await runDev(acme.folder);
  onTestFinished(async () => void (await dev.end()));
  const { page, ringex } = await open(dev.page);
  const sentence =
    'Plugin "acme-search" is made with definePlugin of @jackfield/ringex, so it runs on RingEX only.';
  await packageOf(page, 'acme-search').getByText(sentence).waitFor();
  await dev.says(sentence);

  await page.getByLabel('Widget').selectOption('ringex-3.x');
  await ringex.getByText('Connected to jackfield dev').waitFor();
  await packageOf(page, 'acme-search').getByText('contactSearchPath').waitFor();
  await packageOf(page, 'acme-search').getByText('since').waitFor();
});
