import { axeViolations } from '@jackfield/test-tools/axe';
import { describe, expect } from 'vitest';
import { ring, test } from './play.js';

describe.each([
  ['light', 320],
  ['light', 1280],
  ['dark', 320],
  ['dark', 1280],
] as const)('axe finds nothing in the playground, %s, %i pixels wide,', (colorScheme, width) => {
  test('in any state of a call', async ({ play }) => {
    const { page, phone } = await play({ width, colorScheme });
    const found: string[] = [];
    const look = async (state: string): Promise<void> => {
      for (const line of await axeViolations(page)) found.push(`${state}: ${line}`);
    };
    await look('idle');
    await ring(phone, /Priya Raman/);
    await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();
    await page.getByRole('region', { name: 'Priya Raman' }).waitFor();
    await look('ringing');
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('timer').waitFor();
    await look('connected');
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await phone.getByLabel('Note').fill('Wants the spring price list.');
    await look('wrap-up');
    await phone.getByRole('button', { name: 'Submit' }).click();
    await phone.getByTestId('logged-tick').getByText('logged').waitFor();
    await look('done');
    await phone.getByRole('tab', { name: 'Leads' }).click();
    await look('leads');
    expect(found).toEqual([]);
  });
});
