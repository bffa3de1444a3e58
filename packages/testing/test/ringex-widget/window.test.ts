import { expect, test } from 'vitest';
import { behaviour, CALLER, openPage, openScene } from './page.js';

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
  await widget.tabs[0]!.close();
  await tab.focus();
  expect(widget.tabs.map(({ isMain }) => isMain)).toEqual([false]);
  await widget.answer();
  expect(other.calls('callStart')).toHaveLength(1);
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
