import { CliError } from '../cli-error.js';
import { EXIT, textOf, type Command } from '../command.js';
import { portOf, reportPort, untilAborted, widgetOf } from './serving.js';

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
    const widget = widgetOf(options, 'widget', '--widget');
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
