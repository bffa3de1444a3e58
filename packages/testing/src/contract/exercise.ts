import { rawBodies } from './raw-bodies.js';
import type { Harness } from './harness.js';
import { invalidOf, pushesOf, requestsOf } from './subjects.js';
import type { RuleContext } from './contract-rule.js';

/** How many of the raw bodies go to an `invalid` handler. */
const SOME = 4;

/** Sends the plugin everything that the widget sends in a working day, and ignores the outcomes. */
export async function exercise({ plugin, dataOf }: RuleContext, harness: Harness): Promise<void> {
  for (const name of pushesOf(plugin))
    for (const body of dataOf(name).examples) await harness.push(name, body);
  for (const name of requestsOf(plugin)) {
    const { examples } = dataOf(name);
    for (const data of examples) await harness.request(name, data);
    await harness.finish(examples.map((data) => harness.start(name, data)));
  }
  for (const name of invalidOf(plugin))
    for (const body of rawBodies().slice(0, SOME)) await harness.request(name, body);
}
