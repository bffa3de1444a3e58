import type { Clock } from '@jackfield/core';
import { launchChromium } from '@jackfield/test-tools/chromium';
import type { Browser, BrowserContext, Page } from 'playwright';
import { onTestFinished } from 'vitest';
import { startWidget, type RunningWidget } from '../../src/widget/start-widget.js';
import { builtShell } from './built-shell.js';
import { openPanel, type PanelClient } from './panel-client.js';
import { type PlainPage, startPlainPage, type Wire } from './plain-page.js';

/** The command, a CRM that loads its script, and a browser. */
export interface ServedWorld {
  readonly widget: RunningWidget;
  readonly crm: PlainPage;
  readonly context: BrowserContext;
  /** The control panel without its page. */
  readonly panel: PanelClient;
  /** What the command has printed while it ran. */
  readonly printed: readonly string[];
  /** Opens the CRM in another tab. */
  open(): Promise<Page>;
  /** Waits until the CRM has registered. */
  registered(): Promise<void>;
}

export interface WorldOptions {
  readonly wire?: Wire;
  readonly version?: string;
  readonly origins?: readonly string[];
  readonly clock?: Clock;
  readonly listener?: string;
  /** What embeds the widget; default: the script of the adapter. */
  readonly head?: (widgetOrigin: string) => string;
}

let browser: Promise<Browser> | undefined;

/** Starts everything; the end of the test stops it. */
export async function startWorld(options: WorldOptions = {}): Promise<ServedWorld> {
  const { wire = 'ringcx', head = (origin) => `<script src="${origin}/adapter.js"></script>` } =
    options;
  const printed: string[] = [];
  const widget = await startWidget({
    wire,
    version: options.version,
    port: 0,
    controlPort: 0,
    origins: options.origins ?? [],
    shell: await builtShell(),
    ...(options.clock && { clock: options.clock }),
    print: (line) => void printed.push(line),
  });
  const panel = await openPanel(widget.controlOrigin);
  const crm = await startPlainPage(wire, head(widget.widgetOrigin), options.listener);
  browser ??= launchChromium({ args: ['--host-resolver-rules=MAP crm.example 127.0.0.1'] });
  const context = await (await browser).newContext();
  onTestFinished(async () => {
    panel.close();
    await context.close();
    await widget.close();
    await crm.close();
  });
  return {
    widget,
    crm,
    context,
    panel,
    printed,
    async open() {
      const page = await context.newPage();
      await page.goto(crm.origin);
      return page;
    },
    registered: () => panel.until(({ state }) => serviceOf(state) === 'Plain CRM'),
  };
}

/** Stops the browser. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

const serviceOf = (state: unknown): unknown =>
  (state as { readonly service?: { readonly name?: unknown } } | undefined)?.service?.name;

export const CALLER = '+16505550142';

/** Makes a call that the CRM logs. */
export async function makeCall(panel: PanelClient, wire: Wire): Promise<void> {
  await panel.act('inboundCall', { from: CALLER });
  await panel.until(({ state }) => JSON.stringify(state).includes('"name":"Ada Lovelace"'));
  await panel.act('answer');
  await panel.act('hangUp');
  if (wire === 'ringcx') {
    await panel.act('submitDisposition', { notes: 'called back' });
    await panel.act('finish');
    return;
  }
  await panel.until(({ state }) => (state?.history.length ?? 0) > 0);
  await panel.act('saveLog', { note: 'called back' });
}
