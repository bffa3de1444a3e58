import { printFault, type Fault } from '@jackfield/codegen';
import { plural, type Io } from './command.js';

/** Tells all faults of schemas, a line each, and that nothing came of them. */
export const printFaults = (faults: readonly Fault[], io: Io, what = 'written'): void => {
  for (const fault of faults) io.err(printFault(fault));
  io.err(`${plural(faults.length, 'fault')}; nothing was ${what}.`);
};
