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

/** The origins in a list such as `https://a.example, https://b.example`. */
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

const untilEnded = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done) => {
    if (signal?.aborted === true) done();
    else signal?.addEventListener('abort', () => done(), { once: true });
  });

const tellPort = (io: Io, what: string, origin: string, wanted: number): void => {
  const got = Number(new URL(origin).port);
  if (wanted !== 0 && got !== wanted) {
    io.out(`Port ${wanted} is taken: the ${what} is on ${got}.`);
  }
};

export const devCommand: Command = {
  name: 'dev',
  args: '[...names]',
  summary: 'run plugins from their source, in a page with the simulated widget',
  notes: [
    'NAMES are packages or folders: in a monorepo those of its plugins that are wanted, all of them',
    'if left out. Edits show at once, while a call goes on. Types are not checked.',
  ],
  options: [
    { flags: '--port <port>', about: "the page's; a free one where it is taken", default: '4173' },
    {
      flags: '--widget-port <port>',
      about: "the widget's; a free one where it is taken",
      default: '4174',
    },
    {
      flags: '--connect <origins>',
      about: 'servers that the plugins talk to, with commas between (default: none)',
    },
  ],
  async run(names, options, io) {
    const port = portOf(options, 'port', '--port');
    const widgetPort = portOf(options, 'widgetPort', '--widget-port');
    const connect = originsOf(textOf(options, 'connect') ?? '');
    // Only then: they bring a bundler and a compiler.
    const { choosePackages } = await import('../dev/choose-packages.js');
    const { startDev } = await import('../dev/start-dev.js');
    const { root, packages } = await choosePackages(names);
    const tell = (line: string, isViolation: boolean): void =>
      isViolation ? io.err(line) : io.out(line);
    const dev = await startDev({ root, packages, port, widgetPort, connect, tell });
    tellPort(io, 'page', dev.pageOrigin, port);
    tellPort(io, 'widget', dev.widgetOrigin, widgetPort);
    const lines = [
      '',
      `  jackfield dev      ${dev.pageOrigin}/`,
      `  simulated widget   ${dev.widgetOrigin}/`,
      '',
      ...packages.map(({ name, version }) => `  ${name} ${version}`),
      '',
      '  Open the first address, and press "Incoming call" in the phone. Ctrl+C ends it.',
      '',
    ];
    for (const line of lines) io.out(line);
    await untilEnded(io.signal);
    await dev.close();
    return EXIT.fine;
  },
};
