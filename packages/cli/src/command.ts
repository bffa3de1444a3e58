/** The output of a command, and the signal that stops it. */
export interface Io {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Stops a command that runs until it is stopped; it then returns its normal exit code. */
  readonly signal?: AbortSignal;
}

/** An option in the syntax of cac: `--out <dir>` takes a value, `--json` does not. */
export interface CommandOption {
  readonly flags: string;
  /** Its description in the help. */
  readonly about: string;
  readonly default?: string;
  /** Whether it may be given several times; its value is then a list with spaces. */
  readonly repeats?: boolean;
}

/** The exit codes of every command. */
export const EXIT = { success: 0, problems: 1, usageError: 2 } as const;

/** The options of a command line by their camel-cased names; values are strings. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** One command of `jackfield`. */
export interface Command {
  readonly name: string;
  /** In the syntax of cac: `<file>`, `[folder]`, `[...names]`. */
  readonly args?: string;
  /** One line of the help. */
  readonly summary: string;
  /** More lines, for `jackfield NAME --help`. */
  readonly notes?: readonly string[];
  readonly options: readonly CommandOption[];
  /** The meaning of exit code 1. */
  readonly problems?: string;
  /** Runs the command and returns its exit code. Throws `CliError` or `CodegenError` on usage errors. */
  readonly run: (args: readonly string[], options: Given, io: Io) => Promise<number>;
}

/** Returns the value of an option; `undefined` if it is missing. */
export const textOf = (options: Given, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** Formats a count: `1 file`, `2 files`. */
export const plural = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;
