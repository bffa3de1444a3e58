import { printViolation, type Violation } from '@jackfield/codegen';
import { plural, type Io } from './command.js';

/** Tells all violations of schemas, a line each, and that nothing came of them. */
export const printViolations = (
  violations: readonly Violation[],
  io: Io,
  what = 'written',
): void => {
  for (const violation of violations) io.err(printViolation(violation));
  io.err(`${plural(violations.length, 'violation')}; nothing was ${what}.`);
};
