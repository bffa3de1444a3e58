import { hasMethods, isDuration, isFunction } from '@jackfield/plugin-kit';
import { ignoreIssue, registerRules, type Runner } from '@jackfield/plugin-kit/contract';
import { isObject } from '@jackfield/plugin-kit/json';
import { CallLogError } from '../call-log-error.js';
import type { CallLogStore } from '../call-log-store.js';
import { checkOptions } from '../check-options.js';
import type { CallLogStoreRule, StoreContractOptions, StoreFactory } from './store-rule.js';
import { callLogStoreRules } from './store-rules.js';
import { runRule } from './store-rule-context.js';

/** @throws `CallLogError` `OPTION_INVALID` */
function rulesOf(options: StoreContractOptions): readonly CallLogStoreRule[] {
  checkOptions('testCallLogStore', options, {
    read: [isFunction, 'a function that reads a row'],
    contact: [isObject, 'a contact'],
    failing: [isFunction, 'a function that makes a store'],
    hanging: [isFunction, 'a function that makes a store'],
    graceMs: [isDuration, 'milliseconds above 0'],
    ignore: [isObject, 'an object of reasons by rule id'],
    rules: [(x) => Array.isArray(x) && x.length > 0, 'a list of rules'],
  });
  const { rules = callLogStoreRules, ignore = {} } = options;
  const issue = ignoreIssue(rules, ignore);
  if (issue !== undefined) {
    const { id, expected } = issue;
    throw new CallLogError(
      'OPTION_INVALID',
      `testCallLogStore, option ignore: expected ${expected === 'reason' ? `the reason why ${id} is not checked` : `the id of a rule, received "${id}"`}.`,
    );
  }
  return rules.filter(
    ({ id, applies }) => !Object.hasOwn(ignore, id) && (applies?.(options) ?? true),
  );
}

/** Returns a factory for the given store or factory. */
function factoryOf(given: CallLogStore | StoreFactory): StoreFactory {
  if (typeof given === 'function') return given;
  if (hasMethods(given, 'upsert', 'find')) return () => given;
  throw new CallLogError(
    'OPTION_INVALID',
    'testCallLogStore: expected a store with the methods upsert and find, or a function that makes one.',
  );
}

/** The result of one rule. */
export interface CheckedRule {
  readonly id: string;
  readonly promise: string;
  /** Why the store violates the rule; absent if it does not. */
  readonly error?: unknown;
}

/**
 * Checks a store against all rules without a test runner, for example in a page.
 *
 * @throws `CallLogError` `OPTION_INVALID`
 */
export async function checkCallLogStore(
  store: CallLogStore | StoreFactory,
  options: StoreContractOptions = {},
): Promise<readonly CheckedRule[]> {
  const open = factoryOf(store);
  const checked: CheckedRule[] = [];
  for (const rule of rulesOf(options)) {
    const { id, promise } = rule;
    const failed = await runRule(rule, open, options).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    checked.push({ id, promise, ...failed });
  }
  return checked;
}

/**
 * Registers the store contract as a suite of any test runner, with one test for each rule.
 *
 * @throws `CallLogError` `OPTION_INVALID`
 */
export function registerCallLogStore(
  runner: Runner,
  store: CallLogStore | StoreFactory,
  options: StoreContractOptions = {},
): void {
  const open = factoryOf(store);
  const rules = rulesOf(options);
  registerRules(runner, 'the call log store', rules, options.ignore ?? {}, (rule) => [
    ['', () => runRule(rule, open, options)],
  ]);
}
