import type { Page } from 'playwright';

/** The contrast of each colour in the page's blocks of code with its ground. */
export const codeContrast = (
  page: Page,
): Promise<readonly { readonly colours: string; readonly ratio: number }[]> =>
  page.locator('body').evaluate((body) => {
    const luminance = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? [])
        .map((part) => Number(part) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const pairs = new Map<string, number>();
    for (const block of body.querySelectorAll(".vp-doc div[class*='language-']")) {
      const ground = getComputedStyle(block).backgroundColor;
      for (const part of block.querySelectorAll('code span span')) {
        const { color } = getComputedStyle(part);
        const [dark = 0, light = 0] = [luminance(color), luminance(ground)].toSorted(
          (a, b) => a - b,
        );
        pairs.set(`${color} on ${ground}`, (light + 0.05) / (dark + 0.05));
      }
    }
    return [...pairs].map(([colours, ratio]) => ({ colours, ratio }));
  });
