import type { Place } from '../read/place.js';
import { RULES, type Rule, type RuleId } from './rules.js';

/** A rule that is broken at one place. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Rule['severity'];
  /** Absolute; in reports relative to the folder that is checked. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** What is there, and what was expected. */
  readonly message: string;
  readonly why: string;
  readonly mend: string;
}

/** What breaks a rule, before it is told in full. */
export interface Breach {
  readonly rule: RuleId;
  readonly place: Place;
  readonly message: string;
}

export const findingOf = ({ rule, place, message }: Breach): Finding => {
  const { severity, why, mend }: Rule = RULES[rule];
  return { rule, severity, ...place, message, why, mend };
};
