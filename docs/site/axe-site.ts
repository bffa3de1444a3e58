import { axeViolations } from '@jackfield/test-tools/axe';
import { launchChromium } from '@jackfield/test-tools/chromium';
import type { Page } from 'playwright';
import { codeContrast } from './code-contrast.js';
import { kindsOfText, selectKinds } from './kinds-of-text.js';

const WIDTHS = [320, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;

/** Code has a stricter contrast than axe asks for, and many thousands of parts. */
const CODE_CONTRAST = 7;

async function showIn(page: Page, colorScheme: (typeof SCHEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html${colorScheme === 'dark' ? '.dark' : ':not(.dark)'}`).waitFor();
}

/**
 * Opens a page of the site as a reader who follows a link to it: the document stays, which takes a third of
 * the time of loading it.
 */
async function open(page: Page, address: string, path: string): Promise<void> {
  if (page.url() === 'about:blank' || /(?:404|index)\.html$/.test(path)) {
    await page.goto(address + path);
    await page.locator('h1').first().waitFor();
    return;
  }
  await page.locator('body').evaluate((body, href) => {
    const link = Object.assign(document.createElement('a'), { href });
    body.append(link);
    link.click();
    link.remove();
  }, `/${path}`);
  // VitePress gives the text of each page a class of its own.
  const own = `_${path.replace(/\.html$/, '').replaceAll(/[./]+/g, '_')}`;
  await page.locator(`[class='vp-doc ${own}'] h1`).waitFor();
}

/** How many tabs examine pages at the same time. */
const TABS = 2;

/**
 * What axe finds on pages of a served site, in light and dark, on a phone and on a screen, and code whose
 * contrast is low. The colours of each kind of text are examined once in each of these ways.
 *
 * @param paths - the pages, such as `guide/errors.html`
 * @returns one line a place, and at how many colours of code was looked
 */
export async function axeSite(
  address: string,
  paths: readonly string[],
): Promise<{
  readonly lines: readonly string[];
  readonly codeColours: number;
}> {
  const lines: string[] = [];
  let codeColours = 0;
  const left = paths.values();
  /** The kinds of text whose colours were examined, by width. */
  const seen = new Map<number, Set<string>>();
  const add = (where: string, found: readonly string[]): void => {
    lines.push(...found.map((line) => `${where}: ${line}`));
  };
  const browser = await launchChromium();
  const examine = async (): Promise<void> => {
    // Without transitions: a colour that is changing is neither of its two.
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    for (const path of left) {
      await open(page, address, path);
      // The width of the page before comes first: each change of it lays out the page again.
      for (const width of WIDTHS.toSorted((a) => (a === page.viewportSize()?.width ? -1 : 1))) {
        await page.setViewportSize({ width, height: 800 });
        const where = `/${path}, ${width} pixels`;
        add(where, await axeViolations(page, 'all but colours'));
        const known = seen.get(width) ?? new Set();
        seen.set(width, known);
        const fresh = (await kindsOfText(page)).filter((kind) => !known.has(kind));
        for (const kind of fresh) known.add(kind);
        if (fresh.length === 0) continue;
        const chosen = await selectKinds(page, fresh);
        for (const scheme of SCHEMES) {
          await showIn(page, scheme);
          if (chosen) add(`${where}, ${scheme}`, await axeViolations(page, 'colours', chosen));
          const code = await codeContrast(page);
          codeColours += code.length;
          const low = code.filter(({ ratio }) => ratio < CODE_CONTRAST);
          add(
            `${where}, ${scheme}`,
            low.map(({ colours, ratio }) => `code of ${colours}: ${ratio}`),
          );
        }
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: TABS }, examine));
  } finally {
    await browser.close();
  }
  return { lines, codeColours };
}
