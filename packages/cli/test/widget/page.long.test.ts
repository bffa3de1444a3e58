import { createServer } from 'node:net';
import { createTestClock } from '@jackfield/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { act } from '../../../../docs/examples/widget-commands.js';
import { DEFECTS, listener } from '../../../../examples/plain-listener/test/defects.js';
import { startWidget } from '../../src/widget/start-widget.js';
import { builtShell } from './built-shell.js';
import { openPanel, type PanelClient } from './panel-client.js';
import { startPlainPage } from './plain-page.js';
import { CALLER, closeBrowser, makeCall, startWorld } from './served-world.js';

const VERSIONS = {
  ringcx: ['0.x', '1.0', 'next'],
  ringex: ['2.x', '3.x', '3.1'],
} as const;

afterAll(closeBrowser);

/** How often a page has registered. */
const registrations = ({ messages }: PanelClient): number =>
  messages.filter(({ name }) => name === 'register').length;

describe.each(['ringcx', 'ringex'] as const)('a page that only loads the script of %s', (wire) => {
  it.each(VERSIONS[wire])(
    'rings, matches, answers, hangs up and logs with %s, without a problem and with two warnings',
    async (version) => {
      const { panel, crm, open, registered, printed } = await startWorld({ wire, version });
      const page = await open();
      await registered();
      await page.locator('iframe').waitFor();
      await makeCall(panel, wire);
      await expect.poll(() => [...crm.logs.values()]).toMatchObject([{ notes: 'called back' }]);
      expect(panel.panel).toMatchObject({ version, pages: [crm.origin] });
      expect(await panel.run({ name: 'warnings' })).toMatchObject([
        { code: 'ANY_TARGET_ORIGIN' },
        { code: 'ANY_SOURCE' },
      ]);
      expect(panel.problems).toEqual([]);
      expect(printed).toEqual([]);
      // The page's own command.
      await page.getByRole('button', { name: 'Call Ada' }).click();
      await panel.until(({ state }) => state?.phase === 'dialing');
    },
  );
});

describe.each(['ringcx', 'ringex'] as const)('a mistake of a page of %s is reported', (wire) => {
  it.each(DEFECTS)('that $name', async (defect) => {
    const clock = createTestClock(Date.now());
    // What the command shows waits for the clock, too.
    const ticking = setInterval(() => void clock.advance(50), 20);
    const late = 'window.late = new Promise((done) => (window.finish = done));\n';
    const world = await startWorld({ wire, clock, listener: late + listener(wire, defect) });
    const { panel, open, registered } = world;
    const page = await open();
    if (defect.code !== 'SERVICE_REPLACED') await registered();
    else await panel.until(({ state }) => JSON.stringify(state).includes('Other script'));
    const calling = panel.act('inboundCall', { from: CALLER }).then(async () => {
      await panel.act('answer');
      await panel.act('hangUp');
      if (wire === 'ringcx') await panel.act('submitDisposition', { notes: 'called back' });
      else await panel.act('clickLog');
    });
    calling.catch(() => undefined);
    if (defect.outlastsTimeOut) {
      await expect
        .poll(() => panel.messages.some(({ name }) => name === 'matchContacts'))
        .toBe(true);
      await clock.advance(90_000);
      await page.evaluate('finish()');
    }
    const isReported = (): boolean => panel.problems.some(({ code }) => code === defect.code);
    for (let waits = 0; waits < 60 && !isReported(); waits += 1) {
      await new Promise((wake) => setTimeout(wake, 300));
      if (!isReported()) await clock.advance(10_000);
    }
    expect(panel.problems.map(({ code }) => code)).toContain(defect.code);
    clearInterval(ticking);
    expect(JSON.stringify([panel.problems, panel.messages])).not.toMatch(/5550142|Lovelace/);
  });
});

describe('tabs', () => {
  it('share the widget, and leave it when they are closed or reloaded', async () => {
    const { panel, crm, open, registered } = await startWorld();
    const first = await open();
    await registered();
    await makeCall(panel, 'ringcx');
    const second = await open();
    await panel.until(({ pages }) => pages.length === 2);
    await panel.act('inboundCall', { from: CALLER });
    await Promise.any([first, second].map((page) => page.getByText('Ada Lovelace').waitFor()));
    await panel.act('hangUp');
    await second.close();
    await panel.until(({ pages }) => pages.length === 1);
    const before = registrations(panel);
    await first.reload();
    await panel.until(() => registrations(panel) === before + 1);
    await makeCall(panel, 'ringcx');
    expect(crm.logs.size).toBe(2);
    await panel.until(({ state }) => state?.history.length === 2);
    expect(panel.problems).toEqual([]);
  });

  it('may be in a popup, which becomes the main tab', async () => {
    const { panel, context, open, registered } = await startWorld();
    const page = await open();
    await registered();
    const [popup] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate('RCAdapter.popupWindow()'),
    ]);
    expect(new URL(popup.url()).pathname).toBe('/popup.html');
    await panel.until(({ pages }) => pages.length === 2);
    await popup.close();
    await panel.until(({ pages }) => pages.length === 1);
  });
});

