import type { Plugin } from '@jackfield/core';
import { type Arbitrary, asyncProperty, check } from 'fast-check';
import { createTestClock } from '../test-clock.js';
import { TestingError } from '../testing-error.js';
import { type Breach, breachOf } from './breach.js';
import type { ContractOptions, OwnData, PluginFactory } from './contract-options.js';
import type { ContractRule } from './contract-rule.js';
import { describeValue } from './describe-value.js';
import { IN_TIME } from './in-time.js';
import { messageData, type MessageData } from './message-data.js';
import type { Outcome } from './outcome.js';
import { hidePersonal, maskOf } from './personal.js';
import { createPluginClock } from './plugin-clock.js';
import type { LoosePlugin } from './spy-plugin.js';
import { type Asked, openStage, type Stage } from './stage.js';

/** A rule's way to the plugin that it is checked for. */
export interface Trial {
  /** The plugin as it is declared; the one on a stage is made afresh where there is a factory. */
  readonly plugin: LoosePlugin;
  /** The request or push that is looked at; `''` if it is the plugin as a whole. */
  readonly message: string;
  /** What the plugin is given for a request or push. */
  dataOf(message: string): MessageData;
  /** Starts a host with the plugin, waits for its set-up, and closes it after `use`. */
  onStage<T>(use: (stage: Stage) => Promise<T>, isReady?: boolean): Promise<T>;
  /** Starts another host with the same plugin, on the same clock. */
  beside(stage: Stage): Stage;
  /** Data as text, without what is personal if it is the caller's own. */
  show(message: string, data: unknown): string;
  /** What is wrong with an outcome; `undefined` if nothing is, or the plugin may refuse this. */
  faultOf(message: string, data: unknown, outcome: Outcome): string | undefined;
  /** Runs `run` with each example and with random data; shrinks what fails, and tells the seed. */
  forAll<T>(
    examples: readonly T[],
    random: Arbitrary<T>,
    run: (data: T) => Promise<void>,
  ): Promise<void>;
  /** The error of a broken promise. `given` is shown without what is personal if it is the caller's. */
  breach(complaint: Complaint): TestingError;
}

/** A breach before its data has been made a text. */
export interface Complaint extends Omit<Breach, 'data'> {
  readonly given?: unknown;
  /** Instead of `given`, what has been made a text already. */
  readonly shown?: string;
}

const RUNS = 20;
const GRACE_MS = 2_000;
/** What a plugin that is stuck gets: it will not mend itself. */
const SHORT_GRACE_MS = 50;

/** One trial for each test: nothing goes from one to the next. */
export function createTrial(
  rule: ContractRule,
  message: string,
  given: Plugin | PluginFactory,
  options: ContractOptions,
): Trial {
  const { runs = RUNS, seed = Date.now() % 0x7fff_ffff, graceMs = GRACE_MS, deadlines } = options;
  let isStuck = false;

  const make = () => {
    const clock = createTestClock();
    const pluginClock = createPluginClock(clock);
    const made = typeof given === 'function' ? given({ clock: pluginClock }) : given;
    return { plugin: made as unknown as LoosePlugin, clock, pluginClock };
  };
  const settings = {
    deadlines,
    graceMs: () => (isStuck ? SHORT_GRACE_MS : graceMs),
    stuck: () => {
      isStuck = true;
    },
    hung: ({ name, data, deadlineMs }: Asked, came: string) => {
      const expected = `an answer within ${deadlineMs} ms`;
      return complain(IN_TIME, { message: name, given: data, expected, came });
    },
  };
  const { plugin } = make();

  const dataOf = (name: string): MessageData => {
    const own = options.data as Readonly<Record<string, OwnData<unknown>>> | undefined;
    return messageData(name, own?.[name], seed);
  };

  const show = (name: string, data: unknown): string => {
    const isOwn = name !== '' && dataOf(name).isOwn;
    const part = plugin.requests?.[name] ? 'data' : 'body';
    return describeValue(isOwn ? hidePersonal(data, maskOf(name, part)) : data);
  };

  function complain(named: Pick<ContractRule, 'id' | 'fix'>, complaint: Complaint): TestingError {
    const { given, message: name = message, expected, came } = complaint;
    const data = complaint.shown ?? (given === undefined ? undefined : show(name, given));
    return breachOf(named, plugin.name, { message: name, data, expected, came });
  }

  return {
    plugin,
    message,
    dataOf,
    show,
    faultOf(name, data, { fault, call }) {
      const isRefusal = call?.state === 'rejected' || call?.state === 'threw';
      return isRefusal && dataOf(name).mayRefuse(data, call?.error) ? undefined : fault;
    },
    async onStage(use, isReady = true) {
      const stage = openStage({ ...make(), ...settings });
      try {
        if (isReady) await stage.ready();
        return await use(stage);
      } finally {
        await stage.close();
      }
    },
    beside: ({ plugin, clock, pluginClock }) =>
      openStage({ plugin, clock, pluginClock, ...settings }),
    async forAll(examples, random, run) {
      const details = await check(asyncProperty(random, run), {
        seed,
        numRuns: runs + examples.length,
        examples: examples.map((each): [typeof each] => [each]),
      });
      if (!details.failed) return;
      const { errorInstance: error, counterexamplePath: path, numShrinks } = details;
      if (!(error instanceof TestingError)) throw error;
      const again = `  again     testPlugin(plugin, { seed: ${details.seed}, runs: ${runs} }); it is counterexample ${path}, after ${numShrinks} shrinks`;
      throw new TestingError(error.code, `${error.message}\n${again}`, error.cause);
    },
    breach: (complaint) => complain(rule, complaint),
  };
}
