import { faultsOfPage } from '@jackfield/test-tools/axe';
import { describe, expect } from 'vitest';
import { importPeople, push } from './lists.js';
import { phoneOf, ring, serverOf, takeCall, test } from './play.js';

describe('axe finds nothing in the playground, light or dark, 320 or 1280 pixels wide,', () => {
  test('in any state of a call', async ({ play }) => {
    const { page, phone } = await play();
    const found: string[] = [];
    const look = async (state: string): Promise<void> => {
      found.push(...(await faultsOfPage(page, state)));
    };
    await look('idle');
    await ring(phone, /Priya Raman/);
    await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();
    await page.getByRole('region', { name: 'Priya Raman' }).waitFor();
    await look('ringing');
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('timer').waitFor();
    await look('connected');
    await page.getByRole('button', { name: 'Reset data' }).click();
    await page.getByLabel('Widget').selectOption('ringex-3.x');
    await page.getByRole('button', { name: 'Stay' }).waitFor();
    await look('asked whether the call may be lost');
    await page.getByRole('button', { name: 'Stay' }).click();
    await page.getByRole('button', { name: 'Keep' }).click();
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
    const { page } = await play({ widget: 'both' });
    const phone = phoneOf(page, 'ringex');
    const found: string[] = [];
    const look = async (state: string): Promise<void> => {
      found.push(...(await faultsOfPage(page, state)));
    };
    await phone.getByText('Connected to Acme CRM').waitFor();
    await look('idle');
    await serverOf(page).selectOption('is-down');
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

  test('with 100 contacts and many messages', async ({ play }) => {
    const { page, phone } = await play();
    const found: string[] = [];
    const look = async (state: string): Promise<void> => {
      found.push(...(await faultsOfPage(page, state)));
    };
    await importPeople(page);
    await page.getByRole('link', { name: 'Skip to the phone' }).focus();
    await look('a skip link');
    await page.getByLabel('Filter contacts').fill('nobody');
    await page.locator('#contacts-body').getByRole('status').getByText('0 of 100').waitFor();
    await look('no contact found');
    await page.getByLabel('Filter contacts').press('Escape');
    await serverOf(page).selectOption('is-down');
    await takeCall(phone, /Priya Raman/);
    await phone.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('1 call log failed').first().waitFor();
    await look('a failed log');
    await push(phone, 'sipRegistered', 250);
    await page.getByText(/^The oldest \d+ messages are not shown\.$/).waitFor();
    await page.locator('.message summary').first().press('Enter');
    await page.getByRole('button', { name: 'Pause' }).click();
    await push(phone, 'sipUnstable', 3);
    await page.getByText('200 messages, paused with 3 new').waitFor();
    await look('paused, with an opened message');
    await page.getByLabel('Only failures').check();
    await page.getByLabel('Filter messages').fill('sip');
    await look('filtered');
    expect(found).toEqual([]);
  });

  test('in a call of RingCX in RingEX', async ({ play }) => {
    const { page, phone } = await play({ widget: 'ringex-3.1-ringcx' });
    const found: string[] = [];
    const look = async (state: string): Promise<void> => {
      found.push(...(await faultsOfPage(page, state)));
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
