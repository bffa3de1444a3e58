import { protocol } from '@jackfield/core/ringcx';
import { array, constantFrom } from 'fast-check';
import { settle } from '../test-clock.js';
import { describeThrown } from './describe-value.js';
import type { Outcome } from './outcome.js';
import type { PendingRequest, Harness } from './harness.js';
import { pushesOf, requestsOf } from './subjects.js';
import type { RuleContext } from './contract-rule.js';

/** One message from the widget. */
export interface Step {
  readonly kind: 'request' | 'push';
  readonly name: string;
  readonly body: unknown;
}

/** A step, and its failure if it failed. */
type StepResult = readonly [Step, string | undefined];

const MOST_STEPS = 8;

interface Case {
  readonly id: string;
  readonly number: string;
}

/** Two calls at the same time. */
const CASES: readonly Case[] = [
  { id: '201910162213030139010000000021', number: '6505550121' },
  { id: '201910162213030139010000000022', number: '6505550122' },
];

/** Returns the body with the id and the number of this call. */
export function about(call: Case, body: unknown): unknown {
  if (typeof body === 'string')
    return body.replace(/\d{25,}/g, call.id).replace(/^(\+1)?\d{10}$/, `$1${call.number}`);
  if (Array.isArray(body)) return body.map((each) => about(call, each));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => [name, about(call, member)]),
  );
}

/** Returns every message that the widget may send the plugin, for two calls; the caller's own data is unchanged. */
export function stepsFor({ plugin, dataOf }: RuleContext): readonly Step[] {
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

/** Returns every ordered pair of steps, for the same call and for two calls. */
export function pairsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const names = new Set(steps.map(({ name }) => name));
  // The first step of a name is for the first call, the second for the second call.
  const some = [...names].flatMap((wanted) =>
    steps.filter(({ name }) => name === wanted).slice(0, 2),
  );
  return some.flatMap((first) => some.map((second) => [first, second]));
}

/** Runs a step. Returns its failure; `undefined` if it succeeded. */
export async function runStep(
  { issueOf }: Pick<RuleContext, 'issueOf'>,
  harness: Harness,
  { kind, name, body }: Step,
): Promise<string | undefined> {
  if (kind === 'request') return issueOf(name, body, await harness.request(name, body));
  const calls = await harness.push(name, body);
  const failed = calls.find(({ state }) => state === 'rejected' || state === 'threw');
  return failed && `it ${failed.state} ${describeThrown(failed.error)}`;
}

/** Removes repeated requests of a name: another rule checks repeated answers. */
const withoutRepeatedRequests = (steps: readonly Step[]): readonly Step[] =>
  steps.filter(
    ({ kind, name }, index) =>
      kind === 'push' || steps.findIndex((step) => step.name === name) === index,
  );

/** Returns steps as text for a message; personal values of the caller's own data are hidden. */
const describeSteps = ({ show }: RuleContext, steps: readonly Step[]): string =>
  steps.map(({ name, body }) => `${name} ${show(name, body)}`).join(', then ');

/** Runs the steps one after the other. */
async function sequentially(
  ruleContext: RuleContext,
  harness: Harness,
  steps: readonly Step[],
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) results.push([step, await runStep(ruleContext, harness, step)]);
  return results;
}

/** Runs each step while the requests before it are in progress, without init, which another rule checks. */
async function overlapping(
  ruleContext: RuleContext,
  harness: Harness,
  steps: readonly Step[],
): Promise<readonly StepResult[]> {
  const requests: (readonly [Step, PendingRequest])[] = [];
  for (const step of steps.filter(({ name }) => !protocol.roles.ready?.includes(name))) {
    if (step.kind === 'push') await harness.push(step.name, step.body);
    else requests.push([step, harness.start(step.name, step.body)]);
    await settle();
  }
  const outcomes = await harness.finish(requests.map(([, each]) => each));
  return requests.map(([step], index) => [
    step,
    ruleContext.issueOf(step.name, step.body, outcomes[index] as Outcome),
  ]);
}

/**
 * Runs steps in any order, and reports the first of `kind` that fails although it succeeds when it
 * runs alone.
 */
export async function runInAnyOrder(ruleContext: RuleContext, kind: Step['kind']): Promise<void> {
  const { forAll, withHarness, violation } = ruleContext;
  const steps: Step[] = [];
  for (const step of stepsFor(ruleContext)) {
    const issue = await withHarness((harness) => runStep(ruleContext, harness, step));
    if (!issue) steps.push(step);
  }
  if (!steps.some((step) => step.kind === kind)) return;
  const lists = array(constantFrom<Step[]>(...steps), { minLength: 2, maxLength: MOST_STEPS });
  await forAll(
    pairsOf(steps).map(withoutRepeatedRequests),
    lists.map(withoutRepeatedRequests),
    async (list) => {
      for (const way of kind === 'push' ? [sequentially] : [sequentially, overlapping]) {
        const results = await withHarness((harness) => way(ruleContext, harness, list));
        for (const [step, received] of results) {
          if (!received || step.kind !== kind) continue;
          const how = way === sequentially ? 'one after the other' : 'overlapping';
          throw violation({
            message: step.name,
            shown: describeSteps(ruleContext, list),
            expected: `no failure of ${step.name}, as when it is sent alone`,
            received: `${received}, when the messages are sent ${how}`,
          });
        }
      }
    },
  );
}
