import type { Browser, Page } from 'playwright';
import { launchChromium } from '@jackfield/test-tools/chromium';

/** Looks a word up in the site's own search, and follows the first result. */
async function search(page: Page, word: string): Promise<string> {
  await page.keyboard.press('/');
  const input = page.locator('input#localsearch-input');
  const results = page.locator('ul#localsearch-list a');
  // The field opens with the last word, and the last word's results must not be followed.
  await input.fill('');
  await results.first().waitFor({ state: 'detached' });
  await input.fill(word);
  await results.first().click();
  await page.locator('h1').waitFor();
  return page.url();
}

/**
 * Opens a served site as a reader does, in a browser that reaches nothing else.
 *
 * @returns what is wrong: requests to elsewhere, errors of scripts, a search that finds nothing
 */
export async function trySite(address: string, shots?: string): Promise<readonly string[]> {
  const issues: string[] = [];
  const browser: Browser = await launchChromium();
  try {
    const context = await browser.newContext({ colorScheme: 'light' });
    await context.route('**', (route) => {
      const url = route.request().url();
      if (url.startsWith(address) || url.startsWith('data:')) return route.continue();
      issues.push(`It asks for ${url}.`);
      return route.abort();
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => void issues.push(`A script fails: ${error.message}`));
    const shoot = async (name: string): Promise<void> => {
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
    };

    await page.goto(address, { waitUntil: 'networkidle' });
    await shoot('home');
    for (const [word, path] of [
      ['logCall', /logCall|call-logs/],
      ['WIDGET_TAKEN', /errors|in-your-page/],
      ['csp', /security|content-security-policy/],
      ['429', /stores|429/],
      ['screen pop', /screen-pop|first-plugin|searchAndScreenPop/],
      ['--connect', /cli|how-does-jackfield-dev/],
    ] as const) {
      const found = await search(page, word).catch(() => 'nothing');
      if (!path.test(found)) issues.push(`Searching for ${word} leads to ${found}.`);
    }
    if (shots !== undefined) {
      await page.keyboard.press('/');
      await page.locator('input#localsearch-input').fill('deadline');
      await page.locator('ul#localsearch-list a').first().waitFor();
      await shoot('search');
      const pages = {
        guide: 'guide/first-plugin.html',
        listener: 'guide/from-a-listener.html',
        message: 'generated/reference/from-widget/logCall.html',
        reference: 'generated/reference/',
        api: 'api/@jackfield/core.html',
      };
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(address + path, { waitUntil: 'networkidle' });
        await shoot(name);
        await page.emulateMedia({ colorScheme: 'dark' });
        await shoot(`${name}-dark`);
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width: 390, height: 800 });
        await shoot(`${name}-narrow`);
        await page.setViewportSize({ width: 1280, height: 720 });
      }
    }
  } finally {
    await browser.close();
  }
  return issues;
}
