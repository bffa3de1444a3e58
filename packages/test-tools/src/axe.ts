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
