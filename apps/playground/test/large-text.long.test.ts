import type { FrameLocator, Locator, Page } from 'playwright';
import { describe, expect } from 'vitest';
import { importTessa } from './lists.js';
import { phoneOf, ring, serverOf, test } from './play.js';

/** How far each document reaches beyond its window. */
async function sideways(page: Page): Promise<string[]> {
  const found = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth > clientWidth ? `${location.pathname}: ${scrollWidth}` : '';
      }),
    ),
  );
  return found.filter(Boolean);
}

/** Buttons of a document that cover each other, or whose text is cut or leaves them. */
const badButtons = (document: Locator): Promise<string[]> =>
  document.evaluate((root) => {
    const bad: string[] = [];
    const buttons = [...root.querySelectorAll('button')].filter(
      (button) => button.getClientRects().length > 0,
    );
    for (const [i, button] of buttons.entries()) {
      const name = button.ariaLabel ?? button.textContent;
      if (button.scrollWidth > button.clientWidth) bad.push(`${name} is too wide`);
      const a = button.getBoundingClientRect();
      for (const other of buttons.slice(i + 1)) {
        const b = other.getBoundingClientRect();
        if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          bad.push(`${name} and ${other.textContent} overlap`);
      }
    }
    return bad;
  });

/** Whether a button can be brought into the window, and is on top there. */
const isReachable = (phone: FrameLocator, name: string): Promise<boolean> =>
  phone.getByRole('button', { name, exact: true }).evaluate((button) => {
    button.scrollIntoView({ block: 'nearest' });
    const { left, top, right, bottom } = button.getBoundingClientRect();
    const top1 = document.elementFromPoint((left + right) / 2, top + 2);
    const top2 = document.elementFromPoint((left + right) / 2, bottom - 2);
    return button.contains(top1) && button.contains(top2);
  });

describe.each([320, 1280, 1920])(
  'with text of twice the size in a window of %i pixels,',
  (width) => {
    test('each number of a contact is in its button, and no word of who calls is broken', async ({
      play,
    }) => {
      const { page, phone } = await play({ width, fontSize: 32 });
      await importTessa(page);
      const list = page.locator('#contacts-list');
      expect(await badButtons(list)).toEqual([]);
      expect(await list.evaluate((e) => e.scrollWidth - e.clientWidth)).toBe(0);
      await ring(phone, /Priya Raman/);
      const label = page.getByRole('region', { name: 'Priya Raman' }).getByText('Company');
      // One line of text of this size is 42 pixels high.
      expect((await label.boundingBox())?.height).toBeLessThan(50);
    });

    test.for([undefined, 'ringex-3.1-ringcx'])(
      'a call is taken in a phone whose parts do not overlap (%s)',
      async (widget, { play }) => {
        const { page } = await play({ width, fontSize: 32, ...(widget && { widget }) });
        const phone = phoneOf(page, widget ? 'ringex' : 'ringcx');
        const bad: string[] = [];
        const look = async (state: string): Promise<void> => {
          const found = [...(await sideways(page)), ...(await badButtons(phone.locator('body')))];
          bad.push(...found.map((line) => `${state}: ${line}`));
        };
        expect(
          await phone.locator('html').evaluate((root) => getComputedStyle(root).fontSize),
        ).toBe('32px');
        if (widget) await phone.getByRole('button', { name: 'Start the RingCX session' }).click();
        await look('idle');
        for (const name of ['Contacts', 'Calls', 'Messages'])
          expect(await page.getByRole('link', { name, exact: true }).isVisible(), name).toBe(true);
        await ring(phone, /Priya Raman/);
        await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();
        await page.getByRole('region', { name: 'Priya Raman' }).waitFor();
        await look('ringing');
        for (const name of ['Decline', 'Answer', 'Reload widget'])
          expect(await isReachable(phone, name), name).toBe(true);
        await phone.getByRole('button', { name: 'Answer' }).click();
        await phone.getByRole('timer').waitFor();
        await look('connected');
        await phone.getByRole('button', { name: 'Hang up' }).click();
        await serverOf(page).selectOption('is-down');
        await page.getByRole('switch', { name: 'Faulty plugin' }).click();
        await phone.getByRole('button', { name: 'Submit' }).click();
        if (!widget) {
          await page.getByRole('region', { name: /failed in logCall/ }).waitFor();
          await page.getByRole('button', { name: 'Try again' }).first().waitFor();
        }
        await look('done');
        await phone.getByRole('tab', { name: 'Leads' }).click();
        await phone.getByRole('button', { name: 'Get leads' }).click();
        await look('leads');
        expect(bad).toEqual([]);
      },
    );
  },
);
