import { CliError } from '../cli-error.js';
import { EXIT, textOf, type Command, type Given, type Io } from '../command.js';

const portOf = (options: Given, name: string, flag: string): number => {
  const text = textOf(options, name) as string;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new CliError(`${flag}: expected a port from 0 to 65535, received ${text}.`);
  }
  return port;
};

const widgetOf = (options: Given): 'ringcx' | 'ringex' => {
  const name = textOf(options, 'widget');
  if (name === 'ringcx' || name === 'ringex') return name;
  throw new CliError(`--widget: expected ringcx or ringex, received ${String(name)}.`);
};

/** Parses a list of origins such as `https://a.example, https://b.example`. */
const originsOf = (list: string): readonly string[] =>
  list.split(/[\s,]+/).flatMap((text) => {
    if (text === '') return [];
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.origin === 'null') {
      throw new CliError(
        `--connect: expected addresses such as https://crm.example, received ${text}.`,
      );
    }
    return [url.origin];
  });

const untilAborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done) => {
    if (signal?.aborted === true) done();
    else signal?.addEventListener('abort', () => done(), { once: true });
  });

const reportPort = (io: Io, what: string, origin: string, wanted: number): void => {
  const port = Number(new URL(origin).port);
  if (wanted !== 0 && port !== wanted) {
    io.out(`Port ${wanted} is in use: the ${what} uses port ${port}.`);
  }
};

export const devCommand: Command = {
  name: 'dev',
  args: '[...names]',
  summary: 'run plugins from their source in a page with the simulated widget',
  notes: [
    'NAMES are packages or folders of plugins (default: the plugin in the current folder, or all',
    'plugins of a monorepo). Edits show at once, during a call, too. Types are not checked.',
  ],
  options: [
    {
      flags: '--port <port>',
      about: 'the port of the page, or a free one if it is in use',
      default: '4173',
    },
    {
      flags: '--widget-port <port>',
      about: 'the port of the widget, or a free one if it is in use',
      default: '4174',
    },
    {
      flags: '--widget <name>',
      about: 'the simulated widget, ringcx or ringex; the page offers all',
      default: 'ringcx',
    },
    {
      flags: '--connect <origins>',
      about: 'origins that the plugins may connect to, separated by commas (default: none)',
    },
  ],
  async run(names, options, io) {
    const port = portOf(options, 'port', '--port');
    const widgetPort = portOf(options, 'widgetPort', '--widget-port');
    const widget = widgetOf(options);
    const connect = originsOf(textOf(options, 'connect') ?? '');
    // Loaded after the options are checked: they load a bundler and a compiler.
    const { choosePackages } = await import('../dev/choose-packages.js');
    const { startDev } = await import('../dev/start-dev.js');
    const { root, packages } = await choosePackages(names);
    const print = (line: string, isError: boolean): void => (isError ? io.err(line) : io.out(line));
    const dev = await startDev({ root, packages, port, widgetPort, widget, connect, print });
    reportPort(io, 'page', dev.pageOrigin, port);
    reportPort(io, 'widget', dev.widgetOrigin, widgetPort);
    const lines = [
      '',
      `  jackfield dev      ${dev.pageOrigin}/`,
      `  simulated widget   ${dev.widgetOrigin}/`,
      '',
      ...packages.map(({ name, version }) => `  ${name} ${version}`),
      '',
      '  Open the first address, and press "Incoming call" in the phone. Press Ctrl+C to stop.',
      '',
    ];
    for (const line of lines) io.out(line);
    await untilAborted(io.signal);
    await dev.close();
    return EXIT.success;
  },
};
