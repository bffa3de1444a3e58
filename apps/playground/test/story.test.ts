import { callLogOf, messages, outboxOf, ring, serverOf, takeCall, test } from './play.js';

test('an agent’s call is matched, logged, found again, and outlives a reload of the page', async ({
  play,
  expect,
}) => {
  const { page, phone, complaints } = await play();
  await page.getByText('No calls logged yet').waitFor();

  await ring(phone, /Priya Raman/);
  await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();
  const pop = page.getByRole('region', { name: 'Priya Raman' });
  await pop.getByText('Northwind Foods').waitFor();

  await phone.getByRole('button', { name: 'Answer' }).click();
  await phone.getByRole('timer').waitFor();
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByLabel('Disposition').selectOption({ label: 'Call back' });
  await phone.getByLabel('Note').fill('Wants the spring price list.');
  await phone.getByRole('button', { name: 'Submit' }).click();

  await phone.getByText('Disposition submitted', { exact: true }).last().waitFor();
  await phone.getByTestId('logged-tick').getByText('logged').waitFor();
  expect(await phone.getByRole('alert').count()).toBe(0);
  const row = callLogOf(page).getByRole('row').filter({ hasText: 'Wants the spring price list.' });
  await row.getByText('Priya Raman').waitFor();
  await row.getByText('Call back').waitFor();

  await page.reload();
  await row.getByText('Priya Raman').waitFor();
  expect(await callLogOf(page).getByRole('row').count()).toBe(2);
  expect(complaints).toEqual([]);
});

test('a plugin that throws is named, the widget receives an error, and the agent is not blocked', async ({
  play,
  expect,
}) => {
  const { page, phone, complaints } = await play();
  await page.getByRole('switch', { name: 'Faulty plugin' }).click();
  await expect.poll(async () => (await messages(page))[0]).toEqual(['registered', 'session']);

  await ring(phone, /Priya Raman/);
  const matching = page.getByRole('region', {
    name: 'Plugin “faulty-plugin” failed in matchContacts',
  });
  await matching.getByText('the customer database did not answer').waitFor();
  await matching.getByText('what the other plugins answered').waitFor();
  await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();

  await phone.getByRole('button', { name: 'Answer' }).click();
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByLabel('Note').fill('Kept all the same.');
  await phone.getByRole('button', { name: 'Submit' }).click();
  await phone.getByText('The agent sees: success.').waitFor();

  const reported = await phone.getByTestId('log-error').locator('.code').innerText();
  // The agent is answered because the plugin has failed, and not only at the deadline.
  expect(reported).toMatch(/^logCall failed in plugin "faulty-plugin": (?!no answer in)\w+/);
  const logging = page.getByRole('region', { name: 'Plugin “faulty-plugin” failed in logCall' });
  await logging.getByText(reported).waitFor();
  await callLogOf(page).getByText('Kept all the same.').waitFor();

  await page.getByRole('switch', { name: 'Faulty plugin' }).click();
  await phone.getByRole('button', { name: 'Done' }).click();
  await takeCall(phone, /Tom Okafor/);
  await phone.getByRole('button', { name: 'Submit' }).click();
  await phone.getByTestId('logged-tick').getByText('logged').waitFor();
  expect(await phone.getByTestId('log-error').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a log is kept while the CRM is down, shown with why, and delivered when it is back', async ({
  play,
  expect,
}) => {
  const { page, phone, complaints } = await play();
  await serverOf(page).selectOption('is down');
  await takeCall(phone, /Priya Raman/);
  await phone.getByLabel('Disposition').selectOption({ label: 'Call back' });
  await phone.getByRole('button', { name: 'Submit' }).click();
  // The agent does not wait for the CRM, and does not see that it has the log.
  await phone.getByText('Disposition submitted', { exact: true }).last().waitFor();
  await outboxOf(page).getByText('1 call log failed').waitFor();
  await outboxOf(page).getByText('Acme CRM answered 503.').waitFor();
  expect(await phone.getByTestId('logged-tick').getByText('logged').count()).toBe(0);
  // Once, with the reason and what can be done: the table has it when the CRM has it.
  const calls = page.getByRole('region', { name: 'Call log' });
  await outboxOf(page).getByText('Failed', { exact: true }).waitFor();
  await calls.getByText('1 call', { exact: true }).waitFor();
  expect(await calls.getByText('Priya Raman', { exact: true }).count()).toBe(1);
  expect(await callLogOf(page).count()).toBe(0);

  await page.reload();
  await outboxOf(page).getByText('All calls logged').waitFor();
  const row = callLogOf(page).getByRole('row').filter({ hasText: 'Priya Raman' });
  await row.getByText('Delivered').waitFor();
  await row.getByText('Call back').waitFor();
  await row.getByText(/^Answered, 0:\d\d$/).waitFor();
  expect(await calls.getByText('Priya Raman', { exact: true }).count()).toBe(1);
  expect(await callLogOf(page).getByRole('row').count()).toBe(2);
  expect(complaints).toEqual([]);
});
