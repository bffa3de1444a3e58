import { plural, type Io } from '../command.js';
import { printWarnings } from '../print-violations.js';
import type { Outcome } from './watch-schemas.js';

/** Prints the outcome of one run of `generate --watch`. */
export const printOutcome = (outcome: Outcome, io: Io): void => {
  if (outcome.state === 'invalid') {
    for (const line of outcome.lines) io.err(line);
    io.err(
      `${plural(outcome.lines.length, 'violation')}; nothing was written. Waiting for an edit.`,
    );
    return;
  }
  const { files, changed, removed, warnings } = outcome.generated;
  printWarnings(warnings, io);
  if (outcome.again) io.out('The schemas are valid again.');
  for (const file of changed) io.out(`wrote ${file}`);
  for (const file of removed) io.out(`removed ${file}`);
  io.out(`${plural(files.length, 'file')}, ${changed.length} written`);
};
