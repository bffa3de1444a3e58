import { protocol } from '@jackfield/core/ringcx';
import { array, constantFrom } from 'fast-check';
import { settle } from '../test-clock.js';
import { describeThrown } from './describe-value.js';
import type { Outcome } from './outcome.js';
import type { Asked, Stage } from './stage.js';
import { pushesOf, requestsOf } from './subjects.js';
import type { Trial } from './contract-rule.js';

/** One thing that the widget does. */
export interface Step {
  readonly kind: 'request' | 'push';
  readonly name: string;
  readonly body: unknown;
}

/** A step, and what went wrong in it. */
type Taken = readonly [Step, string | undefined];

const MOST_STEPS = 8;

interface Case {
  readonly id: string;
  readonly number: string;
}

/** Two calls that go on at the same time. */
const CASES: readonly Case[] = [
  { id: '201910162213030139010000000021', number: '6505550121' },
  { id: '201910162213030139010000000022', number: '6505550122' },
];

/** The same body about this call: with its id wherever there is one, and its number. */
function about(call: Case, body: unknown): unknown {
  if (typeof body === 'string')
    return body.replace(/\d{25,}/g, call.id).replace(/^(\+1)?\d{10}$/, `$1${call.number}`);
  if (Array.isArray(body)) return body.map((each) => about(call, each));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => [name, about(call, member)]),
  );
}

/** All that the widget may do to the plugin, about two calls; the caller's own data as it is. */
export function stepsFor({ plugin, dataOf }: Trial): readonly Step[] {
  const of = (kind: Step['kind'], names: readonly string[]): readonly Step[] =>
    names.flatMap((name) => {
      const { examples, isOwn } = dataOf(name);
      const bodies = isOwn
        ? examples
        : examples.flatMap((body) => CASES.map((call) => about(call, body)));
      return bodies.map((body) => ({ kind, name, body }));
    });
  return [...of('push', pushesOf(plugin)), ...of('request', requestsOf(plugin))];
}

/** Two steps, in every order of what there is: about one call, and about two. */
export function pairsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const names = new Set(steps.map(({ name }) => name));
  // The first of a name is about the first call, the second about the second.
  const some = [...names].flatMap((wanted) =>
    steps.filter(({ name }) => name === wanted).slice(0, 2),
  );
  return some.flatMap((first) => some.map((second) => [first, second]));
}

/** What went wrong in a step; `undefined` if nothing did. */
export async function take(
  { issueOf }: Pick<Trial, 'issueOf'>,
  stage: Stage,
  { kind, name, body }: Step,
): Promise<string | undefined> {
  if (kind === 'request') return issueOf(name, body, await stage.ask(name, body));
  const calls = await stage.push(name, body);
  const failed = calls.find(({ state }) => state === 'rejected' || state === 'threw');
  return failed && `it ${failed.state} ${describeThrown(failed.error)}`;
}

/** Without a second request of a name: that one is answered again is another rule’s. */
const askedOnce = (steps: readonly Step[]): readonly Step[] =>
  steps.filter(
    ({ kind, name }, index) =>
      kind === 'push' || steps.findIndex((step) => step.name === name) === index,
  );

/** Steps in words, for a message; without what is personal where the data is the caller's own. */
const describeSteps = ({ show }: Trial, steps: readonly Step[]): string =>
  steps.map(({ name, body }) => `${name} ${show(name, body)}`).join(', then ');

/** One after the other. */
async function inTurn(
  trial: Trial,
  stage: Stage,
  steps: readonly Step[],
): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (const step of steps) taken.push([step, await take(trial, stage, step)]);
  return taken;
}

/** What is asked goes on while the next steps are taken; an init then is another rule's. */
async function overlapping(
  trial: Trial,
  stage: Stage,
  steps: readonly Step[],
): Promise<readonly Taken[]> {
  const asked: (readonly [Step, Asked])[] = [];
  for (const step of steps.filter(({ name }) => name !== protocol.roles.ready)) {
    if (step.kind === 'push') await stage.push(step.name, step.body);
    else asked.push([step, stage.start(step.name, step.body)]);
    await settle();
  }
  const outcomes = await stage.finish(asked.map(([, each]) => each));
  return asked.map(([step], index) => [
    step,
    trial.issueOf(step.name, step.body, outcomes[index] as Outcome),
  ]);
}

/**
 * Takes steps in any order, and reports the first of `kind` that fails though it does not when it
 * is taken alone.
 */
export async function takeInAnyOrder(trial: Trial, kind: Step['kind']): Promise<void> {
  const { forAll, onStage, breach } = trial;
  const steps: Step[] = [];
  for (const step of stepsFor(trial)) {
    const issue = await onStage((stage) => take(trial, stage, step));
    if (!issue) steps.push(step);
  }
  if (!steps.some((step) => step.kind === kind)) return;
  const lists = array(constantFrom<Step[]>(...steps), { minLength: 2, maxLength: MOST_STEPS });
  await forAll(pairsOf(steps).map(askedOnce), lists.map(askedOnce), async (list) => {
    for (const way of kind === 'push' ? [inTurn] : [inTurn, overlapping]) {
      const taken = await onStage((stage) => way(trial, stage, list));
      for (const [step, came] of taken) {
        if (!came || step.kind !== kind) continue;
        const said =
          way === inTurn ? 'one after the other' : 'with the requests under way meanwhile';
        throw breach({
          message: step.name,
          shown: describeSteps(trial, list),
          expected: `no failure of ${step.name}, as when it comes alone`,
          came: `${came}, when they came ${said}`,
        });
      }
    }
  });
}
