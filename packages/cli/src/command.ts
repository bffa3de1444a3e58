/** Where a command writes, and what ends it. */
export interface Io {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Ends a command that runs until it is ended; it then returns as if it had finished. */
  readonly signal?: AbortSignal;
}

/** An option as cac writes it: `--out <dir>` takes a value, `--json` none. */
export interface CommandOption {
  readonly flags: string;
  /** Said in the help. */
  readonly about: string;
  readonly default?: string;
}

/** The exit codes of every command. */
export const EXIT = { fine: 0, found: 1, misuse: 2 } as const;

/** What was given to a command: options by their camel-cased names, values as text. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** One word of `jackfield`. */
export interface Command {
  readonly name: string;
  /** As cac writes them: `<file>`, `[folder]`, `[...names]`. */
  readonly args?: string;
  /** One line of the help. */
  readonly summary: string;
  /** More lines, for `jackfield NAME --help`. */
  readonly notes?: readonly string[];
  readonly options: readonly CommandOption[];
  /** What exit code 1 means. */
  readonly found?: string;
  /** Runs it; its exit code. Throws `CliError` or `CodegenError` for what it cannot work with. */
  readonly run: (args: readonly string[], options: Given, io: Io) => Promise<number>;
}

/** An option's value as text; `undefined` where it was not given. */
export const textOf = (options: Given, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** How many of what, in words. */
export const plural = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;
