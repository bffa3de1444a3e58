import { relative, resolve } from 'node:path';
import type { Answers } from './answers.js';
import { ask, Cancelled, type Terminal } from './ask.js';
import type { Choice } from './choice.js';
import { complete } from './complete.js';
import { CreateError } from './create-error.js';
import { issueOfFolder, writeFiles } from './disk.js';
import { filesOf } from './files/files.js';
import { givenBy } from './given.js';
import { help } from './help.js';
import { monorepoAround, workspaceIn } from './monorepo.js';
import { ownVersion } from './own-version.js';

/** What the command has around it. */
export interface Surroundings {
  readonly cwd: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Where questions are asked; `undefined` where nobody can be asked. */
  readonly terminal: Terminal | undefined;
  /** Of the licence. */
  readonly year: number;
}

const EXIT = { fine: 0, failed: 1, misuse: 2, cancelled: 130 } as const;

const choiceOf = (answers: Answers, folder: string, year: number): Choice => {
  const { name, language, requests, pushes } = answers;
  const monorepo = monorepoAround(folder);
  return {
    name,
    language,
    requests,
    pushes,
    range: `^${monorepo?.core.version ?? ownVersion()}`,
    year,
    workspace: monorepo === undefined ? undefined : workspaceIn(monorepo, folder),
  };
};

const nextSteps = ({ name, workspace }: Choice, folder: string): readonly string[] =>
  workspace === undefined
    ? [
        ...(folder === '' ? [] : [`  cd ${folder}`]),
        '  npm install',
        '  npm test         # everything that the widget may do to a plugin',
        '  npm run dev      # a page with a simulated widget and the plugin',
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
  return EXIT.fine;
};

/**
 * Runs `create-plugin`; its exit code: 0 fine, 1 it could not be written, 2 misuse, 130 cancelled.
 *
 * @param argv - the words after `create-plugin`
 */
export const main = async (argv: readonly string[], around: Surroundings): Promise<number> => {
  try {
    const given = givenBy(argv);
    if (given.help) {
      around.out(help());
      return EXIT.fine;
    }
    const asked = given.yes ? undefined : around.terminal;
    const answers =
      asked === undefined ? complete(given, around.cwd) : await ask(given, asked, around.cwd);
    return create(answers, around);
  } catch (error) {
    if (error instanceof Cancelled) {
      around.err('Nothing was written.');
      return EXIT.cancelled;
    }
    around.err((error as Error).message);
    if (!(error instanceof CreateError)) return EXIT.failed;
    around.err('Try npm create @jackfield/plugin -- --help.');
    return EXIT.misuse;
  }
};
