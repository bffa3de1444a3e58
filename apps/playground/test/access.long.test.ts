import type { Page } from 'playwright';
import { phoneOf, serverOf, test } from './play.js';

/** What has the focus, wherever it is. */
async function focused(page: Page): Promise<string> {
  for (const frame of page.frames().toReversed()) {
    const name = await frame.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element.tagName === 'IFRAME') return '';
      const label =
        element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement
          ? element.labels?.[0]?.textContent
          : (element.getAttribute('aria-label') ?? element.textContent);
      return label?.trim() ?? '';
    });
    if (name) return name;
  }
  return '';
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`The Tab key never came to “${name}”.`);
}

test('a call is taken and logged by the keyboard alone', async ({ play, expect }) => {
  const { page, phone } = await play();
  await tabTo(page, 'Incoming call');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Answer');
  await page.keyboard.press('Enter');
  // The button that was pressed is gone; the focus is on what comes next, never lost.
  await expect.poll(() => focused(page)).toBe('Hang up');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Disposition');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Typed, never clicked.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Done');
  await phone.getByTestId('logged-tick').getByText('logged').waitFor();
  const row = page.getByRole('row').filter({ hasText: 'Typed, never clicked.' });
  await row.getByText('Resolved').waitFor();
});

test('every control that has the focus shows it', async ({ play, expect }) => {
  const { page } = await play();
  const bare: string[] = [];
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element.tagName === 'IFRAME') return 'elsewhere';
      return getComputedStyle(element).outlineStyle === 'none' ? element.outerHTML : 'shown';
    });
    if (outline !== 'elsewhere' && outline !== 'shown') bare.push(outline);
  }
  expect(bare).toEqual([]);
});

test('the phone says aloud who rings', async ({ play }) => {
  const { phone } = await play();
  await phone.getByRole('button', { name: 'Incoming call' }).click();
  await phone.getByRole('status').getByText('Incoming call from Priya Raman').waitFor();
});

test.for([400, 320, 280, 768, 1280])(
  'nothing scrolls sideways at %i pixels',
  async (width, { play, expect }) => {
    const { page, phone } = await play({ width });
    await page.getByRole('switch', { name: 'Faulty plugin' }).click();
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await phone.getByLabel('Note').fill('x'.repeat(200));
    await phone.getByRole('button', { name: 'Submit' }).click();
    await phone.getByTestId('log-error').waitFor();
    await page.getByRole('region', { name: /failed in logCall/ }).waitFor();
    for (const frame of page.frames()) {
      const { scrollWidth, clientWidth } = await frame.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }));
      expect(scrollWidth, new URL(frame.url()).pathname).toBeLessThanOrEqual(clientWidth);
    }
  },
);

test('a call of RingEX is taken and logged by the keyboard alone', async ({ play, expect }) => {
  const { page, phone } = await play({ widget: 'ringex-3.x' });
  await tabTo(page, 'Incoming call');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Answer');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Hang up');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Log Priya Raman');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Note');
  await page.keyboard.type('Typed, never clicked.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await phone.getByText('logged', { exact: true }).waitFor();
  await page.getByRole('row').filter({ hasText: 'Typed, never clicked.' }).waitFor();
  await expect.poll(() => focused(page)).not.toBe('');
});

test.for([400, 320, 280, 768, 1280])(
  'nothing of both widgets scrolls sideways at %i pixels',
  async (width, { play, expect }) => {
    const { page } = await play({ width, widget: 'both' });
    const phone = phoneOf(page, 'ringex');
    await serverOf(page).selectOption('is-down');
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await phone.getByRole('button', { name: 'Log Priya Raman' }).click();
    await phone.getByLabel('Note').fill('x'.repeat(200));
    await phone.getByRole('button', { name: 'Save' }).click();
    await phone.getByTestId('status-row').waitFor();
    for (const frame of page.frames()) {
      const { scrollWidth, clientWidth } = await frame.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }));
      expect(scrollWidth, frame.url()).toBeLessThanOrEqual(clientWidth);
    }
  },
);
