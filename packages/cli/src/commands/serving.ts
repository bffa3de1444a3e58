import { CliError } from '../cli-error.js';
import { textOf, type Given, type Io } from '../command.js';

/** Returns the port that an option names. */
export const portOf = (options: Given, name: string, flag: string): number => {
  const text = textOf(options, name) as string;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new CliError(`${flag}: expected a port from 0 to 65535, received ${text}.`);
  }
  return port;
};

/** Returns the name of a widget that an option names. */
export const widgetOf = (options: Given, name: string, flag: string): 'ringcx' | 'ringex' => {
  const text = textOf(options, name);
  if (text === 'ringcx' || text === 'ringex') return text;
  throw new CliError(`${flag}: expected ringcx or ringex, received ${String(text)}.`);
};

/** Waits until the command is stopped. */
export const untilAborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done) => {
    if (signal?.aborted === true) done();
    else signal?.addEventListener('abort', () => done(), { once: true });
  });

/** Reports that a free port is used instead of the wanted one. */
export const reportPort = (io: Io, what: string, origin: string, wanted: number): void => {
  const port = Number(new URL(origin).port);
  if (wanted !== 0 && port !== wanted) {
    io.out(`Port ${wanted} is in use: the ${what} uses port ${port}.`);
  }
};
