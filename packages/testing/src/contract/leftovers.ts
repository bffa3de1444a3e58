import { exercise } from './exercise.js';
import { pause } from './real-time.js';
import type { Stage } from './stage.js';
import type { Trial } from './contract-rule.js';
import type { Leftover, Watch } from './watch/watch.js';

/** What ends by itself at the close has this long to do so, in milliseconds of real time. */
const LINGER_MS = 30;
/** So long a database may take that was being opened then. */
const OPENING_MS = 2_000;

/**
 * Throws if anything is left when the plugin has been used and its host is closed.
 *
 * @param watch - begins to look; it is told whether a target belongs to one request
 */
export async function expectNothingLeft(
  trial: Trial,
  watch: (isOfRequest: (target: unknown) => boolean) => Watch,
  alsoLeft: (stage: Stage) => readonly Leftover[] = () => [],
): Promise<void> {
  let stage: Stage | undefined;
  const watching = watch((target) => stage?.isOfRequest(target) ?? false);
  try {
    await trial.onStage(async (opened) => {
      stage = opened;
      await exercise(trial, opened);
    });
    await pause(LINGER_MS);
    for (let waited = 0; watching.isBusy && waited < OPENING_MS; waited += LINGER_MS)
      await pause(LINGER_MS);
    const left = [...watching.left, ...(stage ? alsoLeft(stage) : [])];
    const [first] = left;
    if (!first) return;
    const more = left.length > 1 ? `, and ${left.length - 1} more` : '';
    throw trial.breach({
      expected: 'nothing of the plugin’s after host.close()',
      came: `a ${first.what}, made at ${first.madeAt}${more}`,
    });
  } finally {
    watching.stop();
  }
}
