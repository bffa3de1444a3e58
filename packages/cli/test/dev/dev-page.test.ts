import { describe, expect, it, onTestFinished } from 'vitest';
import { acmeFolder, CONTACT, matcher, packageJson } from './acme.js';
import { packageOf, running, useDevPage } from './dev-page.js';
import { runDev } from './run-dev.js';

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

  it('shows the place of a syntax error, keeps the last version running, and recovers', () =>
    shared.recovers(matcher('Broken', 'const ;'), /^src\/index\.ts:15:7$/, 'Unexpected token'));
});

describe('the page of jackfield dev, for a monorepo', () => {
  it('runs values, factories and JavaScript from source, and reconnects to a restarted command', async () => {
    const plugin = (make: string): string => `
      import { definePlugin } from '@jackfield/core';
      import { title } from '@acme/shared';
      ${make}`;
    const monorepo = await acmeFolder({
      'package.json': { name: 'acme', private: true, workspaces: ['packages/*'] },
      // It has only source: dev must not look for built code.
      'packages/shared/package.json': {
        name: '@acme/shared',
        exports: { '.': { '@jackfield/source': './src/index.ts', default: './dist/index.js' } },
      },
      'packages/shared/src/index.ts': "export const title: string = 'shared';",
      'packages/made/package.json': packageJson('@acme/made', { export: 'made', kind: 'factory' }),
      'packages/made/src/index.ts': plugin(
        'export const made = (options = {}) => definePlugin({ name: `made-${title}` });',
      ),
      'packages/plain/package.json': { name: '@acme/plain', main: 'index.js', type: 'module' },
      'packages/plain/index.js': plugin(
        'export const plain = definePlugin({ name: `plain-${title}` });\nexport const nothing = 1;',
      ),
      'packages/picky/package.json': { name: '@acme/picky', exports: './src/index.ts' },
      'packages/picky/src/index.ts': plugin(
        'export const picky = (options: { url: string }) => definePlugin({ name: options.url });',
      ),
    });
    onTestFinished(() => monorepo.remove());
    await monorepo.link('@acme/shared', 'packages/shared');
    const first = await runDev(monorepo.folder);
    onTestFinished(async () => void (await first.end()));
    const page = await shared.browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(first.page);
    await packageOf(page, '@acme/made').getByRole('heading', { name: 'made-shared' }).waitFor();
    await packageOf(page, '@acme/plain').getByRole('heading', { name: 'plain-shared' }).waitFor();
    const picky = packageOf(page, '@acme/picky').getByRole('alert');
    await picky.getByText('picky() needs options.').waitFor();
    await page.getByText('2 running · 1 package has an issue').waitFor();

    await monorepo.write('packages/shared/src/index.ts', "export const title = 'common';");
    await packageOf(page, '@acme/made').getByRole('heading', { name: 'made-common' }).waitFor();
    await packageOf(page, '@acme/plain').getByRole('heading', { name: 'plain-common' }).waitFor();

    await first.end();
    await page.getByRole('region', { name: 'jackfield dev has ended' }).waitFor();
    const port = new URL(first.page).port;
    const second = await runDev(
      monorepo.folder,
      '@acme/made',
      '--port',
      port,
      '--widget-port',
      '0',
    );
    onTestFinished(async () => void (await second.end()));
    await page.getByText('1 running', { exact: true }).waitFor();
    expect(second.page).toBe(first.page);
  });
});
