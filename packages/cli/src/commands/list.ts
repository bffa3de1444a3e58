import { resolve } from 'node:path';
import { CliError } from '../cli-error.js';
import { EXIT, textOf, type Command } from '../command.js';

export const listCommand: Command = {
  name: 'list',
  args: '[folder]',
  summary: 'list the installed plugins by their manifests, or write a module that imports them',
  notes: [
    'FOLDER is a package or the root of a monorepo (default: the current folder). The list has its',
    'dependencies, devDependencies and workspaces; the module of --emit imports the dependencies.',
  ],
  options: [
    { flags: '--json', about: 'print the list as JSON' },
    { flags: '--emit <file>', about: 'write a module that imports all plugins, if it changed' },
    { flags: '--check', about: 'write no file, check whether the module of --emit is stale' },
    {
      flags: '--wire <name>',
      about: 'the wire whose plugins --emit imports, if there are several',
    },
    {
      flags: '--schemas <dir>',
      about:
        'the folder of schemas (default: the nearest, or that of the installed @jackfield/core)',
    },
  ],
  problems:
    'a manifest is invalid, a plugin does not support the installed core, or the module is stale',
  async run([folder = '.'], options, io) {
    const { listWith } = await import('../list/list-plugins.js');
    const { createVocabularies } = await import('../check/vocabulary.js');
    const { printList, printProblem } = await import('../list/print-list.js');
    const [emit, schemas] = [textOf(options, 'emit'), textOf(options, 'schemas')];
    const check = options['check'] === true;
    if (emit === undefined && check) throw new CliError('--check requires --emit.');
    const vocabularies = createVocabularies(schemas === undefined ? undefined : resolve(schemas));
    const report = await listWith(resolve(folder), vocabularies);
    const json = options['json'] === true;
    if (json) io.out(JSON.stringify(report, undefined, 2));
    else if (emit === undefined) for (const line of printList(report)) io.out(line);
    for (const problem of report.problems) io.err(printProblem(problem));
    let isStale = false;
    if (emit !== undefined) {
      const { writeEmitted } = await import('../list/write-emitted.js');
      const wire = textOf(options, 'wire');
      const { changed } = await writeEmitted(report, resolve(emit), {
        ...{ wire, check, vocabularies },
      });
      isStale = check && changed;
      if (isStale) io.err(`stale ${emit}`);
      else if (!json) io.out(changed ? `wrote ${emit}` : `${emit} is up to date`);
    }
    const misfits = report.plugins.filter(({ fits }) => fits === false);
    if (emit !== undefined) {
      for (const { name, manifest, installedCore } of misfits) {
        io.err(
          `${name}: the installed @jackfield/core ${installedCore} is not in the range ${manifest.core}`,
        );
      }
    }
    return report.problems.length > 0 || misfits.length > 0 || isStale
      ? EXIT.problems
      : EXIT.success;
  },
};
