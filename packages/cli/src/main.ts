import { isCodegenError } from '@jackfield/codegen';
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

/** Folder names that look like numbers arrive as numbers. */
const textsOf = (options: Readonly<Record<string, unknown>>): Given =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'number' ? String(value) : (value as string | boolean | undefined),
    ]),
  );

/** The arguments as a flat list: cac gathers those of `[...names]` into one. */
const wordsOf = (args: readonly unknown[]): readonly string[] => args.flat().map(String);

/**
 * Runs `jackfield`; its exit code: 0 fine, 1 something was found, 2 misuse.
 *
 * @param argv - the words after `jackfield`
 */
export const main = async (argv: readonly string[], io: Io): Promise<number> => {
  const misuse = (message: string): number => {
    io.err(message);
    io.err('Try jackfield --help.');
    return EXIT.misuse;
  };
  const named = COMMANDS.find(({ name }) => name === argv[0]);
  if (argv.includes('--help') || argv.includes('-h')) {
    io.out(named === undefined ? helpOf(COMMANDS) : helpOn(named));
    return EXIT.fine;
  }
  if (named === undefined) {
    return misuse(argv[0] === undefined ? 'A command is missing.' : `Unknown command ${argv[0]}.`);
  }
  const cli = parserOf(COMMANDS);
  try {
    cli.parse(['node', 'jackfield', ...argv], { run: false });
    const command = cli.matchedCommand;
    if (command === undefined) return misuse(`Unknown command ${argv[0]}.`);
    command.checkUnknownOptions();
    command.checkOptionValue();
    command.checkUnusedArgs();
    command.checkRequiredArgs();
    // An option given twice arrives as a list.
    const repeated = Object.entries(cli.options).find(
      ([name, value]) => name !== '--' && Array.isArray(value),
    );
    if (repeated !== undefined) return misuse(`--${repeated[0]} is given twice.`);
    return await named.run(wordsOf(cli.args), textsOf(cli.options), io);
  } catch (error) {
    if (isCodegenError(error) && error.code === 'SCHEMAS_FAULTY') {
      printViolations(error.violations, io);
      return EXIT.found;
    }
    const isMisuse =
      isCodegenError(error) ||
      error instanceof CliError ||
      (error instanceof Error && error.name === 'CACError');
    if (isMisuse) return misuse(error.message);
    throw error;
  }
};
