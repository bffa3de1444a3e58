import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRingexWidget, createTestClock } from '@jackfield/testing';
import { ringexBehaviours } from '../../src/ringex-widget/behaviours.js';
import type { PageLink } from '../../src/simulator/page-link.js';
import { settle } from '../../src/test-clock.js';
import { behaviour, CALLER, openPage, openScene } from './page.js';

/** The window of a frame, whose name survives a reload. */
function frame(): { readonly link: PageLink; readonly pages: readonly unknown[] } {
  const pages: unknown[] = [];
  let name: string | undefined;
  const link: PageLink = {
    post: (message) => void pages.push(structuredClone(message)),
    listen: () => () => undefined,
    reload(kept) {
      name = kept;
    },
    takeKept() {
      const kept = name;
      name = undefined;
      return kept;
    },
  };
  return { link, pages };
}

test('no behaviour is without a test, and no test without a behaviour', () => {
  const folder = new URL('.', import.meta.url);
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  const tested = tests.flatMap((name) =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^behaviour\(\s*'([\w-]+)'/gm)].map(
      ([, id]) => id as string,
    ),
  );
  const ids = Object.values(ringexBehaviours).flatMap((area) => Object.keys(area));
  expect([...tested].sort()).toEqual([...ids].sort());
});

test('no module has a name of the wire but what is generated', () => {
  const folder = new URL('../../src/ringex-widget/', import.meta.url);
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    if (!name.endsWith('.ts') || name.startsWith('generated')) continue;
    expect(readFileSync(new URL(name, folder), 'utf8'), name).not.toMatch(/rc-[a-z]+-/i);
  }
});

test('a closed widget does nothing more', async () => {
  const { widget, page } = await openScene({ autoLog: true });
  await page.register();
  await widget.inboundCall({ from: CALLER });
  const before = page.received.length;
  widget.close();
  await page.push('controlCall', { callAction: 'answer' });
  await widget.clock.advance(60_000);
  expect(page.received).toHaveLength(before);
  expect(widget.clock.pending).toBe(0);
  await expect(widget.answer()).rejects.toMatchObject({ code: 'TAB_CLOSED' });
});

test('a seed fixes the keys, and two widgets without one differ', async () => {
  const keyOf = async (seed?: number): Promise<string> =>
    (await createRingexWidget({ seed }).inboundCall({ from: CALLER })).key;
  expect(await keyOf(7)).toBe(await keyOf(7));
  expect(await keyOf()).not.toBe(await keyOf());
});

behaviour('tab-main-visible', { autoLog: true }, async ({ widget, page }) => {
  await page.register();
  const hidden = await widget.openTab({ hidden: true });
  expect(widget.tabs.map(({ isMain }) => isMain)).toEqual([true, false]);
  await widget.openTab();
  expect(widget.tabs.map(({ isMain }) => isMain)).toEqual([false, false, true]);
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/log')).toEqual([]);
  await hidden.focus();
  expect(hidden.isMain).toBe(true);
  await hidden.close();
  await expect(hidden.focus()).rejects.toMatchObject({ code: 'TAB_CLOSED' });
});

behaviour('tab-main-closed', { autoLog: true, pickUpMs: Infinity }, async ({ widget, page }) => {
  await page.register();
  const tab = await widget.openTab();
  await tab.close();
  const ringing = widget.inboundCall({ from: CALLER });
  await widget.clock.advance(60_000);
  expect(page.requests('/log')).toEqual([]);
  await widget.tabs[0]!.focus();
  await ringing;
  expect(page.requests('/log')).toHaveLength(1);
});

behaviour('tab-main-fixed', { autoLog: true, mainTab: 'fixed' }, async ({ widget, page }) => {
  await page.register();
  const tab = await widget.openTab();
  const other = openPage(tab.transport);
  await other.register();
  await tab.focus();
  expect(widget.tabs.map(({ isMain }) => isMain)).toEqual([true, false]);
  await widget.inboundCall({ from: CALLER });
  expect(page.requests('/log')).toHaveLength(1);
  expect(other.requests('/log')).toHaveLength(0);
});

behaviour(
  'reload-mid-call',
  { autoLog: true, callingMode: 'jupiter' },
  async ({ widget, page }) => {
    await page.register();
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    expect(page.requests('/log')).toHaveLength(2);
    await widget.reload();
    await page.register();
    expect(page.calls('activeCall')).toHaveLength(3);
    expect(page.requests('/log')).toHaveLength(2);
    await widget.hangUp();
    expect(page.requests('/log')).toHaveLength(3);
    expect(page.requests('/log')[2]).toMatchObject({ call: { result: 'Disconnected' } });
  },
);

test('a frame keeps its calls and its history over a reload, and forgets the service', async () => {
  const { link, pages } = frame();
  const widget = createRingexWidget({ page: link, clock: createTestClock(), autoLog: true });
  const { key } = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  await widget.reload();
  widget.close();
  const next = createRingexWidget({ page: link, clock: createTestClock() });
  expect(next.state).toMatchObject({ autoLog: true, service: { name: null } });
  expect(next.history).toMatchObject([{ key, status: 'CallConnected' }]);
  expect(() => next.transport).toThrowError(/in memory/);
  await next.syncCallLog();
  expect(next.history).toMatchObject([{ key, status: 'Accepted' }]);
  expect(pages.length).toBeGreaterThan(0);
});

test('a second tab does not restart the session of RingCX', async () => {
  const { widget, page } = await openScene({ version: '3.1', ringcx: true });
  await widget.startAgentSession();
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.openTab();
  expect(widget.state.agent.state).toBe('ENGAGED');
  expect(page.pushes('agentSession')).toHaveLength(3);
  await widget.hangUp();
  await expect(widget.inboundCall({ from: CALLER })).rejects.toMatchObject({ code: 'WRONG_STATE' });
});

test('the log page and a check before a call hold the agent', async () => {
  const { widget, page } = await openScene({ version: '3.x', pickUpMs: Infinity });
  page.answer('/log', 'never');
  page.answer('/dnc', 'never');
  await page.register({ doNotContactPath: '/dnc', showLogModal: true });
  const dialled = widget.dial(CALLER);
  await widget.clock.advance(3_000);
  await dialled;
  const saved = widget.saveLog({ note: 'Hi' });
  await widget.clock.advance(15_000);
  await saved;
  expect(widget.holds).toEqual([
    { for: 'checkDoNotContact', ms: 3_000, outcome: 'timeout' },
    { for: 'logCall', ms: 15_000, outcome: 'timeout' },
  ]);
});

test('a document that was unloaded sends nothing more', async () => {
  const { widget, page } = await openScene({ autoLog: true });
  page.answer('/contacts', 'never');
  await page.register();
  const ringing = widget.inboundCall({ from: CALLER });
  await settle();
  await page.push('rematchContacts', { phoneNumbers: [CALLER] });
  await widget.reload();
  await ringing;
  await settle();
  expect(page.requests('/contacts')).toHaveLength(1);
  expect(page.requests('/log')).toEqual([]);
  expect(widget.requests.find(({ name }) => name === 'matchContacts')).toMatchObject({
    status: 'lost',
  });
});
