import { axeViolations } from '@jackfield/test-tools/axe';
import { launchChromium } from '@jackfield/test-tools/chromium';

const WAYS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  ([320, 1280] as const).map((width) => ({ colorScheme, width })),
);

/** The pages of messages are of one template: each is examined in one of the ways, in turn. */
const isOfMessage = (path: string): boolean => /\/reference\/from-(page|widget)\//.test(path);

/** How many tabs examine pages at the same time. */
const TABS = 2;

/**
 * What axe finds on pages of a served site, in light and dark, on a phone and on a screen; on a page of a
 * message, in one of these ways.
 *
 * @param paths - the pages, such as `guide/errors.html`
 * @returns one line a place, how many looks were taken, and the number of pages of messages
 */
export async function axeSite(
  address: string,
  paths: readonly string[],
): Promise<{
  readonly lines: readonly string[];
  readonly looks: number;
  readonly ofMessages: number;
}> {
  const lines: string[] = [];
  let looks = 0;
  let ofMessages = 0;
  const left = paths.values();
  const browser = await launchChromium();
  const examine = async (): Promise<void> => {
    // Without transitions: a colour that is changing is neither of its two.
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    for (const path of left) {
      await page.goto(address + path);
      await page.locator('h1').first().waitFor();
      const turn = isOfMessage(path) ? ofMessages++ % WAYS.length : undefined;
      for (const { colorScheme, width } of turn === undefined ? WAYS : WAYS.slice(turn, turn + 1)) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.locator(`html${colorScheme === 'dark' ? '.dark' : ':not(.dark)'}`).waitFor();
        const found = await axeViolations(page);
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
  return { lines, looks, ofMessages };
}
