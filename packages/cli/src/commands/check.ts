import { resolve } from 'node:path';
import { CliError } from '../cli-error.js';
import { EXIT, textOf, type Command, type Given } from '../command.js';

const maxSizeOf = (options: Given): number | undefined => {
  const text = textOf(options, 'maxSize');
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) {
    throw new CliError(`--max-size: expected a number of bytes, received ${text}.`);
  }
  return Number(text);
};

export const checkCommand: Command = {
  name: 'check',
  args: '[folder]',
  summary: 'check a plugin, or all of a monorepo, without running any of their code',
  notes: [
    'FOLDER is a package, or the root of a monorepo (default: the working folder).',
    'Each finding has the id of a rule, a place, why it matters, and how to mend it.',
  ],
  options: [
    { flags: '--write', about: 'write the manifest into package.json' },
    { flags: '--json', about: 'print the report as JSON' },
    { flags: '--strict', about: 'let warnings fail too' },
    { flags: '--no-bundle', about: 'make no bundle: leave out size and what the code does' },
    {
      flags: '--max-size <bytes>',
      about:
        'what the bundle may weigh gzipped (default: jackfield.maxSize of package.json, or 50000)',
    },
    {
      flags: '--schemas <dir>',
      about:
        'the folder of schemas (default: the nearest, or those of the installed @jackfield/core)',
    },
  ],
  found: 'a rule is broken',
  async run([folder = '.'], options, io) {
    // What parses and bundles is slow to load, and most commands need neither.
    const { checkPlugins } = await import('../check/check-plugins.js');
    const { printReport } = await import('../check/print-report.js');
    const schemas = textOf(options, 'schemas');
    const report = await checkPlugins({
      folder: resolve(folder),
      schemas: schemas === undefined ? undefined : resolve(schemas),
      write: options['write'] === true,
      bundle: options['bundle'] !== false,
      maxSize: maxSizeOf(options),
    });
    const lines =
      options['json'] === true
        ? [JSON.stringify(report, undefined, 2)]
        : printReport(report, process.cwd());
    for (const line of lines) io.out(line);
    const found = report.errors > 0 || (options['strict'] === true && report.warnings > 0);
    return found ? EXIT.found : EXIT.fine;
  },
};
