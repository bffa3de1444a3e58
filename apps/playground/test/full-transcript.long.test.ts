// Alone in its browser, whose pages share a clipboard.
import { push } from './lists.js';
import { test } from './play.js';

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
