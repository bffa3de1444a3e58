import { printViolation, type Violation, type Warning } from '@jackfield/codegen';
import { plural, type Io } from './command.js';

/** Prints warnings, one per line: nothing fails by them. */
export const printWarnings = (warnings: readonly Warning[], io: Io): void => {
  for (const warning of warnings) io.err(`warning: ${printViolation(warning)}`);
};

/** Prints violations of schemas, one per line, and that nothing was written, checked or compared. */
export const printViolations = (
  violations: readonly Violation[],
  io: Io,
  what = 'written',
): void => {
  for (const violation of violations) io.err(printViolation(violation));
  io.err(`${plural(violations.length, 'violation')}; nothing was ${what}.`);
};
