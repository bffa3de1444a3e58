import { isCodegenError } from '@jackfield/codegen';
import { suggestion } from '@jackfield/plugin-kit/closest-match';
import { cac, type CAC } from 'cac';
import { CliError } from './cli-error.js';
import { EXIT, type Command, type Given, type Io } from './command.js';
import { COMMANDS } from './commands/commands.js';
import { helpOf, helpOn } from './help.js';
import { printViolations } from './print-violations.js';

const parserOf = (commands: readonly Command[]): CAC => {
  const cli = cac('jackfield');
  for (const { name, args = '', options } of commands) {
    const command = cli.command(`${name} ${args}`.trim());
    for (const { flags, about, default: value } of options) {
      command.option(flags, about, value === undefined ? {} : { default: value });
    }
  }
  return cli;
};

/** Suggests an option for the unknown one that cac reports. */
const suggestedOption = (message: string, { options }: Command): string => {
  const unknown = /^Unknown option `(--?.+?)`$/.exec(message)?.[1];
  if (unknown === undefined) return message;
  const known = [...options.map(({ flags }) => flags.replace(/ .*/, '')), '--help'];
  return `${message}.${suggestion(unknown, known)}`;
};

/** Returns an option's value as it was written: cac parses versions, and folder names, that look like numbers. */
const written = (argv: readonly string[], name: string, value: number): string => {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const at = argv.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
  const [, assigned] = /=(.*)/.exec(argv[at] ?? '') ?? [];
  return (at < 0 ? undefined : (assigned ?? argv[at + 1])) ?? String(value);
};

/** Returns the values of options as text, in lists with spaces between. */
const textsOf = (argv: readonly string[], options: Readonly<Record<string, unknown>>): Given =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      if (typeof value === 'number') return [name, written(argv, name, value)];
      return [
        name,
        Array.isArray(value) ? value.join(' ') : (value as string | boolean | undefined),
      ];
    }),
  );

/** Returns whether an option may be given several times. */
const mayRepeat = ({ options }: Command, name: string): boolean =>
  options.some(({ flags, repeats }) => repeats === true && flags.startsWith(`--${name} `));

/** Flattens the arguments: cac combines those of `[...names]` in one list. */
const wordsOf = (args: readonly unknown[]): readonly string[] => args.flat().map(String);

/**
 * Runs `jackfield` and returns its exit code: 0 success, 1 problems found, 2 usage error.
 *
 * @param argv - the arguments after `jackfield`
 */
export const main = async (argv: readonly string[], io: Io): Promise<number> => {
  const usageError = (message: string): number => {
    io.err(message);
    io.err('Run jackfield --help for usage.');
    return EXIT.usageError;
  };
  const named = COMMANDS.find(({ name }) => name === argv[0]);
  if (argv.includes('--help') || argv.includes('-h')) {
    io.out(named === undefined ? helpOf(COMMANDS) : helpOn(named));
    return EXIT.success;
  }
  if (named === undefined) {
    return usageError(
      argv[0] === undefined
        ? 'Expected a command, received none.'
        : `Unknown command ${argv[0]}.${suggestion(
            argv[0],
            COMMANDS.map(({ name }) => name),
          )}`,
    );
  }
  const cli = parserOf(COMMANDS);
  try {
    cli.parse(['node', 'jackfield', ...argv], { run: false });
    const command = cli.matchedCommand;
    if (command === undefined) return usageError(`Unknown command ${argv[0]}.`);
    command.checkUnknownOptions();
    command.checkOptionValue();
    command.checkUnusedArgs();
    command.checkRequiredArgs();
    // cac returns a list for a repeated option.
    const repeated = Object.entries(cli.options).find(
      ([name, value]) => name !== '--' && Array.isArray(value) && !mayRepeat(named, name),
    );
    if (repeated !== undefined)
      return usageError(`Expected --${repeated[0]} once, received it twice.`);
    return await named.run(wordsOf(cli.args), textsOf(argv, cli.options), io);
  } catch (error) {
    if (isCodegenError(error) && error.code === 'SCHEMAS_INVALID') {
      printViolations(error.violations, io);
      return EXIT.problems;
    }
    const isUsageError =
      isCodegenError(error) ||
      error instanceof CliError ||
      (error instanceof Error && error.name === 'CACError');
    if (isUsageError) return usageError(suggestedOption(error.message, named));
    throw error;
  }
};
