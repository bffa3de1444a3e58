import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '@jackfield/test-tools/chromium';
import type { Browser } from 'playwright';
import { axeSite } from '../site/axe-site.js';
import { foreignInSite } from '../site/foreign-hosts.js';
import { serveSite, type ServedSite } from '../site/serve-site.js';
import { trySite } from '../site/try-site.js';

const BUILD = fileURLToPath(new URL('../site/build.ts', import.meta.url));
const SITE = fileURLToPath(new URL('../.vitepress/dist', import.meta.url));

describe('the built site', () => {
  let site: ServedSite;
  let browser: Browser;

  beforeAll(async () => {
    const options = { maxBuffer: 64_000_000 };
    await promisify(execFile)(process.execPath, ['--import', 'tsx', BUILD], options);
    site = await serveSite(SITE, 0);
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it('loads nothing from other hosts', () => {
    expect(foreignInSite(SITE)).toEqual([]);
  });

  it('asks for nothing elsewhere, and its search finds pages', async () => {
    expect(await trySite(site.address)).toEqual([]);
  });

  it('has an icon, a description and a social picture on each page', () => {
    const pages = readdirSync(SITE, { recursive: true, encoding: 'utf8' });
    const bare = pages
      .filter((name) => name.endsWith('.html'))
      .filter((name) => {
        const html = readFileSync(join(SITE, name), 'utf8');
        return !['rel="icon"', 'name="description"', 'property="og:image"'].every((part) =>
          html.includes(part),
        );
      });
    expect(bare).toEqual([]);
    expect(existsSync(join(SITE, 'social.png'))).toBe(true);
  });

  it.each(['', '404.html', 'guide/first-plugin.html'])('has one main part on /%s', async (path) => {
    const page = await browser.newPage();
    await page.goto(site.address + path);
    await page.locator('h1').first().waitFor();
    expect(await page.getByRole('main').count()).toBe(1);
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'is printed dark on white, without its navigation, %s',
    async (colorScheme) => {
      const page = await browser.newPage({ colorScheme });
      await page.emulateMedia({ media: 'print' });
      await page.goto(`${site.address}guide/first-plugin.html`);
      await page.locator('h1').waitFor();
      const seen = page.locator('.VPNav, .VPLocalNav, .VPSidebar, .VPDocFooter, .VPFooter, .aside');
      expect(await seen.count()).toBeGreaterThan(2);
      expect(await seen.filter({ visible: true }).count()).toBe(0);
      const { text, ground, link } = await page.evaluate(() => ({
        text: getComputedStyle(document.querySelector('.vp-doc p') as Element).color,
        ground: getComputedStyle(document.body).backgroundColor,
        link: (({ content, display, maskImage }) => ({ content, display, maskImage }))(
          getComputedStyle(document.querySelector('.vp-doc a[href^="http"]') as Element, '::after'),
        ),
      }));
      expect([text, ground]).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
      expect(link).toEqual({
        content: expect.stringContaining('https://'),
        display: 'inline',
        maskImage: 'none',
      });
      await page.close();
    },
  );

  it('has no page on which axe finds anything or code has a contrast below 7:1, light or dark, 320 or 1280 pixels wide', async () => {
    const pages = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(70);
    const { lines, codeColours } = await axeSite(site.address, pages);
    expect(lines).toEqual([]);
    expect(codeColours).toBeGreaterThan(100);
  }, 1_200_000);
});