describe('the control panel', () => {
  it('starts another version, after which the page registers again', async () => {
    const { panel, crm, open, registered } = await startWorld();
    await open();
    await registered();
    for (const version of ['0.x', 'next', '1.0'] as const) {
      await panel.run({ name: 'version', version });
      await panel.until(({ version: now, pages }) => now === version && pages.length === 1);
      await registered();
    }
    await makeCall(panel, 'ringcx');
    expect(crm.logs.size).toBe(1);
    expect(panel.problems).toEqual([]);
  });

  it('reloads the frame during a call, which goes on', async () => {
    const { panel, crm, open, registered } = await startWorld({ version: '1.0' });
    const page = await open();
    await registered();
    await panel.act('inboundCall', { from: CALLER });
    await page.getByText('Ada Lovelace').waitFor();
    await panel.act('answer');
    await panel.run({ name: 'reload' });
    await panel.until(() => registrations(panel) === 2);
    expect(panel.panel).toMatchObject({ pages: [crm.origin], state: { phase: 'connected' } });
    await panel.act('hangUp');
    await panel.act('submitDisposition', { notes: 'called back' });
    expect(crm.logs.size).toBe(1);
    expect(panel.problems).toEqual([]);
  });

  it('loses the network, and the page is not blamed', async () => {
    const { panel, open, registered, crm } = await startWorld();
    const page = await open();
    await registered();
    await panel.run({ name: 'online', isOnline: false });
    // Its query for contacts is lost, and takes 90 seconds.
    panel.act('inboundCall', { from: CALLER }).catch(() => undefined);
    await panel.until(({ isOnline, state }) => !isOnline && state?.phase === 'ringing');
    expect(await page.locator('#caller').textContent()).toBe('–');
    await panel.run({ name: 'online', isOnline: true });
    await panel.act('hangUp');
    await makeCall(panel, 'ringcx');
    expect(crm.logs.size).toBe(1);
    expect(panel.problems).toEqual([]);
  });
});

describe('a test in another runner', () => {
  it('makes calls as the guide shows', async () => {
    const { panel, widget, open, registered } = await startWorld();
    await open();
    await registered();
    await act('inboundCall', [{ from: CALLER }], widget.controlOrigin);
    await panel.until(({ state }) => state?.phase === 'ringing');
    await act('answer', [], widget.controlOrigin);
    await panel.until(({ state }) => state?.phase === 'connected');
  });
});

describe('an application without the script', () => {
  it('may have the frame itself', async () => {
    const { panel, crm, open, registered } = await startWorld({
      head: (origin) =>
        `<script>addEventListener('DOMContentLoaded', () => {
          const frame = document.createElement('iframe');
          frame.id = 'engage-voice-embeddable-adapter-frame';
          frame.src = '${origin}/app.html';
          document.body.append(frame);
        });</script>`,
    });
    await open();
    await registered();
    await makeCall(panel, 'ringcx');
    expect(crm.logs.size).toBe(1);
    expect(panel.problems).toEqual([]);
  });
});

describe('a page of another origin', () => {
  it('cannot frame the widget, and is named in the terminal once', async () => {
    const { context, crm, printed, panel } = await startWorld();
    const foreign = `http://crm.example:${new URL(crm.origin).port}`;
    const page = await context.newPage();
    for (let time = 0; time < 2; time += 1) {
      await page.goto(foreign);
      await expect
        .poll(() => page.frames().some((frame) => frame.url().includes('chrome-error')))
        .toBe(true);
    }
    expect(printed).toEqual([
      `A page of ${foreign} tried to load the widget and was refused. To allow it, add: --origin ${foreign}`,
    ]);
    expect(panel.panel?.pages).toEqual([]);
  });

  it('cannot frame it without a Referer either, nor the control panel', async () => {
    const { context, crm, widget, panel } = await startWorld();
    const page = await context.newPage();
    await page.goto(`http://crm.example:${new URL(crm.origin).port}/contacts`);
    const isBlocked = (address: string): Promise<boolean> =>
      page.evaluate(async (src) => {
        const frame = document.createElement('iframe');
        frame.referrerPolicy = 'no-referrer';
        frame.src = src;
        const loaded = new Promise((done) => frame.addEventListener('load', done));
        document.body.append(frame);
        await loaded;
        frame.name = 'tried';
        return true;
      }, address);
    for (const address of [`${widget.widgetOrigin}/app.html`, `${widget.controlOrigin}/`]) {
      await isBlocked(address);
      await expect.poll(() => page.frames().at(-1)?.url()).toBe('chrome-error://chromewebdata/');
    }
    expect(panel.panel?.pages).toEqual([]);
  });

  it('may frame it with --origin', async () => {
    const port = await freePort();
    const { context, panel, widget, printed, registered } = await startWorld({
      origins: [`http://crm.example:${port}`],
    });
    const head = `<script src="${widget.widgetOrigin}/adapter.js"></script>`;
    const crm = await startPlainPage('ringcx', head, undefined, port);
    const page = await context.newPage();
    await page.goto(`http://crm.example:${port}`);
    await registered();
    await makeCall(panel, 'ringcx');
    expect(crm.logs.size).toBe(1);
    expect(printed).toEqual([]);
    await page.close();
    await crm.close();
  });
});

describe('the command', () => {
  it('finds its pages again when it was started again', async () => {
    const { widget, open, registered } = await startWorld();
    await open();
    await registered();
    const port = Number(new URL(widget.widgetOrigin).port);
    await widget.close();
    const again = await startWidget({
      wire: 'ringcx',
      port,
      controlPort: 0,
      origins: [],
      shell: await builtShell(),
      print: () => {},
    });
    const panel = await openPanel(again.controlOrigin);
    await panel.until(({ state }) => JSON.stringify(state).includes('Plain CRM'));
    panel.close();
    await again.close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { readonly port: number };
  await new Promise((done) => server.close(done));
  return port;
}
