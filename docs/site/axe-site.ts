import { axeViolations } from '@jackfield/test-tools/axe';
import { launchChromium } from '@jackfield/test-tools/chromium';

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [320, 1280] as const;

/**
 * What is alike on many pages: around the content, and code, of which an example is a node a word. On each
 * page it is examined in one of the ways, in turn.
 */
const ALIKE = ['.VPNav', '.VPLocalNav', '.VPSidebar', '.VPFooter', '[class*="language-"]'] as const;

/** How many tabs examine pages at the same time. */
const TABS = 2;

/**
 * What axe finds on pages of a served site, in light and dark, on a phone and on a screen.
 *
 * @param paths - the pages, such as `guide/errors.html`
 * @returns one line a place, and how many pages were examined in how many ways
 */
export async function axeSite(
  address: string,
  paths: readonly string[],
): Promise<{ readonly lines: readonly string[]; readonly looks: number }> {
  const lines: string[] = [];
  let looks = 0;
  let pages = 0;
  const left = paths.values();
  const browser = await launchChromium();
  const examine = async (): Promise<void> => {
    // Without transitions: a colour that is changing is neither of its two.
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    for (const path of left) {
      let way = pages++;
      await page.goto(address + path);
      await page.locator('h1').first().waitFor();
      for (const colorScheme of SCHEMES)
        for (const width of WIDTHS) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          await page.locator(`html${colorScheme === 'dark' ? '.dark' : ':not(.dark)'}`).waitFor();
          const isWhole = way++ % (SCHEMES.length * WIDTHS.length) === 0;
          const found = await axeViolations(page, isWhole ? [] : ALIKE);
          lines.push(...found.map((line) => `${colorScheme}, ${width} pixels: ${line}`));
          looks += 1;
        }
    }
  };
  try {
    await Promise.all(Array.from({ length: TABS }, examine));
  } finally {
    await browser.close();
  }
  return { lines, looks };
}
