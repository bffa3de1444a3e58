import { axeViolations } from '@jackfield/test-tools/axe';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { codeContrast } from './code-contrast.js';

const WAYS = ([320, 1280] as const).flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ colorScheme, width })),
);

/** Code has a stricter contrast than axe asks for, and many thousands of parts. */
const CODE = ".vp-doc div[class*='language-'] code";
const CODE_CONTRAST = 7;
const SIDEBAR = '.VPSidebar';

/** The pages of messages are of one template, and beside each is the navigation of the reference. */
const isOfMessage = (path: string): boolean => /\/reference\/from-(page|widget)\//.test(path);

/** How many tabs examine pages at the same time. */
const TABS = 2;

/**
 * What axe finds on pages of a served site, in light and dark, on a phone and on a screen, and code whose
 * contrast is low.
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
  const browser = await launchChromium();
  const examine = async (): Promise<void> => {
    // Without transitions: a colour that is changing is neither of its two.
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    for (const path of left) {
      await page.goto(address + path);
      await page.locator('h1').first().waitFor();
      for (const { colorScheme, width } of WAYS) {
        const hasRest = colorScheme === 'light';
        // What is seen of a message at 320 pixels is seen at 1280, too.
        const hasColours = width === 1280 || !isOfMessage(path);
        if (!hasRest && !hasColours) continue;
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.locator(`html${colorScheme === 'dark' ? '.dark' : ':not(.dark)'}`).waitFor();
        const found: string[] = [];
        if (hasColours)
          found.push(
            ...(await axeViolations(page, 'colours', isOfMessage(path) ? [CODE, SIDEBAR] : [CODE])),
          );
        if (hasRest) found.push(...(await axeViolations(page, 'all but colours')));
        for (const { colours, ratio } of await codeContrast(page)) {
          codeColours += 1;
          if (ratio < CODE_CONTRAST) found.push(`/${path} code of ${colours}: ${ratio}`);
        }
        lines.push(...found.map((line) => `${colorScheme}, ${width} pixels: ${line}`));
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
