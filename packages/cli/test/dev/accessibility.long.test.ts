import { axeViolations } from '@jackfield/test-tools/axe';
import { expect, it } from 'vitest';
import { matcher } from './acme.js';
import { issueOf, running, useDevPage } from './dev-page.js';

const shared = useDevPage();

it.each([
  ['light', 320],
  ['light', 1280],
  ['dark', 320],
  ['dark', 1280],
] as const)('axe finds nothing on the page, %s, %i pixels wide', async (colorScheme, width) => {
  const opened = await shared.open();
  const { page, phone } = opened;
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 860 });
  await shared.settled(opened, 'Good');
  const found: string[] = [];
  const look = async (state: string): Promise<void> => {
    for (const line of await axeViolations(page)) found.push(`${state}: ${line}`);
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
