import { rawBodies } from './raw-bodies.js';
import type { Stage } from './stage.js';
import { invalidOf, pushesOf, requestsOf } from './subjects.js';
import type { Trial } from './contract-rule.js';

/** How many of the raw bodies go to an `invalid` handler. */
const SOME = 4;

/** Does to the plugin everything that the widget does in a working day, whatever comes of it. */
export async function exercise({ plugin, dataOf }: Trial, stage: Stage): Promise<void> {
  for (const name of pushesOf(plugin))
    for (const body of dataOf(name).examples) await stage.push(name, body);
  for (const name of requestsOf(plugin)) {
    const { examples } = dataOf(name);
    for (const data of examples) await stage.ask(name, data);
    await stage.finish(examples.map((data) => stage.start(name, data)));
  }
  for (const name of invalidOf(plugin))
    for (const body of rawBodies().slice(0, SOME)) await stage.ask(name, body);
}
