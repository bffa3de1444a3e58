import { protocol } from '@jackfield/core/ringcx';
import { protocol as ringex } from '@jackfield/ringex/wire';
import { ignoreIssue } from '@jackfield/plugin-kit/contract';
import { TestingError } from '../testing-error.js';
import type { ContractOptions } from './contract-options.js';
import type { ContractRule } from './contract-rule.js';
import { describeValue } from './describe-value.js';
import type { OwnData } from './message-data.js';

const NAMES = Object.keys({
  deadlines: 0,
  runs: 0,
  seed: 0,
  graceMs: 0,
  ignore: 0,
  data: 0,
  rules: 0,
  budgetMs: 0,
} satisfies Record<keyof ContractOptions, 0>);

const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0;

/** Creates the error of an invalid option. */
const wrong = (where: string, expected: string, received: unknown): TestingError =>
  new TestingError(
    'BAD_OPTION',
    `testPlugin: expected ${expected} at /${where}, received ${describeValue(received)}`,
  );

/** @throws `TestingError` `BAD_OPTION`, with the place, what was expected and what was received */
export function checkContractOptions(
  options: ContractOptions,
  rules: readonly ContractRule[],
): void {
  const check = (holds: boolean, where: string, expected: string, received: unknown): void => {
    if (!holds) throw wrong(where, expected, received);
  };
  for (const name of Object.keys(options))
    check(NAMES.includes(name), name, `one of ${NAMES.join(', ')}`, name);
  const { runs = 1, seed = 0, graceMs = 1, budgetMs = 1 } = options;
  const { ignore = {}, data = {}, deadlines = {} } = options;
  check(isCount(runs), 'runs', 'an integer above 0', runs);
  check(Number.isInteger(seed), 'seed', 'an integer', seed);
  check(graceMs > 0, 'graceMs', 'a number above 0', graceMs);
  check(budgetMs > 0, 'budgetMs', 'a number above 0', budgetMs);
  check(rules.length > 0, 'rules', 'at least one rule', rules);
  const issue = ignoreIssue(rules, ignore);
  if (issue?.expected === 'reason') throw wrong(`ignore/${issue.id}`, 'a reason', ignore[issue.id]);
  if (issue !== undefined) {
    const ids = rules.map(({ id }) => id).join(', ');
    throw wrong(`ignore/${issue.id}`, `the id of a rule (${ids})`, issue.id);
  }
  const requests = [...new Set([protocol, ringex].flatMap((each) => Object.keys(each.requests)))];
  const pushes = [...new Set([protocol, ringex].flatMap((each) => Object.keys(each.pushes)))];
  const messages = [...requests, ...pushes];
  for (const [name, own] of Object.entries(data)) {
    check(messages.includes(name), `data/${name}`, `one of ${messages.join(', ')}`, name);
    const { examples } = own as OwnData<unknown>;
    check(examples?.length !== 0, `data/${name}/examples`, 'at least one example', examples);
  }
  for (const name of Object.keys(deadlines))
    check(requests.includes(name), `deadlines/${name}`, `one of ${requests.join(', ')}`, name);
}
