import type { Command, CommandOption } from './command.js';

/** `--out <dir>` as the help writes it: `--out DIR`. */
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

/** The help of all commands. */
export const helpOf = (commands: readonly Command[]): string =>
  [
    'jackfield: plugins for the RingCX widget, from the first line to every release',
    '',
    'Usage:',
    ...aligned(commands.map((command) => [usage(command), command.summary])),
    '',
    'jackfield COMMAND --help tells the options of one.',
    '',
    'Exit codes: 0 fine, 1 something was found, 2 misuse.',
  ].join('\n');

/** The help of one command. */
export const helpOn = (command: Command): string =>
  [
    `${usage(command)}: ${command.summary}`,
    ...(command.notes === undefined ? [] : ['', ...command.notes]),
    '',
    'Options:',
    ...aligned([...command.options.map(optionRow), ['--help', 'this text']]),
    '',
    command.found === undefined
      ? 'Exit codes: 0 fine, 2 misuse.'
      : `Exit codes: 0 fine, 1 ${command.found}, 2 misuse.`,
  ].join('\n');
