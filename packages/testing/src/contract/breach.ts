import { TestingError } from '../testing-error.js';
import type { ContractRule } from './contract-rule.js';

/** What a rule has found. */
export interface Breach {
  /** The request or push that it is about. */
  readonly message?: string | undefined;
  /** What the plugin was given, as text. */
  readonly data?: string | undefined;
  readonly expected: string;
  readonly came: string;
}

type Named = Pick<ContractRule, 'id' | 'fix'>;

/** The error that names the rule, the plugin, what was expected and came, and how it is mended. */
export function breachOf({ id, fix }: Named, plugin: string, breach: Breach): TestingError {
  const { message, data, expected, came } = breach;
  const lines = [
    `${id}: plugin "${plugin}" breaks the contract${message ? ` in ${message}` : ''}`,
    ...(data === undefined ? [] : [`  given     ${data}`]),
    `  expected  ${expected}`,
    `  came      ${came}`,
    `  fix       ${fix}`,
  ];
  return new TestingError('CONTRACT_BROKEN', lines.join('\n'));
}
