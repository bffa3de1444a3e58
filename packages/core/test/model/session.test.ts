import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { commands, type Model } from './commands.js';
import { MESSAGES, SEED, TEST_MS } from '../fuzz/settings.js';
import { checkWorld, createWorld, startHost } from './world.js';

/** Sequences are long; FUZZ_MESSAGES takes more of them. */
const RUNS = Math.ceil(MESSAGES / 100);

// A failure prints its seed: FUZZ_SEED repeats it.
it(
  'keeps one name, the union of the flags and one answer a request, whatever happens in whatever order',
  async () => {
    let answered = 0;
    let unanswered = 0;
    let lost = 0;
    const sequences = fc.commands([...commands], { maxCommands: 40, size: 'max' });
    const run = fc.assert(
      fc.asyncProperty(fc.boolean(), sequences, async (begins, sequence) => {
        const model: Model = {
          isOpen: begins,
          hasFrame: begins,
          plugins: new Set(begins ? ['quick'] : []),
          removable: new Set(),
          asked: new Set(begins ? ['logCall', 'matchContacts'] : []),
          count: 0,
        };
        const world = createWorld();
        if (begins) {
          world.slot.attach(false);
          world.host = startHost(world, ['quick']);
        }
        await fc.asyncModelRun(() => ({ model, real: world }), sequence);
        await checkWorld(world);
        for (const { isOurs, widget } of world.questions) {
          if (!isOurs) unanswered += 1;
          else if (world.slot.widgets.get(widget)?.isGone) lost += 1;
          else answered += 1;
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    // The promise that was broken comes first, then the shortest sequence that breaks it.
    await run.catch((failure: Error) => {
      throw new Error(`${(failure.cause as Error).message}\n${failure.message}`);
    });
    // The sequences are of the kind that could break something.
    expect(Math.min(answered, unanswered, lost)).toBeGreaterThan(RUNS / 8);
  },
  TEST_MS,
);
