import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../cli-error.js';
import { EXIT, plural, textOf, type Command, type Io } from '../command.js';
import { objectionOf } from '../migrate/git.js';
import { askedVersion } from '../migrate/ranges.js';
import { dueMigrations, MIGRATIONS } from '../migrate/migrations.js';
import { ownVersion } from '../migrate/own-version.js';
import { planOf, type Plan } from '../migrate/plan.js';
import { planAsJson, printMigrations, printPlan } from '../migrate/print-plan.js';
import { BYTE_ORDER_MARK, readProject } from '../migrate/read-project.js';
import { versionOf, type Version } from '../migrate/version.js';

const targetOf = (given: string | undefined): Version => {
  const target = versionOf(given ?? ownVersion());
  if (target !== undefined) return target;
  throw new CliError(`--to: expected a version such as 0.2.0, found ${given}.`);
};

/** Writes what is planned; files that begin with a byte order mark still do. */
const write = async (
  folder: string,
  { files }: Plan,
  marked: ReadonlySet<string>,
): Promise<void> => {
  for (const { path, text } of files)
    await writeFile(join(folder, path), `${marked.has(path) ? BYTE_ORDER_MARK : ''}${text}`);
};

const tell = (lines: readonly string[], io: Io): void => {
  for (const line of lines) io.out(line);
};

export const migrateCommand: Command = {
  name: 'migrate',
  args: '[folder]',
  summary: 'change what a newer version of Jackfield wants otherwise',
  notes: [
    'Reads the version that package.json asks for, before you ask for a newer one, and runs every',
    'migration up to that of this command: npx @jackfield/cli@latest migrate. Your formatting, comments',
    'and all other code stay as they are. What only you can decide is told with its place.',
  ],
  options: [
    { flags: '--to <version>', about: "the version to migrate to (default: this command's)" },
    { flags: '--list', about: 'tell the migrations, and which are due here' },
    { flags: '--dry-run', about: 'write nothing, tell what would be done' },
    { flags: '--force', about: 'write although git could not undo it' },
    { flags: '--json', about: 'print it as JSON' },
  ],
  found: 'something is left to a person, or, with --dry-run, to do',
  async run([folder = '.'], options, io) {
    const is = (name: string): boolean => options[name] === true;
    const target = targetOf(textOf(options, 'to'));
    if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true)
      throw new CliError(`${folder} is not a folder.`);
    const project = await readProject(folder);
    if (project.unreadable.length > 0) {
      for (const { path, line, column, message } of project.unreadable)
        io.err(`${path}:${line}:${column} ${message}`);
      io.err(`${plural(project.unreadable.length, 'fault')}; nothing was written.`);
      return EXIT.misuse;
    }
    if (is('list')) {
      const due = dueMigrations(askedVersion(project.manifests), target);
      tell(printMigrations(MIGRATIONS, due, is('json')), io);
      return EXIT.fine;
    }

    const plan = planOf(project, target);
    const writes = !is('dryRun') && plan.files.length > 0;
    const objection = writes && !is('force') ? await objectionOf(folder) : undefined;
    if (objection !== undefined)
      throw new CliError(`${objection} Commit them, or give --force. Nothing was written.`);
    if (writes) await write(folder, plan, project.marked);
    tell(is('json') ? [planAsJson(plan, writes)] : printPlan(plan, writes), io);
    const isLeft = plan.notes.length > 0 || (is('dryRun') && plan.files.length > 0);
    return isLeft ? EXIT.found : EXIT.fine;
  },
};
