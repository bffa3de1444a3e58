import type { Plugin } from '@jackfield/core';
import { registerRules, type Runner } from '@jackfield/plugin-kit/contract';
import { TestingError } from '../testing-error.js';
import { checkContractOptions } from './check-contract-options.js';
import type { ContractOptions, PluginFactory } from './contract-options.js';
import type { ContractRule } from './contract-rule.js';
import { contractRules } from './contract-rules.js';
import { messageData, type OwnData } from './message-data.js';
import { createTrial } from './trial.js';
import { createTestClock } from '../test-clock.js';
import { createPluginClock } from './plugin-clock.js';
import type { LoosePlugin } from './spy-plugin.js';

/** Rules put themselves in the place of timers, listeners and the console: one at a time. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn(run: () => Promise<void>): Promise<void> {
  const done = turn.then(run);
  turn = done.catch(() => undefined);
  return done;
}

/** The symbol by which core knows what `definePlugin` has made. */
const MADE = Symbol.for('jackfield.plugin');

/** The plugin as it is declared; it is never started. */
function lookAt(given: Plugin | PluginFactory): LoosePlugin {
  const plugin: unknown =
    typeof given === 'function' ? given({ clock: createPluginClock(createTestClock()) }) : given;
  if (typeof plugin === 'object' && plugin !== null && MADE in plugin)
    return plugin as unknown as LoosePlugin;
  throw new TestingError(
    'BAD_OPTION',
    'testPlugin: expected a plugin that definePlugin has made, or a function that returns one',
  );
}

/**
 * Registers the contract of a plugin as a suite: one test for each rule, and for each request or
 * push that the rule is about.
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
  const plugin = lookAt(given);
  // What is wrong with the caller's own data is told at once, and not by some rule.
  for (const [name, own] of Object.entries(data))
    messageData(name, own as OwnData<unknown>, options.seed ?? 0);
  const testsOf = (rule: ContractRule) =>
    rule
      .subjects(plugin)
      .map(
        (message) =>
          [
            message,
            () => inTurn(() => rule.check(createTrial(rule, message, given, options))),
          ] as const,
      );
  const notes = Object.entries(data).flatMap(([name, own]) =>
    own?.mayRefuse ? [`some data of ${name} may be refused`] : [],
  );
  registerRules(runner, `plugin "${plugin.name}"`, rules, ignore, testsOf, notes);
}
