import type { FrameLocator, Page } from 'playwright';

/** Makes the widget post pushes of this name. */
export const push = (phone: FrameLocator, name: string, count: number): Promise<void> =>
  phone.locator('body').evaluate(
    (_body, [pushed, times]) => {
      const { jackfieldWidget } = globalThis as unknown as {
        jackfieldWidget: { push(name: string, body: object): void };
      };
      for (let i = 0; i < times; i += 1) jackfieldWidget.push(pushed, {});
    },
    [name, count] as const,
  );

/** Imports people until Acme has 100. */
export async function importPeople(page: Page): Promise<void> {
  await page.getByText('6 people', { exact: true }).waitFor();
  const rows = Array.from({ length: 94 }, (_, i) => [
    `p${i}`,
    `Person ${i}`,
    `+1650555${1000 + i}`,
  ]);
  await page.getByLabel('Import a file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([['Id', 'Name', 'Phone'], ...rows].join('\n')),
  });
  await page.locator('#contacts-count').getByText('100 people').waitFor();
}

/** Imports Tessa Two, who has three numbers. */
export async function importTessa(page: Page): Promise<void> {
  await page.getByText('6 people', { exact: true }).waitFor();
  const numbers = ['+16505550171', '+16505550172', '+442079460001'].map((each) => `TEL:${each}`);
  const card = ['BEGIN:VCARD', 'VERSION:3.0', 'UID:tessa', 'FN:Tessa Two', ...numbers, 'END:VCARD'];
  await page.getByLabel('Import a file').setInputFiles({
    name: 'tessa.vcf',
    mimeType: 'text/vcard',
    buffer: Buffer.from([...card, ''].join('\r\n')),
  });
  await page.locator('.contact').filter({ hasText: 'Tessa Two' }).waitFor();
}
