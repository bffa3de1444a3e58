import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { here as inCodegen } from '../../../codegen/test/support.js';
import { acmeFolder, CONTACT, matcher, packageJson, type Acme } from './acme.js';
import { runDev, type RunningDev } from './run-dev.js';

/** The manifest of the plugin in {@link matcher}. */
export const VALUE = { export: 'matcher', kind: 'value' };

/** A page of `jackfield dev`, and its simulated widget. */
export interface Opened {
  readonly page: Page;
  readonly phone: FrameLocator;
  /** Errors of the page itself. */
  readonly complaints: readonly string[];
}

/** Shared by the tests of one file: a plugin, the command that runs it, a browser. */
export interface DevPage {
  readonly acme: Acme;
  readonly dev: RunningDev;
  readonly browser: Browser;
  /** Opens the page and waits for the widget. */
  open(): Promise<Opened>;
  /** Replaces the plugin's source. */
  edit(text: string): Promise<void>;
  /** Replaces the plugin's source with a good version, for a defined start. */
  settled(opened: Opened, caller: string): Promise<void>;
  /** Replaces the source with one that fails, checks the place that is shown, and restores a good one. */
  recovers(text: string, place: RegExp, message: string): Promise<void>;
}

/** The element of a package on the page. */
export const packageOf = (page: Page, name: string): Locator =>
  page.locator(`[data-package="${name}"]`);

/** The element of the plugin's issue on the page. */
export const issueOf = (page: Page): Locator => packageOf(page, 'acme-matcher').getByRole('alert');

/** Waits until a version runs without an issue. */
export const running = async (page: Page, caller: string): Promise<void> => {
  const own = packageOf(page, 'acme-matcher');
  await own.getByRole('heading', { name: `matcher-${caller}` }).waitFor();
  await issueOf(page).waitFor({ state: 'detached' });
  await own.getByText('since').waitFor();
};

/** Starts everything before the tests of a file, and stops it after them. */
export function useDevPage(): DevPage {
  let acme: Acme;
  let dev: RunningDev;
  let browser: Browser;

  beforeAll(async () => {
    acme = await acmeFolder({
      'package.json': packageJson('acme-matcher', VALUE, {
        scripts: { generate: 'jackfield generate' },
      }),
      'src/index.ts': matcher('First'),
      'src/contact.ts': CONTACT,
      'src/matcher.css': '.acme { color: rgb(1, 2, 3) }',
    });
    await cp(inCodegen('fixtures/good'), join(acme.folder, 'schemas'), { recursive: true });
    [dev, browser] = await Promise.all([runDev(acme.folder), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await dev?.end();
    await acme?.remove();
  });

  const open = async (): Promise<Opened> => {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    onTestFinished(() => page.close());
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(dev.page);
    const phone = page.frameLocator('#engage-voice-embeddable-adapter-frame');
    await phone.getByText('Connected to jackfield dev').waitFor();
    return { page, phone, complaints };
  };
  const edit = (text: string): Promise<void> => acme.write('src/index.ts', text);
  const settled = async ({ page }: Opened, caller: string): Promise<void> => {
    await edit(matcher(caller));
    await running(page, caller);
  };

  return {
    get acme() {
      return acme;
    },
    get dev() {
      return dev;
    },
    get browser() {
      return browser;
    },
    open,
    edit,
    settled,
    async recovers(text, place, message) {
      const opened = await open();
      const { page, phone } = opened;
      await settled(opened, 'Good');
      await edit(text);
      await issueOf(page).locator('.issue-message').getByText(message).waitFor();
      await expect.poll(() => issueOf(page).locator('.issue-place').innerText()).toMatch(place);
      await dev.says(message);
      await packageOf(page, 'acme-matcher').getByText('older version').waitFor();
      await phone.getByRole('button', { name: 'Incoming call' }).click();
      await phone.getByTestId('caller-name').getByText('Good').waitFor();

      await edit(matcher('Fixed'));
      await running(page, 'Fixed');
      await phone.getByRole('button', { name: 'Answer' }).click();
      await phone.getByTestId('caller-name').getByText('Fixed').waitFor();
    },
  };
}
