import { faultsOfPage } from '@jackfield/test-tools/axe';
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { startWidget } from '../../src/widget/start-widget.js';
import { builtShell } from './built-shell.js';
import { CALLER, closeBrowser, type ServedWorld, startWorld } from './served-world.js';

afterAll(closeBrowser);

/** Opens the control panel, and collects what its page complains about. */
async function openControl({ context, widget }: ServedWorld): Promise<{
  readonly control: Page;
  readonly complaints: readonly string[];
}> {
  const control = await context.newPage();
  const complaints: string[] = [];
  control.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  control.on('pageerror', (error) => complaints.push(error.message));
  // Colours that change slowly are not those that one sees.
  await control.addInitScript(() => {
    const still = new CSSStyleSheet();
    still.replaceSync('* { animation: none !important; transition: none !important; }');
    document.adoptedStyleSheets = [still];
  });
  await control.goto(widget.controlOrigin);
  return { control, complaints };
}

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const isThere = (): Promise<boolean> =>
    page.evaluate((wanted) => {
      const focused = document.activeElement;
      const label = focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
      const labels = (focused as HTMLInputElement | null)?.labels ?? [];
      return [label, ...[...labels].map(({ textContent }) => textContent ?? '')].some(
        (text) => text.trim() === wanted,
      );
    }, name);
  for (let presses = 0; presses < 60; presses += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}.`);
}

const press = async (page: Page, name: string): Promise<void> => {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
};

describe('the control panel', () => {
  it('shows what to change in an application, until one has loaded the widget', async () => {
    const world = await startWorld();
    const { control, complaints } = await openControl(world);
    await control.getByText('No page has loaded the widget', { exact: true }).waitFor();
    await control
      .getByText(`<script src="${world.widget.widgetOrigin}/adapter.js"></script>`)
      .waitFor();
    expect(await control.getByRole('region', { name: 'Phone' }).isVisible()).toBe(false);
    expect(await faultsOfPage(control, 'no page')).toEqual([]);
    await world.open();
    await control.getByText('Connected to Plain CRM').waitFor();
    await control.getByText(`1 page: ${world.crm.origin}`).waitFor();
    expect(await control.getByText('Load the widget').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('makes a RingCX call by keyboard alone, without a violation in any state', async () => {
    const world = await startWorld();
    const page = await world.open();
    const { control, complaints } = await openControl(world);
    await control.getByText('Connected to Plain CRM').waitFor();
    const violations = [...(await faultsOfPage(control, 'idle'))];
    await press(control, 'Incoming call');
    await control.getByTestId('caller-name').getByText('Ada Lovelace').waitFor();
    await page.getByText('Ada Lovelace').waitFor();
    violations.push(...(await faultsOfPage(control, 'ringing')));
    await control.getByRole('link', { name: 'Skip to the phone' }).focus();
    await control.keyboard.press('Enter');
    await press(control, 'Answer');
    await control.getByRole('timer').waitFor();
    violations.push(...(await faultsOfPage(control, 'connected')));
    await press(control, 'Hang up');
    await control.getByRole('button', { name: 'Submit' }).waitFor();
    await tabTo(control, 'Disposition');
    await control.keyboard.press('ArrowDown');
    await tabTo(control, 'Note');
    await control.keyboard.type('called back');
    violations.push(...(await faultsOfPage(control, 'wrap-up')));
    await press(control, 'Submit');
    await control.getByText('Disposition submitted').first().waitFor();
    expect([...world.crm.logs.values()]).toMatchObject([{ notes: 'called back' }]);
    await press(control, 'Done');
    await control.getByRole('button', { name: 'Edit the log of Ada Lovelace' }).waitFor();
    violations.push(...(await faultsOfPage(control, 'done')));
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('makes a RingEX call by keyboard alone, and logs it', async () => {
    const world = await startWorld({ wire: 'ringex' });
    await world.open();
    const { control, complaints } = await openControl(world);
    await control.getByText('Connected to Plain CRM').waitFor();
    await press(control, 'Incoming call');
    await control.getByTestId('caller-name').getByText('Ada Lovelace').waitFor();
    await control.getByRole('link', { name: 'Skip to the phone' }).focus();
    await control.keyboard.press('Enter');
    await press(control, 'Answer');
    await press(control, 'Hang up');
    await press(control, 'Log Ada Lovelace');
    await control.getByText('logged', { exact: true }).waitFor();
    expect([...world.crm.logs.values()]).toMatchObject([{ from: CALLER }]);
    expect(await faultsOfPage(control, 'logged')).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('makes a RingCX call on RingEX 3.1, if the application asks for it', async () => {
    const world = await startWorld({
      wire: 'ringex',
      head: (origin) => `<script src="${origin}/adapter.js?enableRingCX=1"></script>`,
    });
    await world.open();
    const { control, complaints } = await openControl(world);
    await control.getByText('RingEX 3.1 with RingCX').waitFor();
    await control.getByText('Connected to Plain CRM').waitFor();
    await control.getByRole('button', { name: 'Start the RingCX session' }).click();
    await control.getByRole('button', { name: 'End the RingCX session' }).waitFor();
    await control.getByRole('button', { name: 'Incoming call' }).click();
    await control.getByTestId('caller-name').getByText('Ada Lovelace').waitFor();
    await control.getByRole('button', { name: 'Answer' }).click();
    await control.getByRole('button', { name: 'Hang up' }).click();
    await control.getByLabel('Note').fill('called back');
    await control.getByRole('button', { name: 'Submit' }).click();
    await expect.poll(() => world.crm.logs.size).toBe(1);
    expect(await faultsOfPage(control, 'logged')).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('changes the conditions, and shows those that another panel has changed', async () => {
    const world = await startWorld();
    await world.open();
    const { control } = await openControl(world);
    await control.getByText('Connected to Plain CRM').waitFor();
    await control.getByLabel('Version').selectOption('next');
    await control.getByText('RingCX next').waitFor();
    await control.getByText('Connected to Plain CRM').waitFor();
    await control.getByLabel('Lose the network').check();
    await world.panel.until(({ isOnline }) => !isOnline);
    await world.panel.run({ name: 'online', isOnline: true });
    await expect.poll(() => control.getByLabel('Lose the network').isChecked()).toBe(false);
    await control
      .getByLabel('The page’s messages arrive')
      .selectOption({ label: '2 seconds late' });
    await world.panel.until(({ delayMs }) => delayMs === 2_000);
    await control.getByRole('button', { name: 'Reload the frame' }).click();
    await world.panel.until(() =>
      world.panel.messages.some((one) => one.name === 'init' && one.outcome === 'delivered'),
    );
  });

  it('shows the mistakes and the unsafe code of the page', async () => {
    const listener = `
      const frame = () => document.querySelector('iframe').contentWindow;
      addEventListener('message', ({ data }) => {
        if (data?.type === 'rc-ev-init')
          frame().postMessage({ type: 'MessageTransport-push', payload: { type: 'rc-ev-register',
            service: { name: 'Plain CRM', contactMatcherEnabled: true } } }, '*');
        if (data?.type === 'MessageTransport-request')
          frame().postMessage({ type: 'MessageTransport-response', requestId: data.requestId, result: 7 }, '*');
      });`;
    const world = await startWorld({ listener });
    await world.open();
    const { control } = await openControl(world);
    await control.getByRole('button', { name: 'Incoming call' }).click();
    const problems = control.getByRole('list', { name: 'Problems, the latest first' });
    await problems.getByText('RESULT_INVALID').waitFor();
    await problems.getByText('Answer with what the reference of the messages describes.').waitFor();
    await control.getByRole('button', { name: 'Look for unsafe code' }).click();
    await control.getByText('Found 2 warnings.').waitFor();
    expect(await faultsOfPage(control, 'problems')).toEqual([]);
    await control.getByRole('button', { name: 'Clear the problems' }).click();
    await control.getByText('None so far.').waitFor();
  });

  it('stays bounded while 1,000 messages come, and does not draw old rows again', async () => {
    const world = await startWorld();
    const page = await world.open();
    const { control } = await openControl(world);
    await control.getByText('Connected to Plain CRM').waitFor();
    const rows = control.locator('#messages-list > li');
    await control.locator('#messages-list summary').first().click();
    await control.evaluate(() => {
      const first = document.querySelector('#messages-list > li');
      first?.setAttribute('data-same', 'yes');
    });
    await page.evaluate((number) => {
      const { contentWindow } = document.querySelector('iframe') as HTMLIFrameElement;
      for (let count = 0; count < 1_000; count += 1)
        contentWindow?.postMessage(
          { type: 'MessageTransport-push', payload: { type: 'rc-ev-unknown', count, number } },
          '*',
        );
    }, CALLER);
    await control.getByText(/The oldest \d+ messages are not shown/).waitFor();
    await expect.poll(() => rows.count()).toBe(200);
    await expect
      .poll(async () => (await control.locator('.list-note').textContent()) ?? '')
      .toMatch(/The oldest (8\d\d|9\d\d) messages/);
    // The row that is open stays, and is the same element.
    expect(await control.locator('[data-same="yes"]').count()).toBe(1);
    expect(await control.locator('#messages-list').textContent()).not.toContain('5550142');
    // The list is answered to, and filtered.
    await control.getByLabel('Filter messages').fill('register');
    await control
      .getByText(/\d+ of 200 messages match/)
      .first()
      .waitFor();
  });

  it('lists the last 20 calls', async () => {
    const world = await startWorld();
    await world.open();
    await world.registered();
    for (let count = 0; count < 22; count += 1) {
      await world.panel.act('inboundCall', { from: CALLER });
      for (const action of ['answer', 'hangUp', 'submitDisposition', 'finish'])
        await world.panel.act(action);
    }
    const { control } = await openControl(world);
    await control.getByText('Only the last 20 calls are listed.').waitFor();
    expect(await control.locator('.recent').count()).toBe(20);
    const edit = control.getByRole('button', { name: 'Edit the log of Ada Lovelace' }).first();
    await edit.focus();
    await world.panel.act('inboundCall', { from: 'anonymous' });
    await world.panel.act('hangUp');
    await control.getByText('Available').first().waitFor();
    await edit.waitFor();
  });

  it('says that the command has ended, and goes on when it was started again', async () => {
    const world = await startWorld();
    const { control } = await openControl(world);
    await control.getByText('No page has loaded the widget', { exact: true }).waitFor();
    await world.widget.close();
    await control.getByText('The command has ended. Start it again.').waitFor();
    const again = await startWidget({
      wire: 'ringcx',
      port: 0,
      controlPort: Number(new URL(world.widget.controlOrigin).port),
      origins: [],
      shell: await builtShell(),
      print: () => {},
    });
    await control.getByText('No page has loaded the widget', { exact: true }).waitFor();
    await again.close();
  });
});
