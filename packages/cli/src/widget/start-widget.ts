import { createServer } from 'node:http';
import { DISPOSITIONS, LEADS } from '@jackfield/dev-page/agent';
import { close, HOST, listen } from '@jackfield/dev-page/site';
import {
  createServedWidget,
  type ServedWidgetOptions,
  type WireName,
} from '@jackfield/testing/served';
import { CliError } from '../cli-error.js';
import { controlServer } from './control-server.js';
import { framePages } from './frame-pages.js';
import { frameServer } from './frame-server.js';
import { createToken } from './token.js';
import { readWidgetShell, type WidgetShell } from './widget-shell.js';

export interface WidgetCommandOptions {
  readonly wire: WireName;
  /** Default: what the address of the app page asks for. */
  readonly version?: string | undefined;
  /** 0 for any free port. */
  readonly port: number;
  readonly controlPort: number;
  /** Origins of pages that may frame the widget, besides those of this machine. */
  readonly origins: readonly string[];
  /** Replaces the time of this machine. */
  readonly clock?: NonNullable<ServedWidgetOptions['clock']>;
  /** How soon a document that may be framed connects, in milliseconds. */
  readonly patienceMs?: number;
  /** Replaces the built files. */
  readonly shell?: WidgetShell;
  /** Prints a line in the terminal. */
  readonly print: (line: string, isError: boolean) => void;
}

export interface RunningWidget {
  readonly widgetOrigin: string;
  readonly controlOrigin: string;
  close(): Promise<void>;
}

const PATIENCE_MS = 5_000;

const refusalOf = (page: string | undefined): string =>
  page === undefined
    ? 'A page whose address the browser did not send has a frame of the widget, which did not start. If the page is elsewhere than on http://localhost and http://127.0.0.1, add its origin: --origin URL'
    : `A page of ${page} tried to load the widget and was refused. To allow it, add: --origin ${page}`;

/**
 * Serves the simulated widget and, on another port, its control panel: a page that embeds the widget has
 * another origin than the panel, and so has the widget.
 */
export async function startWidget({
  print,
  origins,
  wire,
  version,
  ...options
}: WidgetCommandOptions): Promise<RunningWidget> {
  const widget = servedWidget({
    wire,
    version,
    ...(options.clock && { clock: options.clock }),
    onError: (error) =>
      print(error instanceof Error ? (error.stack ?? error.message) : String(error), true),
  });
  const { shell = readWidgetShell(), port, controlPort } = options;
  const frames = createServer();
  const control = createServer();
  const end = async (): Promise<void> => {
    widget.close();
    await Promise.all([close(frames), close(control)]);
  };
  try {
    const widgetOrigin = `http://${HOST}:${await listen(frames, port)}`;
    const controlOrigin = `http://${HOST}:${await listen(control, controlPort)}`;
    frames.on(
      'request',
      frameServer({
        origin: widgetOrigin,
        widget,
        pages: framePages(shell, wire, controlOrigin),
        origins,
        onRefused: (page) => print(refusalOf(page), true),
        patienceMs: options.patienceMs ?? PATIENCE_MS,
        onTooLarge: () => print('Messages of a page were too large, and are lost.', true),
      }),
    );
    control.on(
      'request',
      controlServer({
        origin: controlOrigin,
        widget,
        shell,
        token: createToken(),
        adapterAddress: `${widgetOrigin}/adapter.js`,
      }),
    );
    return { widgetOrigin, controlOrigin, close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

function servedWidget(
  options: Omit<ServedWidgetOptions, 'agent'>,
): ReturnType<typeof createServedWidget> {
  try {
    return createServedWidget({ ...options, agent: { leads: LEADS, dispositions: DISPOSITIONS } });
  } catch (error) {
    throw new CliError(`--version: ${(error as Error).message}`);
  }
}
