import { callLogOf, messages, outboxOf, ring, serverOf, takeCall, test } from './play.js';

test('the widget asks three times a call, and a repeated ring is delivered once', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play();
  await takeCall(phone, /Priya Raman/);
  const count = async (name: string, outcome: string) =>
    (await messages(page)).filter((row) => row[0] === name && row[1] === outcome).length;
  await expect.poll(() => count('matchContacts', 'answered')).toBe(3);
  expect(await count('ringCall', 'delivered')).toBe(1);
  expect(await count('ringCall', 'ignored')).toBe(1);
  expect(await count('newCall', 'delivered')).toBe(1);
});

test('a message’s body is shown on request, without personal data', async ({ play, expect }) => {
  const { page, phone } = await play();
  await ring(phone, /Priya Raman/);
  await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();
  const message = page.locator('#messages-list > li').filter({ hasText: 'matchContacts' }).first();
  await message.locator('summary').click();
  await message.getByText('Result').waitFor();
  const text = await message.locator('.detail').innerText();
  expect(text).toContain('"callType": "inbound"');
  expect(text).not.toContain('6505550142');
  expect(text).not.toContain('Priya');
});

test('an unknown and a withheld caller are shown by number and as withheld', async ({
  play,
  expect,
}) => {
  const { page, phone, complaints } = await play();
  await ring(phone, /Someone new/);
  await page.getByRole('region', { name: '(415) 555-0199' }).getByText('none').waitFor();
  await phone.getByText('Not in the CRM').waitFor();
  await phone.getByRole('button', { name: 'Decline' }).click();
  await ring(phone, /withheld/);
  await page.getByRole('region', { name: 'Number withheld' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a reloaded widget is registered again and its next call is logged', async ({
  play,
  expect,
}) => {
  const { page, phone, complaints } = await play();
  const registers = async () =>
    (await messages(page)).filter(([name]) => name === 'registered').length;
  const before = await registers();
  await phone.getByRole('button', { name: 'Reload widget' }).click();
  await expect.poll(registers).toBeGreaterThan(before);
  await phone.getByText('Connected to Acme CRM').waitFor();

  await takeCall(phone, /Inês Duarte/);
  await phone.getByLabel('Note').fill('After the reload.');
  await phone.getByRole('button', { name: 'Submit' }).click();
  await phone.getByTestId('logged-tick').getByText('logged').waitFor();
  await callLogOf(page).getByText('After the reload.').waitFor();
  expect(complaints).toEqual([]);
});

test.for(['0.x', '1.0', 'next'])(
  'a widget of version %s has its call logged',
  async (version, { play, expect }) => {
    const { page, phone, complaints } = await play({ widget: `ringcx-${version}` });
    await ring(phone, /Priya Raman/);
    await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await phone.getByLabel('Note').fill(`From version ${version}.`);
    await phone.getByRole('button', { name: 'Submit' }).click();
    await callLogOf(page).getByText(`From version ${version}.`).waitFor();
    await phone.getByTestId('logged-tick').getByText('logged').waitFor();
    await phone.getByRole('heading', { name: `RingCX ${version}` }).waitFor();
    expect(await page.getByLabel('Widget').inputValue()).toBe(`ringcx-${version}`);
    expect(complaints).toEqual([]);
  },
);

test('an agent whom the page logs out can log in again', async ({ play, expect }) => {
  const { phone, complaints } = await play();
  await phone.locator('body').evaluate(() => {
    dispatchEvent(
      new MessageEvent('message', {
        data: { type: 'MessageTransport-push', payload: { type: 'rc-ev-logout' } },
      }),
    );
  });
  await phone.getByText('The agent is logged out.').waitFor();
  await phone.getByRole('button', { name: 'Log in' }).click();
  await phone.getByLabel('Number').waitFor();
  expect(complaints).toEqual([]);
});

test('a contact is called with a click, and a busy phone refuses', async ({ play, expect }) => {
  const { page, phone, complaints } = await play();
  await page.getByRole('button', { name: 'Call Inês Duarte' }).click();
  await phone.getByText('Calling…').waitFor();
  await page.clock.fastForward(1_200);
  await phone.getByText('On the line').waitFor();
  await phone.getByTestId('caller-name').getByText('Inês Duarte').waitFor();
  await page.getByRole('button', { name: 'Call Tom Okafor' }).click();
  await expect
    .poll(async () => (await messages(page)).filter(([name]) => name === 'clickToDial').length)
    .toBe(2);

  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByRole('button', { name: 'Submit' }).click();
  await callLogOf(page).getByText('Inês Duarte').waitFor();
  await phone.getByRole('button', { name: 'Done' }).click();
  expect(await phone.locator('.recent').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test.for(['911', '933', '112', '12345'])(
  'the phone refuses to dial %s',
  async (number, { play }) => {
    const { phone } = await play();
    await phone.getByLabel('Number').fill(number);
    await phone.getByRole('button', { name: 'Call', exact: true }).click();
    await phone.getByRole('alert').waitFor();
    await phone.getByText('Available', { exact: true }).first().waitFor();
  },
);

test('a lead is brought up in the page', async ({ play, expect }) => {
  const { page, phone, complaints } = await play();
  await phone.getByRole('tab', { name: 'Leads' }).click();
  await phone.getByRole('button', { name: 'Get leads' }).click();
  await phone.getByRole('button', { name: 'View lead Naomi Fischer' }).click();
  const pop = page.getByRole('region', { name: 'Naomi Fischer' });
  await pop.getByText('Chicago, IL').waitFor();
  // In the words of the phone.
  await phone.locator('.lead').first().getByText('not called yet').waitFor();
  await pop.getByText('not called yet').waitFor();
  expect(complaints).toEqual([]);
});

test('logs wait for a sign-in, and go on when somebody says that they have', async ({
  play,
  expect,
}) => {
  const { page, phone, complaints } = await play();
  await serverOf(page).selectOption('asks to sign in');
  await takeCall(phone, /Tom Okafor/);
  await phone.getByRole('button', { name: 'Submit' }).click();
  await outboxOf(page).getByText('Needs sign-in', { exact: true }).waitFor();
  await serverOf(page).selectOption('works');
  await page.getByRole('button', { name: 'I have signed in' }).click();
  await outboxOf(page).getByText('All calls logged').waitFor();
  await callLogOf(page).getByText('Delivered').waitFor();
  expect(complaints).toEqual([]);
});

test('a CRM that hangs holds nobody, and a log can be discarded once one is sure', async ({
  play,
  expect,
}) => {
  const { page, phone, complaints } = await play();
  await serverOf(page).selectOption('hangs');
  await takeCall(phone, /Inês Duarte/);
  await phone.getByRole('button', { name: 'Submit' }).click();
  await phone.getByText('Disposition submitted', { exact: true }).last().waitFor();
  await outboxOf(page).getByText('1 call log waiting').waitFor();
  await outboxOf(page).getByText('Waiting', { exact: true }).waitFor();

  await serverOf(page).selectOption('is down');
  await outboxOf(page).getByText('1 call log failed').waitFor();
  await page.getByRole('button', { name: /^Discard: Inês Duarte/ }).click();
  await page.getByRole('button', { name: /^Discard for good: Inês Duarte/ }).click();
  await page.getByText('No calls logged yet').waitFor();
  expect(complaints).toEqual([]);
});

test('“Reset data” and another widget ask in place before they lose a call', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play();
  const address = page.url();
  const widget = page.getByLabel('Widget');
  const isKept = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Reset data' }).click();
    await page.getByRole('button', { name: 'Keep' }).press('Escape');
    await widget.selectOption({ label: 'RingEX 2.x, released' });
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await widget.inputValue()).toBe('ringcx-1.0');
    expect(await widget.evaluate((select) => select === document.activeElement)).toBe(true);
    expect(page.url()).toBe(address);
  };
  await ring(phone, /Priya Raman/);
  await isKept();
  await phone.getByRole('button', { name: 'Answer' }).click();
  await phone.getByRole('timer').waitFor();
  await isKept();
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByLabel('Note').fill('Half a note');
  await isKept();
  await widget.selectOption({ label: 'RingEX 2.x, released' });
  await page.getByText('The last call is not submitted yet.').waitFor();
  await page.getByRole('button', { name: 'Change and lose the call' }).click();
  await page.waitForURL('**/?widget=ringex-2.x');
});

test('“Reset data” forgets the calls and keeps the contacts', async ({ play, expect }) => {
  const { page, phone, complaints } = await play();
  await takeCall(phone, /Priya Raman/);
  await phone.getByRole('button', { name: 'Submit' }).click();
  await callLogOf(page).waitFor();
  await page.getByRole('button', { name: 'Reset data' }).click();
  await page.getByText('No calls logged yet').waitFor();
  await expect.poll(() => page.locator('.contact').count()).toBe(6);
  expect(complaints).toEqual([]);
});

test('what the policy refuses does not go unnoticed here', async ({ play, expect }) => {
  const { page, complaints } = await play();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "inline"';
    document.head.append(script);
    document.body.setAttribute('style', 'color: red');
  });
  await expect
    .poll(() => complaints.join('\n'))
    .toContain('policy: script-src-elem refused inline');
  await expect.poll(() => complaints.join('\n')).toContain('policy: style-src-attr refused inline');
  expect(await page.title()).not.toBe('inline');
});

