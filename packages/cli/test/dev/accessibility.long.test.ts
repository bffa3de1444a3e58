import { faultsOfPage } from '@jackfield/test-tools/axe';
import { expect, it } from 'vitest';
import { matcher } from './acme.js';
import { issueOf, running, useDevPage } from './dev-page.js';

const shared = useDevPage();

it('axe finds nothing on the page, light or dark, 320 or 1280 pixels wide', async () => {
  const opened = await shared.open();
  const { page, phone } = opened;
  await shared.settled(opened, 'Good');
  const found: string[] = [];
  const look = async (state: string): Promise<void> => {
    found.push(...(await faultsOfPage(page, state)));
  };
  await look('idle');
  await phone.getByRole('button', { name: 'Incoming call' }).click();
  await phone.getByTestId('caller-name').getByText('Good').waitFor();
  await look('ringing');
  await shared.edit(matcher('Broken', 'const ;'));
  await issueOf(page).waitFor();
  await look('with an issue');
  await shared.edit(matcher('Good'));
  await running(page, 'Good');
  expect(found).toEqual([]);
});

it.each([320, 1280])(
  'nothing scrolls sideways with text of twice the size, %i pixels wide',
  async (width) => {
    const opened = await shared.open();
    const { page, phone } = opened;
    await page.setViewportSize({ width, height: 860 });
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
    await shared.settled(opened, 'Good');
    const wide: string[] = [];
    const look = async (state: string): Promise<void> => {
      for (const frame of page.frames()) {
        const [beyond, fontSize] = await frame.evaluate<[number, string]>(
          `(({ documentElement: root }) =>
    [root.scrollWidth - root.clientWidth, getComputedStyle(root).fontSize])(document)`,
        );
        expect(fontSize).toBe('32px');
        if (beyond > 0) wide.push(`${state}: ${frame.url()} is ${beyond} pixels too wide`);
      }
    };
    await look('idle');
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByTestId('caller-name').getByText('Good').waitFor();
    await look('ringing');
    await shared.edit(matcher('Broken', 'const ;'));
    await issueOf(page).waitFor();
    await look('with an issue');
    await shared.edit(matcher('Good'));
    await running(page, 'Good');
    expect(wide).toEqual([]);
  },
);
