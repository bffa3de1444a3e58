import type { Place } from '../read/place.js';
import { RULES, type Rule, type RuleId } from './rules.js';

/** A rule that is broken at one place, with the reason for the rule and how to fix it. */
export interface Violation {
  readonly rule: RuleId;
  readonly severity: Rule['severity'];
  /** Absolute; in reports relative to the checked folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** What was received, and what was expected. */
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

/** What a check reports: the rule and the place, without the texts of the rule. */
export interface BrokenRule {
  readonly rule: RuleId;
  readonly place: Place;
  readonly message: string;
}

export const violationOf = ({ rule, place, message }: BrokenRule): Violation => {
  const { severity, why, fix }: Rule = RULES[rule];
  return { rule, severity, ...place, message, why, fix };
};
