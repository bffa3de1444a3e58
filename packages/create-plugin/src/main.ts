import { relative, resolve } from 'node:path';
import type { Answers } from './answers.js';
import { betterChoices } from './better-choices.js';
import { ask, Cancelled, type Terminal } from './ask.js';
import type { Choice } from './choice.js';
import { complete } from './complete.js';
import { CreateError } from './create-error.js';
import { issueOfFolder, writeFiles } from './disk.js';
import { filesOf } from './files/files.js';
import { type Environment, parseOptions } from './given.js';
import { help } from './help.js';
import { monorepoAround, workspaceIn } from './monorepo.js';
import { ownVersion } from './own-version.js';

/** The environment of the command. */
export interface Surroundings {
  readonly cwd: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** The terminal for questions; `undefined` if it is not interactive. */
  readonly terminal: Terminal | undefined;
  /** The year in the licence. */
  readonly year: number;
  /** The environment variables; default: those of the process. */
  readonly env?: Environment;
}

const EXIT = { success: 0, writeError: 1, usageError: 2, cancelled: 130 } as const;

const choiceOf = (answers: Answers, folder: string, year: number): Choice => {
  const { name, language, wire, requests, pushes } = answers;
  const monorepo = monorepoAround(folder);
  return {
    name,
    language,
    wire,
    requests,
    pushes,
    range: `^${monorepo?.core.version ?? ownVersion()}`,
    year,
    workspace: monorepo === undefined ? undefined : workspaceIn(monorepo, folder),
  };
};

/** Quotes a path for the shell that the next steps are copied to. */
const shellQuoted = (path: string): string => {
  const plain = path.startsWith('-') ? `./${path}` : path;
  if (/^[\w@%+=:,./\\-]+$/.test(plain)) return plain;
  return process.platform === 'win32' ? `"${plain}"` : `'${plain.replaceAll("'", `'\\''`)}'`;
};

const nextSteps = ({ name, workspace }: Choice, folder: string): readonly string[] =>
  workspace === undefined
    ? [
        ...(folder === '' ? [] : [`  cd ${shellQuoted(folder)}`]),
        '  npm install',
        '  npm test         # runs the plugin contract and the behaviour tests',
        '  npm run dev      # runs the plugin in a page with a simulated widget',
      ]
    : ['  npm install', `  npm test --workspace ${name}`];

const create = (answers: Answers, { cwd, out, year }: Surroundings): number => {
  const folder = resolve(cwd, answers.folder);
  const issue = issueOfFolder(folder);
  if (issue !== undefined) throw new CreateError(`--folder: ${issue}`);
  const choice = choiceOf(answers, folder, year);
  const files = filesOf(choice);
  writeFiles(folder, files);
  out(`${choice.name}: ${files.size} files in ${folder}`);
  out('');
  out('Next:');
  for (const line of nextSteps(choice, relative(cwd, folder))) out(line);
  for (const { name, when } of betterChoices(choice)) {
    out('');
    out(`${name} ${when}`);
  }
  return EXIT.success;
};

/**
 * Runs `create-plugin` and returns its exit code: 0 success, 1 write error, 2 usage error,
 * 130 cancelled.
 *
 * @param argv - the arguments after `create-plugin`
 */
export const main = async (argv: readonly string[], around: Surroundings): Promise<number> => {
  try {
    const given = parseOptions(argv, around.env ?? process.env);
    if (given.help) {
      around.out(help());
      return EXIT.success;
    }
    const asked = given.yes ? undefined : around.terminal;
    const answers =
      asked === undefined ? complete(given, around.cwd) : await ask(given, asked, around.cwd);
    return create(answers, around);
  } catch (error) {
    if (error instanceof Cancelled) {
      around.err('Cancelled. No files were written.');
      return EXIT.cancelled;
    }
    around.err((error as Error).message);
    if (!(error instanceof CreateError)) return EXIT.writeError;
    around.err('Run npm create @jackfield/plugin -- --help for usage.');
    return EXIT.usageError;
  }
};