test('a log that is sent again replaces its row', async ({ play, expect }) => {
  const { page, phone, complaints } = await play();
  await takeCall(phone, /Tom Okafor/);
  await phone.getByRole('button', { name: 'Submit' }).click();
  await phone.getByRole('button', { name: 'Done' }).click();
  await callLogOf(page).getByText('Tom Okafor').waitFor();

  await phone.getByRole('button', { name: 'Edit the log of Tom Okafor' }).click();
  await phone.getByLabel('Note').fill('Second thoughts.');
  await phone.getByRole('button', { name: 'Submit' }).click();
  await callLogOf(page).getByText('Second thoughts.').waitFor();
  expect(await callLogOf(page).getByRole('row').count()).toBe(2);
  expect(complaints).toEqual([]);
});

test('“Reset data” asks in place before it loses logs that are not delivered', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play();
  await serverOf(page).selectOption('is-down');
  await takeCall(phone, /Priya Raman/);
  await phone.getByRole('button', { name: 'Submit' }).click();
  await page.locator('jackfield-outbox').getByText('Priya Raman').first().waitFor();
  const reset = page.getByRole('button', { name: 'Reset data' });
  await reset.click();
  await page.getByText('1 call log is not delivered.').waitFor();
  const keep = page.getByRole('button', { name: 'Keep' });
  expect(await keep.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  expect(await reset.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.locator('jackfield-outbox').getByText('Priya Raman').first().waitFor();
  await reset.click();
  await page.getByRole('button', { name: 'Reset and lose' }).click();
  await page.getByText('No calls logged yet').waitFor();
});
