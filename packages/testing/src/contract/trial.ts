import type { Plugin } from '@jackfield/core';
import { violationText } from '@jackfield/plugin-kit/contract';
import { asyncProperty, check } from 'fast-check';
import { createTestClock } from '../test-clock.js';
import { TestingError } from '../testing-error.js';
import type { ContractOptions, PluginFactory } from './contract-options.js';
import type { Complaint, ContractRule, Trial } from './contract-rule.js';
import { describeValue } from './describe-value.js';
import { IN_TIME } from './in-time.js';
import { messageData, type MessageData, type OwnData } from './message-data.js';
import { hidePersonal, maskOf } from './personal.js';
import { createPluginClock } from './plugin-clock.js';
import type { LoosePlugin } from './spy-plugin.js';
import { type Asked, openStage } from './stage.js';

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
    const title = `plugin "${plugin.name}" breaks the contract${name ? ` in ${name}` : ''}`;
    const text = violationText(named, title, { given: data, expected, came });
    return new TestingError('CONTRACT_BROKEN', text);
  }

  return {
    plugin,
    message,
    dataOf,
    show,
    issueOf(name, data, { issue, call }) {
      const isRefusal = call?.state === 'rejected' || call?.state === 'threw';
      return isRefusal && dataOf(name).mayRefuse(data, call?.error) ? undefined : issue;
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
