import { launchChromium } from '@jackfield/test-tools/chromium';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWidget, type RunningWidget } from '../../src/widget/start-widget.js';
import { builtShell } from './built-shell.js';
import { openPanel, type PanelClient } from './panel-client.js';
import { type PlainPage, startPlainPage, type Wire } from './plain-page.js';

const VERSIONS = {
  ringcx: ['0.x', '1.0', 'next'],
  ringex: ['2.x', '3.x', '3.1'],
} as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

let context: BrowserContext;
let widget: RunningWidget;
let panel: PanelClient;
let crm: PlainPage;
const printed: string[] = [];

async function start(wire: Wire, version?: string, listener?: string): Promise<Page> {
  widget = await startWidget({
    wire,
    version,
    port: 0,
    controlPort: 0,
    origins: [],
    shell: await builtShell(),
    print: (line) => void printed.push(line),
  });
  panel = await openPanel(widget.controlOrigin);
  const head = `<script src="${widget.widgetOrigin}/adapter.js"></script>`;
  crm = await startPlainPage(wire, head, listener);
  const page = await context.newPage();
  await page.goto(crm.origin);
  await panel.until(({ state }) => serviceOf(state) === 'Plain CRM');
  return page;
}
const serviceOf = (state: unknown): unknown =>
  (state as { readonly service?: { readonly name?: unknown } } | undefined)?.service?.name;

beforeEach(async () => {
  context = await browser.newContext();
  printed.length = 0;
});
afterEach(async () => {
  panel?.close();
  await context.close();
  await widget?.close();
  await crm?.close();
  expect(printed).toEqual([]);
});

const CALLER = '+16505550142';

async function call(wire: Wire, page: Page): Promise<void> {
  await panel.act('inboundCall', { from: CALLER });
  await panel.until(({ state }) => JSON.stringify(state).includes('"name":"Ada Lovelace"'));
  if (wire === 'ringcx') await page.getByText('Ada Lovelace').waitFor();
  await panel.act('answer');
  await panel.act('hangUp');
  if (wire === 'ringcx') await panel.act('submitDisposition', { notes: 'called back' });
  else {
    await panel.until(({ state }) => state?.history.length === 1);
    await panel.act('saveLog', { note: 'called back' });
  }
}

describe.each(['ringcx', 'ringex'] as const)('a page that only loads the script of %s', (wire) => {
  it.each(VERSIONS[wire])('rings, matches, answers, hangs up and logs with %s', async (version) => {
    const page = await start(wire, version);
    await call(wire, page);
    await expect.poll(() => [...crm.logs.values()]).toMatchObject([{ notes: 'called back' }]);
    expect(panel.panel).toMatchObject({ version, pages: [crm.origin] });
    expect(panel.problems).toEqual([]);
  });
});
