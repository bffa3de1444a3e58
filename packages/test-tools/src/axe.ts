import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Also whether a label contains the text that is seen: speech input needs it, and axe leaves it out. */
const LABELS = { 'label-content-name-mismatch': { enabled: true } };
const COLOURS = 'color-contrast';

/** A rule that knows no colours finds the same in light and dark. */
type Rules = 'all' | 'colours' | 'all but colours';

const RULES: Readonly<Record<Rules, object>> = {
  all: { rules: LABELS },
  colours: { runOnly: [COLOURS] },
  'all but colours': { rules: { ...LABELS, [COLOURS]: { enabled: false } } },
};

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly {
      readonly target: readonly unknown[];
      readonly failureSummary: string;
    }[];
  }[];
}

/**
 * What axe finds wrong in a page and in each of its frames, one line a place.
 *
 * Runs under any Content-Security-Policy: the browser's debugger evaluates the script.
 *
 * @param context - what is examined, as an expression of the page
 */
export async function axeViolations(
  page: Page,
  rules: Rules = 'all',
  context = 'document',
): Promise<readonly string[]> {
  const options = {
    iframes: false,
    // Style sheets are loaded for an experimental rule alone, which does not run.
    preload: { assets: ['media'] },
    resultTypes: ['violations'],
    ...RULES[rules],
  };
  const run = `axe.run(${context}, ${JSON.stringify(options)})`;
  const lines: string[] = [];
  for (const frame of page.frames()) {
    if (!(await frame.evaluate<boolean>(`'axe' in globalThis`))) await frame.evaluate(AXE);
    // A frame is judged by itself: axe would wait for an answer of its copy in a frame of another origin.
    const { violations } = await frame.evaluate<AxeResults>(run);
    for (const { id, help, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        lines.push(
          `${new URL(frame.url()).pathname} ${id} (${help}): ${target.join(' ')}: ${failureSummary.split('\n')[1]?.trim() ?? ''}`,
        );
  }
  return lines;
}

const WIDTHS = [320, 1280] as const;

/**
 * What is wrong with a page in its present state, one line a place, on a phone and on a screen, in light and dark:
 * what axe finds, and whether it scrolls sideways.
 */
export async function faultsOfPage(page: Page, state: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 860 });
    const add = (where: string, found: readonly string[]): void => {
      lines.push(...found.map((line) => `${state}, ${width} pixels${where}: ${line}`));
    };
    // Without transitions: a colour that is changing is neither of its two.
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    add('', await axeViolations(page));
    await page.emulateMedia({ colorScheme: 'dark' });
    add(', dark', await axeViolations(page, 'colours'));
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (wide > width) add('', [`it is ${wide} pixels wide`]);
  }
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light' });
  return lines;
}
