import { exercise } from './exercise.js';
import { pause } from './real-time.js';
import type { Harness } from './harness.js';
import type { RuleContext } from './contract-rule.js';
import type { Leftover, Watch } from './watch/watch.js';

/** How long work that ends by itself after the close may take, in milliseconds of real time. */
const LINGER_MS = 30;
/** How long a database may take, in real time: the close of a host moves only the simulated clock. */
const DATABASE_MS = 2_000;

/**
 * Throws if the plugin leaves anything behind when it has been used and its host is closed.
 *
 * @param watch - starts watching; its argument tests whether a target belongs to one request
 */
export async function expectNothingLeft(
  ruleContext: RuleContext,
  watch: (isOfRequest: (target: unknown) => boolean) => Watch,
  alsoLeft: (harness: Harness) => readonly Leftover[] = () => [],
): Promise<void> {
  let harness: Harness | undefined;
  const watching = watch((target) => harness?.isOfRequest(target) ?? false);
  try {
    await ruleContext.withHarness(async (opened) => {
      harness = opened;
      await exercise(ruleContext, opened);
    });
    await pause(LINGER_MS);
    const isBusy = (): boolean =>
      watching.isBusy || watching.left.some(({ what }) => what.includes('IndexedDB'));
    for (let waited = 0; isBusy() && waited < DATABASE_MS; waited += LINGER_MS)
      await pause(LINGER_MS);
    const left = [...watching.left, ...(harness ? alsoLeft(harness) : [])];
    const [first] = left;
    if (!first) return;
    const more = left.length > 1 ? `, and ${left.length - 1} more` : '';
    throw ruleContext.violation({
      expected: 'no resource of the plugin after host.close()',
      received: `a ${first.what}, created at ${first.createdAt}${more}`,
    });
  } finally {
    watching.stop();
  }
}
