import { push } from './lists.js';
import { test } from './play.js';

/** How many logs the outbox lists. */
const LISTED = 50;

test('a transcript that is full says how much is missing', async ({ play, expect }) => {
  const { page, phone } = await play();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await push(phone, 'sipRegistered', 10_100);
  await page.getByText(/^The oldest \d{4,} messages are not shown\.$/).waitFor();
  await page.getByRole('button', { name: 'Copy all' }).click();
  const said = page.getByRole('status').getByText('Copied a transcript with 10000 lines');
  await said
    .getByText(/It is full: the last \d+ are missing\. “Clear” begins another one\.$/)
    .waitFor();

  await page.getByRole('button', { name: 'Clear' }).click();
  await push(phone, 'sipRegistered', 1);
  await page.getByText('1 message', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Copy all' }).click();
  await page.getByRole('status').getByText('Copied a transcript with 1 line,').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.trim().split('\n')).toHaveLength(3);
});

test('a log that is not delivered stands once in the card, however many there are', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play();
  await page.getByLabel('Acme’s server').selectOption('is-down');
  const count = LISTED + 3;
  for (let i = 0; i < count; i += 1)
    for (const name of ['Incoming call', 'Answer', 'Hang up', 'Submit', 'Done'])
      await phone
        .getByRole('button', { name })
        .evaluate((button) => (button as HTMLElement).click());
  await page.locator('#calls-count').getByText(`${count} calls`).waitFor();
  const outbox = page.locator('jackfield-outbox');
  await outbox.getByText(`${count} call logs failed`).first().waitFor();
  await outbox.getByText('and 3 more').waitFor();
  expect(await outbox.getByRole('listitem').count()).toBe(LISTED);
  expect(await page.getByRole('table', { name: 'Call log' }).count()).toBe(0);

  await page.getByLabel('Acme’s server').selectOption('works');
  await outbox.getByRole('button', { name: 'Try all again' }).click();
  await outbox.getByText('All calls logged').first().waitFor();
  expect(await page.locator('.calls-table tbody tr').count()).toBe(count);
});
