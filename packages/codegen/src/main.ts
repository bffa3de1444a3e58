import { cac, type CAC } from 'cac';
import { isCodegenError } from './errors.js';
import { checkProtocol, generate } from './generate.js';
import { printFault, type Fault } from './rules.js';
import { checkTranscript } from './transcript/check-transcript.js';
import { isRemarkable } from './transcript/findings.js';
import { printFindings } from './transcript/print-findings.js';

/** Where the command writes. */
export interface Io {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

const FINE = 0;
const FAULTY = 1;
const MISUSE = 2;

interface TranscriptOptions {
  readonly schemas?: string;
  readonly wire?: string;
  readonly json?: boolean;
}

interface Options {
  readonly schemas: string;
  readonly out: string;
  readonly docs?: string;
  readonly kit?: string;
  readonly typesModule?: string;
  readonly wire?: string;
  readonly check?: boolean;
}

const HELP = `jackfield: types, validators, tables and a dispatcher from message schemas

Usage:
  jackfield generate [options]                write the files that changed
  jackfield check [options]                   report the faults of the schemas
  jackfield check-transcript FILE [options]   tell what a widget sends that the schemas do not know

FILE is a transcript of @jackfield/testing, or a dump of what came to a window: JSON Lines or a
JSON array, of { at, origin, data } or of the data alone.

Options:
  --schemas DIR   the folder of schemas (default: schemas; for check-transcript also those of the
                  installed @jackfield/core)
  --out DIR       the folder for the code (default: src/generated)
  --docs DIR      the folder for the documents (default: none are made)
  --kit DIR       the folder for what a test kit needs (default: none is made)
  --types-module NAME
                  where the kit finds its types (default: messages.js in --out)
  --wire NAME     the wire, where there are several: the folder of its wire.json
  --check         write nothing, list the stale files
  --json          print the findings of check-transcript as JSON
  --help          this text

Exit codes: 0 fine, 1 stale or faulty, or something unknown in a transcript, 2 misuse.`;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const printFaults = (
  faults: readonly Fault[],
  io: Io,
  [what, code]: readonly [what: string, code: number] = ['written', FAULTY],
): number => {
  for (const fault of faults) io.err(printFault(fault));
  io.err(`${plural(faults.length, 'fault')}; nothing was ${what}.`);
  return code;
};

const runGenerate = async (options: Options, io: Io): Promise<number> => {
  const { files, changed } = await generate(options);
  if (options.check !== true) {
    for (const file of changed) io.out(`wrote ${file}`);
    io.out(`${plural(files.length, 'file')}, ${changed.length} written`);
    return FINE;
  }
  for (const file of changed) io.err(`stale ${file}`);
  if (changed.length === 0) io.out(`${plural(files.length, 'file')}, all fresh`);
  return changed.length === 0 ? FINE : FAULTY;
};

const runCheck = async (options: Options, io: Io): Promise<number> => {
  const faults = await checkProtocol(options);
  if (faults.length > 0) return printFaults(faults, io);
  io.out('No fault.');
  return FINE;
};

const runCheckTranscript = async (
  file: string,
  { json, schemas, wire }: TranscriptOptions,
  io: Io,
): Promise<number> => {
  const findings = await checkTranscript({ file, schemas, wire });
  const lines = json === true ? [JSON.stringify(findings, undefined, 2)] : printFindings(findings);
  for (const line of lines) io.out(line);
  return isRemarkable(findings) ? FAULTY : FINE;
};

const parser = (): CAC => {
  const cli = cac('jackfield');
  const common = (name: string): ReturnType<CAC['command']> =>
    cli
      .command(name)
      .option('--schemas <dir>', '', { default: 'schemas' })
      .option('--wire <name>', '');
  common('check');
  cli
    .command('check-transcript <file>')
    .option('--schemas <dir>', '')
    .option('--wire <name>', '')
    .option('--json', '');
  common('generate')
    .option('--out <dir>', '', { default: 'src/generated' })
    .option('--docs <dir>', '')
    .option('--kit <dir>', '')
    .option('--types-module <name>', '')
    .option('--check', '');
  return cli;
};

/** Runs the command and returns its exit code: 0 fine, 1 stale or faulty, 2 misuse. */
export const main = async (argv: readonly string[], io: Io): Promise<number> => {
  const misuse = (message: string): number => {
    io.err(message);
    io.err('Try jackfield --help.');
    return MISUSE;
  };
  if (argv.includes('--help') || argv.includes('-h')) {
    io.out(HELP);
    return FINE;
  }
  const cli = parser();
  try {
    cli.parse(['node', 'jackfield', ...argv], { run: false });
    const command = cli.matchedCommand;
    if (command === undefined) {
      return misuse(
        argv[0] === undefined ? 'A command is missing.' : `Unknown command ${argv[0]}.`,
      );
    }
    command.checkUnknownOptions();
    command.checkOptionValue();
    command.checkUnusedArgs();
    command.checkRequiredArgs();
    // An option given twice arrives as a list.
    const repeated = Object.entries(cli.options).find(
      ([name, value]) => name !== '--' && Array.isArray(value),
    );
    if (repeated !== undefined) return misuse(`--${repeated[0]} is given twice.`);
    const options = strings(cli.options) as unknown as Options & TranscriptOptions;
    if (command.name === 'check-transcript')
      return await runCheckTranscript(String(cli.args[0]), options, io);
    if (options.typesModule !== undefined && options.kit === undefined) {
      return misuse('--types-module is for the kit: give --kit too.');
    }
    return await (command.name === 'check' ? runCheck : runGenerate)(options, io);
  } catch (error) {
    if (isCodegenError(error)) {
      if (error.code === 'SCHEMAS_FAULTY') {
        const isCheck = cli.matchedCommandName === 'check-transcript';
        return printFaults(error.faults, io, isCheck ? ['checked', MISUSE] : undefined);
      }
      return misuse(error.message);
    }
    if (error instanceof Error && error.name === 'CACError') return misuse(error.message);
    throw error;
  }
};

/** Folder names that look like numbers arrive as numbers. */
const strings = (options: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'number' ? String(value) : value,
    ]),
  );
