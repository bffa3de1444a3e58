import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Also whether a label contains the text that is seen: speech input needs it, and axe leaves it out. */
const OPTIONS = JSON.stringify({
  iframes: false,
  resultTypes: ['violations'],
  rules: { 'label-content-name-mismatch': { enabled: true } },
});

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
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const frame of page.frames()) {
    await frame.evaluate(AXE);
    // A frame is judged by itself: axe would wait for an answer of its copy in a frame of another origin.
    const { violations } = await frame.evaluate<AxeResults>(`axe.run(document, ${OPTIONS})`);
    for (const { id, help, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        lines.push(
          `${new URL(frame.url()).pathname} ${id} (${help}): ${target.join(' ')}: ${failureSummary.split('\n')[1]?.trim() ?? ''}`,
        );
  }
  return lines;
}
