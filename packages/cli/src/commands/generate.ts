import { generate, type GenerateOptions } from '@jackfield/codegen';
import { CliError } from '../cli-error.js';
import { EXIT, plural, textOf, type Command, type Given } from '../command.js';
import { printWarnings } from '../print-violations.js';
import { schemaOptions, strictOption } from '../schema-options.js';
import { printOutcome } from '../watch/print-outcome.js';
import { watchSchemas } from '../watch/watch-schemas.js';

/** Converts command line options to those of {@link generate}. */
export const generateOptionsOf = (options: Given): GenerateOptions => {
  const typesModule = textOf(options, 'typesModule');
  const kit = textOf(options, 'kit');
  if (typesModule !== undefined && kit === undefined) {
    throw new CliError('--types-module requires --kit.');
  }
  if (options['check'] === true && options['watch'] === true) {
    throw new CliError('--check and --watch exclude each other: --check writes no files.');
  }
  return {
    schemas: textOf(options, 'schemas') as string,
    out: textOf(options, 'out') as string,
    docs: textOf(options, 'docs'),
    spec: textOf(options, 'spec'),
    kit,
    typesModule,
    wire: textOf(options, 'wire'),
    strict: options['strict'] === true,
    check: options['check'] === true,
  };
};

export const generateCommand: Command = {
  name: 'generate',
  summary: 'generate types, validators, tables and documents from schemas',
  options: [
    ...schemaOptions,
    { flags: '--out <dir>', about: 'the folder for the code', default: 'src/generated' },
    { flags: '--docs <dir>', about: 'the folder for the reference (default: not generated)' },
    {
      flags: '--spec <dir>',
      about: 'the folder for the AsyncAPI document and the bundle (default: not generated)',
    },
    {
      flags: '--kit <dir>',
      about: 'the folder for the modules of a test kit (default: not generated)',
    },
    {
      flags: '--types-module <name>',
      about: 'the module from which the test kit imports types (default: messages.js in --out)',
    },
    strictOption,
    { flags: '--check', about: 'write no files, list the stale ones' },
    { flags: '--watch', about: 'generate again after every edit of a schema, until Ctrl+C' },
  ],
  problems: 'a file is stale or a schema is invalid',
  async run(_args, given, io) {
    const options = generateOptionsOf(given);
    if (given['watch'] === true) {
      const { signal } = io;
      await watchSchemas({
        generate: options,
        onOutcome: (outcome) => printOutcome(outcome, io),
        signal,
      });
      return EXIT.success;
    }
    const { files, changed, removed, warnings } = await generate(options);
    printWarnings(warnings, io);
    if (options.check !== true) {
      for (const file of changed) io.out(`wrote ${file}`);
      for (const file of removed) io.out(`removed ${file}`);
      io.out(`${plural(files.length, 'file')}, ${changed.length} written`);
      return EXIT.success;
    }
    for (const file of changed) io.err(`stale ${file}`);
    for (const file of removed) io.err(`obsolete ${file}`);
    const isFresh = changed.length === 0 && removed.length === 0;
    if (isFresh) io.out(`${plural(files.length, 'file')}, all up to date`);
    return isFresh ? EXIT.success : EXIT.problems;
  },
};
