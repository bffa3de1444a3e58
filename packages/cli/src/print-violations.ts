import { printViolation, type Violation } from '@jackfield/codegen';
import { plural, type Io } from './command.js';

/** Prints violations of schemas, one per line, and that nothing was written, checked or compared. */
export const printViolations = (
  violations: readonly Violation[],
  io: Io,
  what = 'written',
): void => {
  for (const violation of violations) io.err(printViolation(violation));
  io.err(`${plural(violations.length, 'violation')}; nothing was ${what}.`);
};
