import { EXIT, textOf, type Command } from '../command.js';
import { originsOf } from '../widget/allowed-origins.js';
import { portOf, reportPort, untilAborted, widgetOf } from './serving.js';

const LABELS = { ringcx: 'RingCX', ringex: 'RingEX' } as const;

export const widgetCommand: Command = {
  name: 'widget',
  summary: 'serve a simulated widget to any application, with a control panel for its calls',
  notes: [
    'The application loads the script of this address instead of RingCentral’s, and is not changed',
    'otherwise. No account is needed.',
  ],
  options: [
    { flags: '--wire <name>', about: 'the widget, ringcx or ringex', default: 'ringcx' },
    {
      flags: '--version <version>',
      about:
        '0.x, 1.0 or next of RingCX; 2.x, 3.x or 3.1 of RingEX (default: 1.0 or 3.x; the panel offers all)',
    },
    {
      flags: '--port <port>',
      about: 'the port of the widget, or a free one if it is in use',
      default: '4175',
    },
    {
      flags: '--control-port <port>',
      about: 'the port of the control panel, or a free one if it is in use',
      default: '4176',
    },
    {
      flags: '--origin <url>',
      about:
        'an origin whose pages may load the widget, besides http://localhost and http://127.0.0.1; may be repeated',
      repeats: true,
    },
    { flags: '--open', about: 'opens the control panel in the browser' },
  ],
  async run(_args, options, io) {
    const wire = widgetOf(options, 'wire', '--wire');
    const port = portOf(options, 'port', '--port');
    const controlPort = portOf(options, 'controlPort', '--control-port');
    const origins = originsOf(textOf(options, 'origin') ?? '');
    const version = textOf(options, 'version');
    // Loaded after the options are checked: they load the simulator.
    const { startWidget } = await import('../widget/start-widget.js');
    const print = (line: string, isError: boolean): void => (isError ? io.err(line) : io.out(line));
    const running = await startWidget({ wire, version, port, controlPort, origins, print });
    const { widgetOrigin, controlOrigin } = running;
    reportPort(io, 'widget', widgetOrigin, port);
    reportPort(io, 'control panel', controlOrigin, controlPort);
    const lines = [
      '',
      `  ${LABELS[wire]} widget      ${widgetOrigin}/`,
      `  control panel      ${controlOrigin}/`,
      '',
      '  In the application, replace the address of RingCentral’s script:',
      '',
      `    <script src="${widgetOrigin}/adapter.js"></script>`,
      '',
      '  Open the application and the control panel. Press Ctrl+C to stop.',
      '',
    ];
    for (const line of lines) io.out(line);
    if (options['open'] === true) {
      const { openBrowser } = await import('../widget/open-browser.js');
      openBrowser(`${controlOrigin}/`, () =>
        io.err(`Cannot open a browser: open ${controlOrigin}/ yourself.`),
      );
    }
    await untilAborted(io.signal);
    await running.close();
    return EXIT.success;
  },
};
