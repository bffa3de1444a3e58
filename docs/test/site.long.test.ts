import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeSite } from '../site/axe-site.js';
import { foreignInSite } from '../site/foreign-hosts.js';
import { serveSite, type ServedSite } from '../site/serve-site.js';
import { trySite } from '../site/try-site.js';

const BUILD = fileURLToPath(new URL('../site/build.ts', import.meta.url));
const SITE = fileURLToPath(new URL('../.vitepress/dist', import.meta.url));

describe('the built site', () => {
  let site: ServedSite;

  beforeAll(async () => {
    const options = { maxBuffer: 64_000_000 };
    await promisify(execFile)(process.execPath, ['--import', 'tsx', BUILD], options);
    site = await serveSite(SITE, 0);
  });

  afterAll(() => site.close());

  it('loads nothing from other hosts', () => {
    expect(foreignInSite(SITE)).toEqual([]);
  });

  it('asks for nothing elsewhere, and its search finds pages', async () => {
    expect(await trySite(site.address)).toEqual([]);
  });

  it('has no page on which axe finds anything, light or dark, 320 or 1280 pixels wide', async () => {
    const pages = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(70);
    const { lines, looks } = await axeSite(site.address, pages);
    expect(lines).toEqual([]);
    expect(looks).toBe(4 * pages.length);
  }, 1_200_000);
});
