import type { Combine } from '../../schema.js';

/** Describes how the results of several plugins are combined. */
export const POLICIES: Readonly<Record<Combine, string>> = {
  merge:
    'The arrays under each key are joined in the order of the plugins, and entries with equal `type` and `id` are kept once. Results of failed handlers are missing; if all fail, the response is the first error.',
  all: "Every handler runs. If all succeed, the first plugin's result is the answer; one failure is the answer of all, and names its plugin.",
  first:
    'The plugins handle the request in order, each with an equal share of the remaining time. After `undefined`, a failure or an invalid result, the next plugin handles it.',
};
