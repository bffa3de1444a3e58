import { describe, expect, it } from 'vitest';
import { CONTACT, matcher } from './acme.js';
import { packageOf, running, useDevPage } from './dev-page.js';

const shared = useDevPage();

describe('the page of jackfield dev', () => {
  it('runs an edited plugin during a call, without reloading', async () => {
    const opened = await shared.open();
    const { page, phone, complaints } = opened;
    await shared.settled(opened, 'First');
    const own = packageOf(page, 'acme-matcher');
    await own.getByText('contactMatcherEnabled').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByTestId('caller-name').getByText('First').waitFor();

    await shared.edit(matcher('Second'));
    await running(page, 'Second');
    // A module that the entry imports, and a stylesheet.
    await shared.acme.write(
      'src/contact.ts',
      CONTACT.replace('  name,', "  name: name + ' and last',"),
    );
    await shared.acme.write('src/matcher.css', ':root { --acme: 1 }');
    await expect
      .poll(() =>
        page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--acme')"),
      )
      .toBe('1');
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByTestId('caller-name').getByText('Second and last').waitFor();
    await phone.getByText('On a call').first().waitFor();
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
    expect(complaints).toEqual([]);
    await shared.acme.write('src/contact.ts', CONTACT);
  });
});
