import type { Command, CommandOption } from './command.js';

/** Formats `--out <dir>` for the help: `--out DIR`. */
const shown = (flags: string): string =>
  flags.replace(/<(.+?)>/, (_, name: string) => name.toUpperCase());

const shownArgs = ({ args = '' }: Command): string =>
  args.replace(/[<[](\.\.\.)?(.+?)[>\]]/g, (whole, dots: string | undefined, name: string) => {
    const word = dots === undefined ? name.toUpperCase() : `${name.toUpperCase()}…`;
    return whole.startsWith('[') ? `[${word}]` : word;
  });

const aligned = (rows: readonly (readonly [left: string, right: string])[]): readonly string[] => {
  const width = Math.max(...rows.map(([left]) => left.length)) + 3;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`.trimEnd());
};

const usage = (command: Command): string =>
  ['jackfield', command.name, shownArgs(command)].filter((word) => word !== '').join(' ');

const optionRow = ({ flags, about, default: value }: CommandOption): readonly [string, string] => [
  shown(flags),
  value === undefined ? about : `${about} (default: ${value})`,
];

/** Returns the help of all commands. */
export const helpOf = (commands: readonly Command[]): string =>
  [
    'jackfield: develop, check and list plugins for the RingCX widget',
    '',
    'Usage:',
    ...aligned(commands.map((command) => [usage(command), command.summary])),
    '',
    'Run jackfield COMMAND --help for the options of a command.',
    '',
    'Exit codes: 0 success, 1 problems found, 2 usage error.',
  ].join('\n');

/** Returns the help of one command. */
export const helpOn = (command: Command): string =>
  [
    `${usage(command)}: ${command.summary}`,
    ...(command.notes === undefined ? [] : ['', ...command.notes]),
    '',
    'Options:',
    ...aligned([...command.options.map(optionRow), ['--help', 'show this help']]),
    '',
    command.problems === undefined
      ? 'Exit codes: 0 success, 2 usage error.'
      : `Exit codes: 0 success, 1 ${command.problems}, 2 usage error.`,
  ].join('\n');
