import { test } from './play.js';

const csv = (rows: readonly string[]) => ({
  name: 'customers.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['Id,Name,Phone,Shoe size,Last activity', ...rows, ''].join('\n')),
});

test('a file of contacts is imported, and says what it did not use', async ({ play, expect }) => {
  const { page, phone, complaints } = await play();
  await page.getByText('Priya Raman').waitFor();
  const file = csv([
    'i1,Ida Rhodes,(650) 555-0199,38,2026-01-12',
    'i2,,(650) 555-0198,41,2026-01-12',
    'i3,Ada Lovelace,(650) 555-0197,39,yesterday',
  ]);
  await page.getByLabel('Import a file').setInputFiles(file);
  const result = page.locator('#import').getByRole('status');
  await result.getByText('2 contacts imported, 2 of them new.').waitFor();
  await result.getByText('Columns not used: Shoe size.').waitFor();
  await result.getByText('2 issues, 1 row not imported').click();
  await result.getByText(/^Line 3, \/name/u).waitFor();
  await result.getByText(/^Line 4, \/touchedAt/u).waitFor();
  expect(await page.locator('#import').getByRole('progressbar').count()).toBe(0);
  const row = page.getByRole('listitem').filter({ hasText: 'Ida Rhodes' });
  await row.getByText('(650) 555-0199').waitFor();
  await row.getByRole('button', { name: 'Call Ida Rhodes' }).click();
  await phone.getByTestId('caller-name').getByText('Ida Rhodes').waitFor();
  expect(complaints).toEqual([]);
});

test('an import shows how far it is, and a person stops it', async ({ play, expect }) => {
  const { page, complaints } = await play();
  await page.getByText('Priya Raman').waitFor();
  const rows = Array.from(
    { length: 200_000 },
    (_, i) => `p${i},Person ${i},${6_502_000_000 + i},9,`,
  );
  await page.getByLabel('Import a file').setInputFiles(csv(rows));
  const place = page.locator('#import');
  await place.getByText(/contacts, 0 issues so far/u).waitFor();
  const bar = place.getByRole('progressbar', { name: 'Import of customers.csv' });
  const value = async () => Number(await bar.getAttribute('value'));
  expect(await value()).toBeLessThan(1);
  await place.getByRole('button', { name: 'Stop' }).click();
  await place.getByText(/^Stopped\. [\d,]+ contacts? imported before that\.$/u).waitFor();
  await page.getByText(/^200 of \d+ people$/u).waitFor();
  expect(complaints).toEqual([]);
});
