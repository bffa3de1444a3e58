import { built } from '@jackfield/test-tools/built';
import { launchChromium } from '@jackfield/test-tools/chromium';
import type { Browser, FrameLocator, Locator, Page } from 'playwright';
import { test as base, vi } from 'vitest';
import { startPlayground } from '../server/playground.mjs';

export interface Play {
  readonly page: Page;
  readonly phone: FrameLocator;
  /** Everything that went wrong unseen: console errors, uncaught errors, refusals by a policy. */
  readonly complaints: readonly string[];
}

export interface PlayOptions {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** The widget that the page's address names, or `both`. */
  readonly widget?: string;
  /** The font size that the person has chosen in the browser, in pixels; 16 is usual. */
  readonly fontSize?: number;
  readonly forcedColors?: 'active';
}

/** The frame of the page's phone. */
export const phoneOf = (page: Page, kind: 'ringcx' | 'ringex'): FrameLocator =>
  page.frameLocator(
    kind === 'ringex' ? '#rc-widget-adapter-frame' : '#engage-voice-embeddable-adapter-frame',
  );

export interface Stage {
  readonly pageOrigin: string;
  readonly widgetOrigin: string;
  play(options?: PlayOptions): Promise<Play>;
  close(): Promise<void>;
}

/**
 * The real server, or one that runs already, and a real browser; each play has a browser profile of
 * its own.
 */
export async function stage(running?: Pick<Stage, 'pageOrigin'>): Promise<Stage> {
  if (!running) await built('@jackfield/playground');
  const server = running
    ? { ...running, widgetOrigin: '', close: async () => {} }
    : await startPlayground({ port: 0, widgetPort: 0 });
  const browser: Browser = await launchChromium();

  return {
    ...server,
    async play({ width = 1280, colorScheme = 'light', widget, ...chosen }: PlayOptions = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 860 },
        colorScheme,
        reducedMotion: 'reduce',
        forcedColors: chosen.forcedColors ?? 'none',
      });
      const page = await context.newPage();
      if (chosen.fontSize !== undefined) {
        const fontSizes = { standard: chosen.fontSize };
        const devTools = await context.newCDPSession(page);
        await devTools.send('Page.setFontSizes', { fontSizes });
      }
      // It goes on like any other until a test moves it.
      await page.clock.install();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          console.error(`policy: ${violatedDirective} refused ${blockedURI}`),
        );
      });
      const address = widget === undefined ? '' : `/?widget=${widget}`;
      await page.goto(`${server.pageOrigin}${address}`, { waitUntil: 'commit' });
      const phone = phoneOf(page, widget?.startsWith('ringex') ? 'ringex' : 'ringcx');
      await phone.getByText('Connected to Acme CRM').waitFor();
      await page.getByText(/(Phone|RingCX) connected/).waitFor();
      return { page, phone, complaints };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

// More of them at a time wait for each other.
vi.setConfig({ maxConcurrency: 3 });

/**
 * A test with the real server and browser of its file, in which it plays. What it has opened is
 * closed after it, and the tests run at the same time: they wait for the browser most of the time.
 */
export const test = base
  // eslint-disable-next-line no-empty-pattern -- no other form of "needs nothing" is accepted
  .extend('theatre', { scope: 'file' }, async ({}, { onCleanup }) => {
    const theatre = await stage();
    onCleanup(theatre.close);
    return theatre;
  })
  .extend('play', ({ theatre }, { onCleanup }): Stage['play'] => {
    const pages: Page[] = [];
    onCleanup(async () => {
      for (const page of pages) await page.context().close();
    });
    return async (options) => {
      const play = await theatre.play(options);
      pages.push(play.page);
      return play;
    };
  }).concurrent;

export async function ring(phone: FrameLocator, caller: RegExp): Promise<void> {
  const select = phone.getByLabel('Caller');
  const options = await select.locator('option').allTextContents();
  await select.selectOption({ label: options.find((label) => caller.test(label)) ?? '' });
  await phone.getByRole('button', { name: 'Incoming call' }).click();
}

export async function takeCall(phone: FrameLocator, caller: RegExp): Promise<void> {
  await ring(phone, caller);
  await phone.getByRole('button', { name: 'Answer' }).click();
  await phone.getByRole('button', { name: 'Hang up' }).click();
}

/** Where a person chooses what Acme's server does. */
export const serverOf = (page: Page): Locator => page.getByLabel('Acme’s server');
export const callLogOf = (page: Page): Locator => page.getByRole('table', { name: 'Call log' });
export const outboxOf = (page: Page): Locator =>
  page.getByRole('group', { name: 'Call logs on their way' });

/** Rows of the running list: name, outcome. */
export const messages = (page: Page): Promise<string[][]> =>
  page
    .locator('#messages-list > li')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('.name')?.textContent ?? '',
        row.querySelector('.tag')?.textContent ?? '',
      ]),
    );
