import { CallLogError } from '../call-log-error.js';
import type { CallLogStoreRule } from './store-rule.js';

/** What a rule has found. */
export interface Breach {
  /** What the store was asked, such as `find([])`. */
  readonly asked: string;
  readonly expected: string;
  readonly came: string;
}

/** The error that names the rule, what was asked, expected and came, and how it is mended. */
export function breachOf(
  { id, promise, fix }: Pick<CallLogStoreRule, 'id' | 'promise' | 'fix'>,
  { asked, expected, came }: Breach,
): CallLogError {
  const lines = [
    `${id}: the store breaks the contract. ${promise}`,
    `  asked     ${asked}`,
    `  expected  ${expected}`,
    `  came      ${came}`,
    `  fix       ${fix}`,
  ];
  return new CallLogError('CONTRACT_BROKEN', lines.join('\n'));
}
