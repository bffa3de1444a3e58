import { axeViolations } from '@jackfield/test-tools/axe';
import { launchChromium } from '@jackfield/test-tools/chromium';
import type { Page } from 'playwright';
import { codeContrast } from './code-contrast.js';
import { kindsOfText, selectKinds } from './kinds-of-text.js';

const WIDTHS = [320, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

/** Code has a stricter contrast than axe asks for, and many thousands of parts. */
const CODE_CONTRAST = 7;

async function show(page: Page, colorScheme: Scheme, width: number): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 800 });
  await page.locator(`html${colorScheme === 'dark' ? '.dark' : ':not(.dark)'}`).waitFor();
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
  const add = (path: string, scheme: Scheme, width: number, found: readonly string[]): void => {
    lines.push(...found.map((line) => `${scheme}, ${width} pixels: /${path} ${line}`));
  };
  const browser = await launchChromium();
  const examine = async (): Promise<void> => {
    // Without transitions: a colour that is changing is neither of its two.
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    for (const path of left) {
      await page.goto(address + path);
      await page.locator('h1').first().waitFor();
      for (const width of WIDTHS) {
        await show(page, 'light', width);
        add(path, 'light', width, await axeViolations(page, 'all but colours'));
        const known = seen.get(width) ?? new Set();
        seen.set(width, known);
        const fresh = (await kindsOfText(page)).filter((kind) => !known.has(kind));
        for (const kind of fresh) known.add(kind);
        if (fresh.length === 0) continue;
        const chosen = await selectKinds(page, fresh);
        for (const scheme of SCHEMES) {
          await show(page, scheme, width);
          if (chosen) add(path, scheme, width, await axeViolations(page, 'colours', chosen));
          const code = await codeContrast(page);
          codeColours += code.length;
          const low = code.filter(({ ratio }) => ratio < CODE_CONTRAST);
          add(
            path,
            scheme,
            width,
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
