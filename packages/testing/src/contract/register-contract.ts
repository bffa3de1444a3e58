import { protocol } from '@jackfield/core/ringcx';
import { registerRules, type Runner, type TestContext } from '@jackfield/plugin-kit/contract';
import { TestingError } from '../testing-error.js';
import { checkContractOptions } from './check-contract-options.js';
import type { AnyPlugin, ContractOptions, PluginFactory } from './contract-options.js';
import type { ContractRule } from './contract-rule.js';
import { contractRules } from './contract-rules.js';
import { messageData, type OwnData } from './message-data.js';
import { createRuleContext, RUNS } from './create-rule-context.js';
import { createTestClock } from '../test-clock.js';
import { createPluginClock } from './plugin-clock.js';
import { type ContractWire, RINGCX } from './contract-wire.js';
import { RINGEX } from './ringex-wire.js';
import { acceptsEveryPush } from './rules/accepts-every-push.js';
import { answersAgain } from './rules/answers-again.js';
import { answersInTime } from './rules/answers-in-time.js';
import { answersUnderRequestedKeys } from './rules/answers-under-requested-keys.js';
import { answersValidData } from './rules/answers-valid-data.js';
import { handlesEveryError } from './rules/handles-every-error.js';
import { survivesAnInit } from './rules/survives-an-init.js';
import type { LoosePlugin } from './spy-plugin.js';
import { createSuite } from './suite.js';
import { watchErrors } from './watch/watch-errors.js';
import { watchGlobals } from './watch/watch-globals.js';

/** Rules replace global timers, listeners and the console, so only one may run at a time. */
let lastRun: Promise<unknown> = Promise.resolve();

function runSerially(run: () => Promise<void>): Promise<void> {
  const done = lastRun.then(run);
  lastRun = done.catch(() => undefined);
  return done;
}

const BUDGET_MS = 60_000;

/** As many messages as the budget is for; RingEX has several times as many. */
const MESSAGES = 16;

/** More random bodies and more messages need more time: a database takes as long for each of them. */
function budgetOf(
  { requests = {}, pushes = {} }: ReturnType<typeof declarationOf>,
  { runs = RUNS }: ContractOptions,
): number {
  const messages = Object.keys(requests).length + Object.keys(pushes).length;
  return BUDGET_MS * Math.max(1, runs / RUNS) * Math.max(1, messages / MESSAGES);
}

/** The symbol by which core recognises the plugins that `definePlugin` returned. */
const MADE = Symbol.for('jackfield.plugin');

/**
 * The rules whose outcome may depend on the wire: on what comes, how soon it is to be answered, and how it
 * is repeated. The others are about the plugin alone, and are checked once.
 */
const ON_BOTH: ReadonlySet<ContractRule> = new Set([
  answersValidData,
  answersInTime,
  answersUnderRequestedKeys,
  answersAgain,
  acceptsEveryPush,
  survivesAnInit,
]);

/** Whether any message of this name comes over the wire. */
const comesOver = (wire: ContractWire, name: string): boolean =>
  name === '' ||
  wire === RINGCX ||
  messageData(name, undefined, 0).examples.some((body) => wire.carried(name, body));

/** Returns the plugin as it is declared; it is never started. */
function declarationOf(given: AnyPlugin | PluginFactory): LoosePlugin {
  const plugin: unknown =
    typeof given === 'function' ? given({ clock: createPluginClock(createTestClock()) }) : given;
  if (typeof plugin === 'object' && plugin !== null && MADE in plugin)
    return plugin as unknown as LoosePlugin;
  throw new TestingError(
    'BAD_OPTION',
    'testPlugin: expected a plugin from definePlugin, or a function that returns one',
  );
}

/**
 * Registers the contract of a plugin as a test suite: one test for each rule and for each request or
 * push that the rule checks.
 *
 * @throws `TestingError` `BAD_OPTION`
 */
export function registerContract(
  runner: Runner,
  given: AnyPlugin | PluginFactory,
  options: ContractOptions = {},
): void {
  const { ignore = {}, data = {}, rules = contractRules } = options;
  checkContractOptions(options, rules);
  const globals = watchGlobals();
  const plugin = declarationOf(given);
  // Errors in the caller's own data are reported here, not by one of the rules.
  for (const [name, own] of Object.entries(data))
    messageData(name, own as OwnData<unknown>, options.seed ?? 0);
  const suite = createSuite(options.budgetMs ?? budgetOf(plugin, options));
  suite.changedWhenCreated = globals.changed;
  // Without the rule about errors, the runner reports them.
  const { id } = handlesEveryError;
  const isWatched = rules.includes(handlesEveryError) && !Object.hasOwn(ignore, id);
  // A plugin for RingCX runs on RingEX, too.
  const isForRingex = (plugin as unknown as { readonly [MADE]: string })[MADE] !== protocol.name;
  const first = isForRingex ? RINGEX : RINGCX;
  const check = async (rule: ContractRule, message: string, wire: ContractWire): Promise<void> => {
    const errors = isWatched ? watchErrors() : undefined;
    try {
      const uncaught = errors?.uncaught ?? [];
      const ruleContext = createRuleContext(
        rule,
        message,
        given,
        options,
        suite,
        uncaught,
        wire,
        wire !== first,
      );
      await rule.check(ruleContext);
      await ruleContext.expectNoUncaught();
    } finally {
      errors?.stop();
    }
  };
  /** What failed on the first wire: it says nothing new on the second. */
  const failed = new Set<string>();
  const testsOn = (rule: ContractRule, wire: ContractWire) =>
    rule.subjects(plugin).flatMap((message) => {
      if (!comesOver(wire, message)) return [];
      const subject = [message, ...(wire === first ? [] : [`on ${wire.name}`])]
        .filter(Boolean)
        .join(' ');
      const key = `${rule.id} ${message}`;
      const run = suite.add(rule.id + (subject && ` (${subject})`), () =>
        check(rule, message, wire).catch((error: unknown) => {
          failed.add(key);
          throw error;
        }),
      );
      const runOrSkip = async (context?: TestContext): Promise<void> =>
        wire !== first && suite.stoppedBy === undefined && failed.has(key)
          ? context?.skip?.(`left out, because it fails on ${first.name}`)
          : run(context);
      return [[subject, (context?: TestContext) => runSerially(() => runOrSkip(context))] as const];
    });
  const testsOf = (rule: ContractRule) => [
    ...testsOn(rule, first),
    ...(ON_BOTH.has(rule) && !isForRingex ? testsOn(rule, RINGEX) : []),
  ];
  const notes = Object.entries(data).flatMap(([name, own]) =>
    own?.mayRefuse ? [`some data of ${name} may be refused`] : [],
  );
  registerRules(runner, `plugin "${plugin.name}"`, rules, ignore, testsOf, notes);
}
