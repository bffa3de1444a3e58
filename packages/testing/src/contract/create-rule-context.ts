import { violationText } from '@jackfield/plugin-kit/contract';
import { asyncProperty, check } from 'fast-check';
import { createTestClock } from '../test-clock.js';
import { TestingError } from '../testing-error.js';
import type { AnyPlugin, ContractOptions, PluginFactory } from './contract-options.js';
import type { Violation, ContractRule, RuleContext } from './contract-rule.js';
import { describeThrown, describeValue } from './describe-value.js';
import { IN_TIME } from './in-time.js';
import { type ContractWire, RINGCX } from './contract-wire.js';
import { carriedBy, messageData, type MessageData, type OwnData } from './message-data.js';
import { hidePersonal, maskOf } from './personal.js';
import { createPluginClock } from './plugin-clock.js';
import { turn } from './real-time.js';
import { handlesEveryError } from './rules/handles-every-error.js';
import type { LoosePlugin } from './spy-plugin.js';
import { type PendingRequest, openHarness } from './harness.js';
import type { Suite } from './suite.js';

export const RUNS = 20;
/** How many there are on the second wire, whose bodies are translated into those of the first. */
const SECOND_RUNS = 3;
const GRACE_MS = 2_000;
/** The grace of a plugin that has hung once: it will hang again. */
const SHORT_GRACE_MS = 50;

/** Creates the context of one test: tests share no state. */
export function createRuleContext(
  rule: ContractRule,
  message: string,
  given: AnyPlugin | PluginFactory,
  options: ContractOptions,
  suite: Suite,
  uncaught: readonly unknown[],
  wire: ContractWire,
  /** Whether the plugin is tested on another wire as well. */
  isSecond: boolean,
): RuleContext {
  const {
    runs: wanted = RUNS,
    seed = Date.now() % 0x7fff_ffff,
    graceMs = GRACE_MS,
    deadlines,
  } = options;
  const runs = isSecond ? Math.min(wanted, SECOND_RUNS) : wanted;
  let hasHung = false;
  /** How to repeat the random data of the test; empty before there is any. */
  let reproduce = '';

  const make = () => {
    const clock = createTestClock();
    const pluginClock = createPluginClock(clock);
    const made = typeof given === 'function' ? given({ clock: pluginClock }) : given;
    return { plugin: made as unknown as LoosePlugin, clock, pluginClock };
  };
  const settings = {
    wire,
    define: isSecond ? RINGCX.define : wire.define,
    deadlines,
    graceMs: () => (hasHung ? SHORT_GRACE_MS : graceMs),
    closeGraceMs: () => (suite.hasHung ? SHORT_GRACE_MS : graceMs),
    onHang: () => {
      suite.hasHung = true;
    },
    hangError: (
      { name, data, deadlineMs }: PendingRequest,
      received: string,
      isHanging: boolean,
    ) => {
      hasHung = true;
      if (isHanging) suite.stop(`the handler of ${name} hangs`);
      const expected = `an answer within ${deadlineMs} ms`;
      return createViolation(IN_TIME, { message: name, given: data, expected, received });
    },
    onRequest: () => {
      checkBudget();
      suite.requests += 1;
    },
  };
  const { plugin } = make();

  /** Throws if the suite has used up its budget of real time. */
  function checkBudget(): void {
    const { usedMs, budgetMs, requests, progress } = suite;
    if (usedMs <= budgetMs) return;
    const averageMs = Math.round(usedMs / Math.max(1, requests));
    suite.stop(`the suite took more than ${budgetMs} ms`);
    throw createViolation(IN_TIME, {
      message: '',
      expected: `the whole suite within its budget of ${budgetMs} ms of real time`,
      received: `only ${progress} by then: a request takes ${averageMs} ms of real time on average`,
    });
  }

  const dataOf = (name: string): MessageData => {
    const own = options.data as Readonly<Record<string, OwnData<unknown>>> | undefined;
    return carriedBy(wire, name, messageData(name, own?.[name], seed));
  };

  const show = (name: string, data: unknown): string => {
    const isOwn = name !== '' && dataOf(name).isOwn;
    const part = plugin.requests?.[name] ? 'data' : 'body';
    return describeValue(isOwn ? hidePersonal(data, maskOf(name, part)) : data);
  };

  function createViolation(
    broken: Pick<ContractRule, 'id' | 'fix'>,
    violation: Violation,
  ): TestingError {
    const { given, message: name = message, expected, received } = violation;
    const data = violation.shown ?? (given === undefined ? undefined : show(name, given));
    const where = `${name ? ` in ${name}` : ''}${isSecond ? ` on ${wire.name}` : ''}`;
    const title = `plugin "${plugin.name}" violates the contract${where}`;
    const text = violationText(broken, title, { given: data, expected, received });
    return new TestingError('CONTRACT_BROKEN', text);
  }

  /** Each rule reports errors that nothing caught: another rule's data or order may be their cause. */
  async function expectNoUncaught(): Promise<void> {
    // An unhandled rejection is reported after the promises of its turn.
    await turn();
    if (uncaught.length === 0) return;
    const more = uncaught.length > 1 ? `, and ${uncaught.length - 1} more` : '';
    const { code, message: text } = createViolation(handlesEveryError, {
      expected: 'no error that nothing handles',
      received: `${describeThrown(uncaught[0])}${more}`,
    });
    throw new TestingError(code, text + reproduce, uncaught[0]);
  }

  return {
    plugin,
    wire,
    message,
    expectNoUncaught,
    changedWhenCreated: suite.changedWhenCreated,
    dataOf,
    show,
    issueOf(name, data, { issue, call }) {
      const isRefusal = call?.state === 'rejected' || call?.state === 'threw';
      return isRefusal && dataOf(name).mayRefuse(data, call?.error) ? undefined : issue;
    },
    async withHarness(use, isReady = true) {
      checkBudget();
      const harness = openHarness({ ...make(), ...settings });
      try {
        if (isReady) await harness.ready();
        return await use(harness);
      } finally {
        await harness.close();
      }
    },
    beside: ({ plugin, clock, pluginClock }) =>
      openHarness({ plugin, clock, pluginClock, ...settings }),
    async forAll(examples, random, run) {
      reproduce = `\n  reproduce testPlugin(plugin, { seed: ${seed}, runs: ${runs} })`;
      const details = await check(asyncProperty(random, run), {
        seed,
        numRuns: runs + examples.length,
        examples: examples.map((each): [typeof each] => [each]),
      });
      if (!details.failed) return;
      const { errorInstance: error, counterexamplePath: path, numShrinks } = details;
      // Other data would take as much time.
      if (!(error instanceof TestingError) || suite.stoppedBy !== undefined) throw error;
      const how = `${reproduce}; counterexample ${path}, after ${numShrinks} shrinks`;
      throw new TestingError(error.code, error.message + how, error.cause);
    },
    violation: (violation) => createViolation(rule, violation),
  };
}
