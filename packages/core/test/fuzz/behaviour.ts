import { definePlugin, type Plugin, type PluginDefinition } from '@jackfield/core';
import * as fc from 'fast-check';
import { PUSHES, type RequestName, type Result, results } from './messages.js';
import { mutate } from './mutate.js';
import { ALL_ODDS, makeOdd, type Odd } from './odd.js';

/** What a handler does when it is asked. */
export type Behaviour =
  | { readonly does: 'answer'; readonly afterMs: number; readonly result: Result }
  | { readonly does: 'throw' | 'reject'; readonly odd: Odd }
  | { readonly does: 'hang' };

const odds = fc.constantFrom(...ALL_ODDS);

/** What a handler, or whatever it asks, may do beside giving one of `results`. */
export const behavioursWith = (results: fc.Arbitrary<Result>): fc.Arbitrary<Behaviour> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        does: fc.constant('answer' as const),
        afterMs: fc.constantFrom(0, 0, 0, 100, 7_000, 20_000),
        result: results,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constantFrom('throw' as const, 'reject' as const),
        odd: odds,
      }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('hang' as const) }) },
  );

export const behaviours: fc.Arbitrary<Behaviour> = behavioursWith(results());

export interface Conduct {
  /** The requests that the plugins handle. */
  readonly handled: readonly RequestName[];
  /** What their handlers do, in turn. */
  readonly behaviours: readonly Behaviour[];
  /** Runs something after some milliseconds. */
  later(run: () => void, ms: number): unknown;
  /** Called with each push that a plugin receives. */
  received(name: (typeof PUSHES)[number], body: unknown): void;
}

/**
 * A function that does what was planned, in turn, whatever it is given.
 *
 * @param name - of a request, if not all results will do
 */
export function actOut(
  behaviours: readonly Behaviour[],
  later: Conduct['later'],
  name?: RequestName,
): () => unknown {
  const fitting = behaviours.filter(
    (behaviour) => behaviour.does !== 'answer' || !name || behaviour.result.name === name,
  );
  const all = fitting.length > 0 ? fitting : behaviours;
  let turn = 0;
  return () => {
    const behaviour = all[turn % all.length] as Behaviour;
    turn += 1;
    if (behaviour.does === 'hang') return new Promise(() => undefined);
    if (behaviour.does === 'throw') throw makeOdd(behaviour.odd);
    if (behaviour.does !== 'answer') return Promise.reject(makeOdd(behaviour.odd) as Error);
    const { result, afterMs } = behaviour;
    const made = mutate(result.message, result.mutations);
    return afterMs === 0 ? made : new Promise((resolve) => later(() => resolve(made), afterMs));
  };
}

/** Two plugins that behave as planned, one of which also takes what is invalid. */
export function makePlugins({ handled, behaviours, later, received }: Conduct): readonly Plugin[] {
  const requests = Object.fromEntries(
    handled.map((name) => [name, actOut(behaviours, later, name)]),
  );
  const pushes = Object.fromEntries(
    PUSHES.map((name) => [name, (body: unknown) => received(name, body)]),
  );
  return [{ name: 'first' }, { name: 'second', invalid: requests }].map((plugin) =>
    definePlugin({ ...plugin, requests, pushes } as PluginDefinition),
  );
}
