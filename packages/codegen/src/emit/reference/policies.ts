import type { Combine } from '../../schema.js';

/** How the answers of several plugins become one, in words. */
export const POLICIES: Readonly<Record<Combine, string>> = {
  merge:
    'The arrays under each key are joined in the order of the plugins; of entries with the same `type` and `id` one is kept. What fails costs only its own part; if all fail, the first error is the answer.',
  all: "Every handler runs. If all succeed, the first plugin's result is the answer; one failure is the answer of all, and names its plugin.",
  first:
    'The plugins are asked in their order, each for an equal share of the time that is left. `undefined`, a failure or an invalid result passes the request on to the next.',
};
