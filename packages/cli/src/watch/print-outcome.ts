import { plural, type Io } from '../command.js';
import type { Outcome } from './watch-schemas.js';

/** Tells what came of one run of the generator that watches schemas. */
export const printOutcome = (outcome: Outcome, io: Io): void => {
  if (outcome.state === 'faulty') {
    for (const line of outcome.lines) io.err(line);
    io.err(
      `${plural(outcome.lines.length, 'violation')}; nothing was written. Waiting for an edit.`,
    );
    return;
  }
  const { files, changed, removed } = outcome.generated;
  if (outcome.again) io.out('The schemas are faultless again.');
  for (const file of changed) io.out(`wrote ${file}`);
  for (const file of removed) io.out(`removed ${file}`);
  io.out(`${plural(files.length, 'file')}, ${changed.length} written`);
};
