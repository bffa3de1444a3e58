import type { Plugin } from '@jackfield/core';
import { registerRules, type Runner, type TestContext } from '@jackfield/plugin-kit/contract';
import { TestingError } from '../testing-error.js';
import { checkContractOptions } from './check-contract-options.js';
import type { ContractOptions, PluginFactory } from './contract-options.js';
import type { ContractRule } from './contract-rule.js';
import { contractRules } from './contract-rules.js';
import { messageData, type OwnData } from './message-data.js';
import { createRuleContext, RUNS } from './create-rule-context.js';
import { createTestClock } from '../test-clock.js';
import { createPluginClock } from './plugin-clock.js';
import { handlesEveryError } from './rules/handles-every-error.js';
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

/** More random bodies need more time: a database takes as long for each of them. */
const budgetOf = ({ runs = RUNS }: ContractOptions): number => BUDGET_MS * Math.max(1, runs / RUNS);

/** The symbol by which core recognises the plugins that `definePlugin` returned. */
const MADE = Symbol.for('jackfield.plugin');

/** Returns the plugin as it is declared; it is never started. */
function declarationOf(given: Plugin | PluginFactory): LoosePlugin {
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
  given: Plugin | PluginFactory,
  options: ContractOptions = {},
): void {
  const { ignore = {}, data = {}, rules = contractRules } = options;
  checkContractOptions(options, rules);
  const globals = watchGlobals();
  const plugin = declarationOf(given);
  // Errors in the caller's own data are reported here, not by one of the rules.
  for (const [name, own] of Object.entries(data))
    messageData(name, own as OwnData<unknown>, options.seed ?? 0);
  const suite = createSuite(options.budgetMs ?? budgetOf(options));
  suite.changedWhenCreated = globals.changed;
  // Without the rule about errors, the runner reports them.
  const { id } = handlesEveryError;
  const isWatched = rules.includes(handlesEveryError) && !Object.hasOwn(ignore, id);
  const check = async (rule: ContractRule, message: string): Promise<void> => {
    const errors = isWatched ? watchErrors() : undefined;
    try {
      const uncaught = errors?.uncaught ?? [];
      const ruleContext = createRuleContext(rule, message, given, options, suite, uncaught);
      await rule.check(ruleContext);
      await ruleContext.expectNoUncaught();
    } finally {
      errors?.stop();
    }
  };
  const testsOf = (rule: ContractRule) =>
    rule.subjects(plugin).map((message) => {
      const run = suite.add(rule.id + (message && ` (${message})`), () => check(rule, message));
      return [message, (context?: TestContext) => runSerially(() => run(context))] as const;
    });
  const notes = Object.entries(data).flatMap(([name, own]) =>
    own?.mayRefuse ? [`some data of ${name} may be refused`] : [],
  );
  registerRules(runner, `plugin "${plugin.name}"`, rules, ignore, testsOf, notes);
}
