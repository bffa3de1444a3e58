import { spawn } from 'node:child_process';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { checkProtocol, printViolation } from '@jackfield/codegen';
import { wiresIn } from '../check/wire-of.js';
import { followFolder } from '../watch/follow-folder.js';
import { watchSchemas, type Outcome } from '../watch/watch-schemas.js';
import type { SchemaJob } from './schema-job.js';

const MAX_LINES = 40;

/** Runs a script of a package and returns its output if it fails; an empty list if it succeeds. */
const runScript = (
  folder: string,
  script: string,
  signal: AbortSignal,
): Promise<readonly string[]> =>
  new Promise((done) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: folder,
      signal,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    const read = (chunk: Buffer): void => void (text += chunk.toString());
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', (error) => done(signal.aborted ? [] : [error.message]));
    child.on('close', (code) => {
      const lines = stripVTControlCharacters(text)
        .split('\n')
        .filter((line) => line.trim() !== '');
      done(code === 0 || signal.aborted ? [] : lines.slice(-MAX_LINES));
    });
  });

/** Returns the violations of the schemas, or else the output of their script if it fails. */
const generateBy = async (
  { folder, schemas }: Extract<SchemaJob, { readonly schemas: string }>,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const wires = await wiresIn(schemas);
  // Each of several wires is checked. The check fails where there is none: the script may support that.
  const violations = await Promise.all(
    (wires.length > 1 ? wires : [undefined]).map((wire) =>
      checkProtocol({ schemas, wire }).catch(() => []),
    ),
  );
  // Shared definitions are of several wires.
  const lines = [...new Set(violations.flat().map(printViolation))];
  return lines.length > 0 ? lines : runScript(folder, 'generate', signal);
};

export interface FollowSchemasOptions {
  readonly job: SchemaJob;
  readonly signal: AbortSignal;
  /** Called after a run with its violations, and the files that it changed. */
  readonly onRun: (lines: readonly string[], changed: readonly string[]) => void;
}

/** Generates a folder's code again after each edit of its schemas, until the signal aborts. */
export const followSchemas = ({ job, signal, onRun }: FollowSchemasOptions): Promise<void> => {
  if ('generate' in job) {
    const onOutcome = (outcome: Outcome): void => {
      if (outcome.state === 'invalid') onRun(outcome.lines, []);
      else {
        onRun(
          [],
          outcome.generated.changed.map((file) => relative(process.cwd(), file)),
        );
      }
    };
    return watchSchemas({ generate: job.generate, onOutcome, signal });
  }
  let isFirst = true;
  return followFolder({
    folder: job.schemas,
    signal,
    matters: (path) => path.endsWith('.json'),
    async run() {
      // The script may do more than generate and be slow, so it runs only after an edit.
      if (!isFirst) onRun(await generateBy(job, signal), []);
      isFirst = false;
    },
  });
};
