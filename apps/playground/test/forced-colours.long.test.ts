import { describe, expect } from 'vitest';
import { phoneOf, ring, test } from './play.js';

describe.each(['light', 'dark'] as const)('with forced colours, %s,', (colorScheme) => {
  const options = { colorScheme, forcedColors: 'active' } as const;

  test('the switch of the faulty plugin looks different on and off', async ({ play }) => {
    const { page } = await play(options);
    const control = page.getByRole('switch', { name: 'Faulty plugin' });
    const off = await control.screenshot();
    // By script, so that neither the pointer nor the focus makes the difference.
    await control.dispatchEvent('click');
    expect(off.equals(await control.screenshot())).toBe(false);
  });

  test('the tabs Call and Leads look different on and off', async ({ play }) => {
    const { phone } = await play(options);
    const tab = phone.getByRole('tab', { name: 'Call' });
    const on = await tab.screenshot();
    await phone.getByRole('tab', { name: 'Leads' }).dispatchEvent('click');
    expect(on.equals(await tab.screenshot())).toBe(false);
  });

  test('the contact who is on the phone looks different', async ({ play }) => {
    const { page, phone } = await play(options);
    const row = page.getByRole('listitem').filter({ hasText: 'Priya Raman' });
    await ring(phone, /Priya Raman/);
    await page.getByRole('region', { name: 'Priya Raman' }).waitFor();
    const current = await row.screenshot();
    // In place: the screen pop has moved the row.
    await row.evaluate((element: HTMLElement) => void (element.dataset.current = 'false'));
    expect(current.equals(await row.screenshot())).toBe(false);
  });

  test('the dot of the connection is seen, and differs', async ({ play }) => {
    const { page } = await play(options);
    const line = page.locator('#connection');
    const connected = await line.screenshot();
    await line.evaluate((element) => void (element.dataset.state = 'waiting'));
    const waiting = await line.screenshot();
    expect(connected.equals(waiting)).toBe(false);
  });

  test('Mute looks different on and off', async ({ play }) => {
    const { page } = await play({ ...options, widget: 'ringex-3.x' });
    const phone = phoneOf(page, 'ringex');
    await ring(phone, /Priya Raman/);
    await phone.getByRole('button', { name: 'Answer' }).click();
    const mute = phone.getByRole('button', { name: 'Mute', exact: true });
    await page.mouse.move(0, 0);
    const off = await mute.screenshot();
    await mute.dispatchEvent('click');
    await phone.locator('button[aria-pressed=true]').waitFor();
    expect(off.equals(await mute.screenshot())).toBe(false);
  });

  test('what has the focus looks different', async ({ play }) => {
    const { page } = await play(options);
    const bare: string[] = [];
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      const style = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body || element.tagName === 'IFRAME') return '';
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle === 'none' || outlineWidth === '0px' ? element.outerHTML : '';
      });
      if (style) bare.push(style);
    }
    expect(bare).toEqual([]);
  });
});
