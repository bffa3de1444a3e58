import { axeViolations } from '@jackfield/test-tools/axe';
import { describe, expect } from 'vitest';
import { phoneOf, ring, test } from './play.js';

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

  test('with both widgets, and in any state of a call of RingEX', async ({ play }) => {
    const { page } = await play({ width, colorScheme, widget: 'both' });
    const phone = phoneOf(page, 'ringex');
    const found: string[] = [];
    const look = async (state: string): Promise<void> => {
      for (const line of await axeViolations(page)) found.push(`${state}: ${line}`);
    };
    await phone.getByText('Connected to Acme CRM').waitFor();
    await look('idle');
    await page.getByLabel('Acme’s server').selectOption('is-down');
    await ring(phone, /Priya Raman/);
    await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();
    await look('ringing');
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('timer').waitFor();
    await look('connected');
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await phone.getByRole('button', { name: 'Log Priya Raman' }).click();
    await phone.getByLabel('Note').fill('Wants the spring price list.');
    await look('log page');
    await phone.getByRole('button', { name: 'Save' }).click();
    await phone.getByTestId('status-row').waitFor();
    await look('log failed');
    expect(found).toEqual([]);
  });

  test('in a call of RingCX in RingEX', async ({ play }) => {
    const { page, phone } = await play({ width, colorScheme, widget: 'ringex-3.1-ringcx' });
    const found: string[] = [];
    const look = async (state: string): Promise<void> => {
      for (const line of await axeViolations(page)) found.push(`${state}: ${line}`);
    };
    await phone.getByRole('button', { name: 'Start the RingCX session' }).click();
    await phone.getByRole('button', { name: 'End the RingCX session' }).waitFor();
    await look('idle');
    await ring(phone, /Priya Raman/);
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByLabel('Note').fill('Wants the spring price list.');
    await look('connected');
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await phone.getByRole('button', { name: 'Submit' }).waitFor();
    await look('wrap-up');
    await phone.getByRole('tab', { name: 'Leads' }).click();
    await phone.getByRole('button', { name: 'Get leads' }).click();
    await look('leads');
    expect(found).toEqual([]);
  });
});
