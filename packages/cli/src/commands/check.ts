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
  summary: 'check a plugin, or all plugins of a monorepo',
  notes: [
    'FOLDER is a package, or the root of a monorepo (default: the current folder).',
    'It reads the source, and loads each plugin in a process without network, files to write or a page.',
    'Each violation has a rule id, a place, the reason, and how to fix it.',
  ],
  options: [
    { flags: '--write', about: 'write the manifest into package.json' },
    { flags: '--json', about: 'print the report as JSON' },
    { flags: '--strict', about: 'exit with 1 for warnings, too' },
    { flags: '--no-bundle', about: 'make no bundle: skip the checks of its size and code' },
    {
      flags: '--max-size <bytes>',
      about:
        'the size limit of the bundle, gzipped (default: jackfield.maxSize of package.json, or 50000)',
    },
    {
      flags: '--schemas <dir>',
      about:
        'the folder of schemas (default: the nearest, or that of the installed @jackfield/core)',
    },
  ],
  problems: 'violations found',
  async run([folder = '.'], options, io) {
    // The parser and the bundler are slow to load, and most commands do not need them.
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
    const failed = report.errors > 0 || (options['strict'] === true && report.warnings > 0);
    return failed ? EXIT.problems : EXIT.success;
  },
};
