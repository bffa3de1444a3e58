import { generate, type GenerateOptions } from '@jackfield/codegen';
import { CliError } from '../cli-error.js';
import { EXIT, plural, textOf, type Command, type Given } from '../command.js';
import { schemaOptions } from '../schema-options.js';
import { printOutcome } from '../watch/print-outcome.js';
import { watchSchemas } from '../watch/watch-schemas.js';

/** What {@link generate} is asked to do. */
export const generateOptionsOf = (options: Given): GenerateOptions => {
  const typesModule = textOf(options, 'typesModule');
  const kit = textOf(options, 'kit');
  if (typesModule !== undefined && kit === undefined) {
    throw new CliError('--types-module is for the kit: give --kit too.');
  }
  if (options['check'] === true && options['watch'] === true) {
    throw new CliError('--check writes nothing, and --watch writes: give one of them.');
  }
  return {
    schemas: textOf(options, 'schemas') as string,
    out: textOf(options, 'out') as string,
    docs: textOf(options, 'docs'),
    spec: textOf(options, 'spec'),
    kit,
    typesModule,
    wire: textOf(options, 'wire'),
    check: options['check'] === true,
  };
};

export const generateCommand: Command = {
  name: 'generate',
  summary: 'make types, validators, tables and documents from schemas; write what changed',
  options: [
    ...schemaOptions,
    { flags: '--out <dir>', about: 'the folder for the code', default: 'src/generated' },
    { flags: '--docs <dir>', about: 'the folder for the reference (default: none is made)' },
    {
      flags: '--spec <dir>',
      about: 'the folder for the AsyncAPI document and the bundle (default: none is made)',
    },
    {
      flags: '--kit <dir>',
      about: 'the folder for what a test kit needs (default: none is made)',
    },
    {
      flags: '--types-module <name>',
      about: 'where the kit finds its types (default: messages.js in --out)',
    },
    { flags: '--check', about: 'write nothing, list the stale files' },
    { flags: '--watch', about: 'go on after every edit of a schema, until Ctrl+C' },
  ],
  found: 'a file is stale, or a schema faulty',
  async run(_args, given, io) {
    const options = generateOptionsOf(given);
    if (given['watch'] === true) {
      const { signal } = io;
      await watchSchemas({
        generate: options,
        tell: (outcome) => printOutcome(outcome, io),
        signal,
      });
      return EXIT.fine;
    }
    const { files, changed, removed } = await generate(options);
    if (options.check !== true) {
      for (const file of changed) io.out(`wrote ${file}`);
      for (const file of removed) io.out(`removed ${file}`);
      io.out(`${plural(files.length, 'file')}, ${changed.length} written`);
      return EXIT.fine;
    }
    for (const file of changed) io.err(`stale ${file}`);
    for (const file of removed) io.err(`left over ${file}`);
    const isFresh = changed.length === 0 && removed.length === 0;
    if (isFresh) io.out(`${plural(files.length, 'file')}, all fresh`);
    return isFresh ? EXIT.fine : EXIT.found;
  },
};
