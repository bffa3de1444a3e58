import { messages, phoneOf, ring, serverOf, test } from './play.js';

const VERSIONS = ['ringex-2.x', 'ringex-3.x', 'ringex-3.1'] as const;

test.for(VERSIONS)(
  'the same plugins match, log and find a call of %s',
  async (widget, { play, expect }) => {
    const { page, phone, complaints } = await play({ widget });
    await ring(phone, /Priya Raman/);
    await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();
    await page.getByRole('region', { name: 'Priya Raman' }).getByText('Northwind Foods').waitFor();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('timer').waitFor();
    await phone.getByRole('button', { name: 'Hang up' }).click();

    await phone.getByRole('button', { name: 'Log Priya Raman' }).click();
    await phone.getByLabel('Note').fill('Wants the spring price list.');
    await phone.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Wants the spring price list.' });
    await row.getByText('Priya Raman').waitFor();
    await phone.getByText('logged', { exact: true }).waitFor();
    await phone.getByRole('button', { name: 'View the log of Priya Raman' }).waitFor();

    await page.reload();
    await row.getByText('Priya Raman').waitFor();
    expect(await page.getByLabel('Widget').inputValue()).toBe(widget);
    expect(complaints).toEqual([]);
  },
);

test('the button that views a log shows it in the page', async ({ play, expect }) => {
  const { page, phone, complaints } = await play({ widget: 'ringex-3.x' });
  for (const [name, note] of [
    ['Priya Raman', 'The first one.'],
    ['Tom Okafor', 'The second one.'],
  ] as const) {
    await ring(phone, new RegExp(name));
    await phone.getByTestId('caller-name').getByText(name).waitFor();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await phone.getByRole('button', { name: `Log ${name}` }).click();
    await phone.getByLabel('Note').fill(note);
    await phone.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('row').filter({ hasText: note }).waitFor();
  }
  await page.setViewportSize({ width: 390, height: 600 });
  await phone.getByRole('button', { name: 'View the log of Priya Raman' }).click();
  const shown = page.locator('tr[data-current=true]');
  await shown.getByText('The first one.').waitFor();
  expect(await shown.count()).toBe(1);
  await page.getByText('The page shows the call log of Priya Raman.').waitFor();
  const isInView = (): Promise<boolean> =>
    shown.evaluate((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  await expect.poll(isInView).toBe(true);
  expect(complaints).toEqual([]);
});

test('a log that waits is shown in the history of the phone, until the CRM has it', async ({
  play,
  expect,
}) => {
  const { page, phone, complaints } = await play({ widget: 'ringex-3.x' });
  await serverOf(page).selectOption('is-down');
  await ring(phone, /Someone new/);
  await phone.getByRole('button', { name: 'Answer' }).click();
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByRole('button', { name: 'Log (415) 555-0199' }).click();
  await phone.getByLabel('Note').fill('Call back.');
  await phone.getByRole('button', { name: 'Save' }).click();
  await phone.getByTestId('status-row').getByText('log failed').waitFor();

  await serverOf(page).selectOption('works');
  // The outbox may have tried by itself just now.
  await page
    .getByRole('button', { name: 'Try again' })
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await phone.getByText('logged', { exact: true }).waitFor();
  expect(await phone.getByTestId('status-row').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('calls are logged without the agent where the widget logs them automatically', async ({
  play,
  expect,
}) => {
  const { page, phone, complaints } = await play({ widget: 'ringex-3.x' });
  await phone.getByLabel('Log calls automatically').check();
  await ring(phone, /Tom Okafor/);
  await phone.getByRole('button', { name: 'Answer' }).click();
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await page.getByRole('row').getByText('Tom Okafor').waitFor();
  await phone.getByText('logged', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test('a call of RingCX in RingEX has a disposition, and leads open', async ({ play, expect }) => {
  const { page, phone, complaints } = await play({ widget: 'ringex-3.1-ringcx' });
  await phone.getByRole('button', { name: 'Start the RingCX session' }).click();
  await phone.getByRole('button', { name: 'End the RingCX session' }).waitFor();
  await ring(phone, /Priya Raman/);
  await phone.getByRole('button', { name: 'Answer' }).click();
  await phone.getByLabel('Note').fill('Typed during the call.');
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByLabel('Disposition').selectOption({ label: 'Call back' });
  await phone.getByRole('button', { name: 'Submit' }).click();
  await phone.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Typed during the call.' });
  await row.getByText('Call back').waitFor();

  await phone.getByRole('tab', { name: 'Leads' }).click();
  await phone.getByRole('button', { name: 'Get leads' }).click();
  await phone.getByRole('button', { name: 'View lead Naomi Fischer' }).click();
  await page.getByRole('region', { name: 'Naomi Fischer' }).waitFor();
  expect(complaints).toEqual([]);
});

test('both widgets on one page use the same plugins', async ({ play, expect }) => {
  const { page, complaints } = await play({ widget: 'both' });
  const [ringcx, ringex] = [phoneOf(page, 'ringcx'), phoneOf(page, 'ringex')];
  await page.getByText(/RingCX connected .* RingEX connected/).waitFor();

  await ring(ringex, /Tom Okafor/);
  await ringex.getByTestId('caller-name').getByText('Tom Okafor').waitFor();
  await ring(ringcx, /Priya Raman/);
  await ringcx.getByTestId('caller-name').getByText('Priya Raman').waitFor();
  await ringcx.getByRole('button', { name: 'Answer' }).click();
  await ringcx.getByRole('button', { name: 'Hang up' }).click();
  await ringcx.getByLabel('Note').fill('From RingCX.');
  await ringcx.getByRole('button', { name: 'Submit' }).click();
  await ringex.getByRole('button', { name: 'Answer' }).click();
  await ringex.getByRole('button', { name: 'Hang up' }).click();
  await ringex.getByRole('button', { name: 'Log Tom Okafor' }).click();
  await ringex.getByLabel('Note').fill('From RingEX.');
  await ringex.getByRole('button', { name: 'Save' }).click();

  const table = page.getByRole('table', { name: 'Call log' });
  await table.getByText('From RingCX.').waitFor();
  await table.getByText('From RingEX.').waitFor();
  expect(await table.getByRole('row').count()).toBe(3);
  const logs = (await messages(page)).filter(
    ([name, outcome]) => name === 'logCall' && outcome === 'answered',
  );
  expect(logs).toHaveLength(2);

  await ringcx.getByRole('button', { name: 'Done' }).click();
  await page.getByLabel('Call with').selectOption('RingEX');
  await page.getByRole('button', { name: 'Call Aiko Tanaka' }).click();
  await ringex.getByText('Calling…').waitFor();
  await ringcx.getByText('Available').first().waitFor();
  expect(complaints).toEqual([]);
});

test('another widget is chosen in the page, and stays in its address', async ({ play, expect }) => {
  const { page, complaints } = await play();
  await page.getByLabel('Widget').selectOption({ label: 'RingEX 2.x, released' });
  await page.waitForURL('**/?widget=ringex-2.x');
  await phoneOf(page, 'ringex').getByText('Connected to Acme CRM').waitFor();
  await page.goto(`${new URL(page.url()).origin}/?widget=no-such-widget`);
  await phoneOf(page, 'ringcx').getByText('Connected to Acme CRM').waitFor();
  expect(complaints).toEqual([]);
});
