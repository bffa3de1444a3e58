import { spawn } from 'node:child_process';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { checkProtocol, printViolation } from '@jackfield/codegen';
import { followFolder } from '../watch/follow-folder.js';
import { watchSchemas, type Outcome } from '../watch/watch-schemas.js';
import type { SchemaJob } from './schema-job.js';

const MAX_LINES = 40;

/** The lines that a script of a package says when it fails; none where it does not. */
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

/** The violations of the schemas, which are told at once, or else what their script says where it fails. */
const generateBy = async (
  { folder, schemas }: Extract<SchemaJob, { readonly schemas: string }>,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  // Several wires, or none: the script may know what to do with them.
  const violations = await checkProtocol({ schemas }).catch(() => []);
  return violations.length > 0
    ? violations.map(printViolation)
    : runScript(folder, 'generate', signal);
};

export interface FollowSchemasOptions {
  readonly job: SchemaJob;
  readonly signal: AbortSignal;
  /** The violations after a run; none where the schemas are faultless. */
  readonly tell: (lines: readonly string[], changed: readonly string[]) => void;
}

/** Keeps a folder's generated code fresh while its schemas are edited, until the signal comes. */
export const followSchemas = ({ job, signal, tell }: FollowSchemasOptions): Promise<void> => {
  if ('generate' in job) {
    const told = (outcome: Outcome): void => {
      if (outcome.state === 'faulty') tell(outcome.lines, []);
      else {
        tell(
          [],
          outcome.generated.changed.map((file) => relative(process.cwd(), file)),
        );
      }
    };
    return watchSchemas({ generate: job.generate, tell: told, signal });
  }
  let isFirst = true;
  return followFolder({
    folder: job.schemas,
    signal,
    matters: (path) => path.endsWith('.json'),
    async run() {
      // What the script does besides may take long: it is run when there is an edit.
      if (!isFirst) tell(await generateBy(job, signal), []);
      isFirst = false;
    },
  });
};
