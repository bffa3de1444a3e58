import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acmeFolder, CONTACT, CORE, matcher, packageJson } from './acme.js';
import { issueOf, packageOf, running, useDevPage, VALUE } from './dev-page.js';
import { runDev } from './run-dev.js';

const NOTICE = 'schemas/toy/from-widget/push/notice.json';

const shared = useDevPage();

describe('the page of jackfield dev', () => {
  it.each([
    [
      'imports what is not there',
      matcher('Broken', "import './gone.js';"),
      /^src\/index\.ts:15:8$/,
      'Failed to resolve import "./gone.js"',
    ],
    [
      'throws while it is loaded',
      matcher('Broken', "const fail = (): never => { throw new Error('not today'); };\nfail();"),
      /^src\/index\.ts:15:35$/,
      'not today',
    ],
    [
      'is refused by definePlugin',
      matcher('Broken').replace('matchContacts:', 'matchContact:'),
      /^src\/index\.ts:6:32$/,
      'no message of ringcx at /requests/matchContact; did you mean "matchContacts"?',
    ],
    [
      'has no such export as its manifest says',
      matcher('Broken').replace('const matcher', 'const other'),
      /^src\/index\.ts$/,
      'The export "matcher" must be what definePlugin made; it is nothing. The module exports other.',
    ],
  ])('says where, if a version %s, runs on, and recovers', (_why, text, place, message) =>
    shared.recovers(text, place, message),
  );

  it('loads a fixed version if the first one was invalid', async () => {
    await shared.edit('nonsense(');
    await shared.dev.says('src/index.ts:1:');
    const page = await shared.browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(shared.dev.page);
    await packageOf(page, 'acme-matcher').getByText('not loaded').waitFor();
    await shared.edit(matcher('Good'));
    await running(page, 'Good');
  });

  it('follows the manifest: another export, then a dev module', async () => {
    const opened = await shared.open();
    const { page } = opened;
    await shared.settled(opened, 'Good');
    await shared.acme.write(
      'dev/plugins.ts',
      "import { matcher } from '../src/index.js';\nexport const plugins = [matcher];\n",
    );
    const json = packageJson('acme-matcher', {
      export: 'make',
      kind: 'factory',
      needsOptions: true,
    });
    await shared.acme.write('package.json', json);
    await issueOf(page).getByText('make() needs options.').waitFor();
    const { jackfield } = json as { readonly jackfield: object };
    await shared.acme.write('package.json', {
      ...json,
      jackfield: { ...jackfield, dev: './dev/plugins.ts' },
    });
    await running(page, 'Good');
    await packageOf(page, 'acme-matcher').getByText('since').waitFor();
    await shared.acme.write('package.json', packageJson('acme-matcher', VALUE));
  });

  it('offers the versions of the widget', async () => {
    const { page, phone } = await shared.open();
    await page.getByLabel('Widget').selectOption('ringcx-0.x');
    await phone.getByRole('heading', { name: 'RingCX 0.x' }).waitFor();
    await phone.getByText('Connected to jackfield dev').waitFor();
    expect(await page.getByLabel('Widget').inputValue()).toBe('ringcx-0.x');
  });

  it('does not scroll horizontally with an issue', async () => {
    const { page } = await shared.open();
    await shared.edit(
      matcher('Broken', `throw new Error('${'long '.repeat(60)}${'x'.repeat(90)}');`),
    );
    await issueOf(page).waitFor();
    for (const width of [400, 800, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      const sideways = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([width, sideways]).toEqual([width, 0]);
    }
    await shared.edit(matcher('Good'));
    await running(page, 'Good');
  });

  it('shows what its policy refuses, with the place in the source', async () => {
    const opened = await shared.open();
    const { page, complaints } = opened;
    await shared.settled(opened, 'Good');
    await shared.edit(
      matcher(
        'Styled',
        "document.body.setAttribute('style', 'color: red');\nvoid fetch('https://crm.example/').catch(() => 0);",
      ),
    );
    const style = page.getByRole('region', { name: 'The page’s policy refused inline' });
    await style.getByText('style-src-attr').waitFor();
    await style.getByText('src/index.ts:15:').waitFor();
    const call = page.getByRole('region', {
      name: 'The page’s policy refused https://crm.example',
    });
    await call.getByText('jackfield dev --connect').waitFor();
    await shared.dev.says("The page's policy refused inline (style-src-attr)");
    expect(await page.evaluate('getComputedStyle(document.body).color')).not.toBe('rgb(255, 0, 0)');
    expect(complaints.length).toBeGreaterThan(0);

    await shared.edit(matcher('Plain'));
    await expect.poll(() => page.locator('.problem').count(), { timeout: 5_000 }).toBe(0);
  });

  it('shows the file, the line and the stack of an error in a handler, as in the source', async () => {
    const opened = await shared.open();
    const { page, phone } = opened;
    await shared.settled(opened, 'Good');
    await shared.acme.write(
      'src/contact.ts',
      [
        `interface Row {\n  readonly id: string;\n}`,
        `const search = (rows: readonly Row[] | undefined): Row => {`,
        `  if (rows === undefined) throw new Error('No rows.');`,
        `  return rows[0] as Row;`,
        `};`,
        `export const contactFor = (_number: string, _name: string): Row => search(undefined);`,
      ].join('\n'),
    );
    await shared.edit(
      `${matcher('Thrower')}\nsetTimeout(() => {\n  throw new TypeError('Later.');\n}, 0);`,
    );
    await running(page, 'Thrower');
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    const problem = page.getByRole('region', { name: 'failed in matchContacts' });
    await problem.getByText('src/contact.ts:5:33').first().waitFor();
    await expect.poll(() => problem.locator('pre').innerText()).toContain('5 |   if (rows');
    const text = await problem.locator('pre').innerText();
    expect(text).toMatch(/at search \(src\/contact\.ts:5:\d+\)\n/);
    expect(text).toMatch(/at contactFor \(src\/contact\.ts:8:\d+\)\n/);
    expect(text).toMatch(/src\/index\.ts:11:\d+/);
    await shared.dev.says(
      'src/contact.ts:5:33  Plugin “matcher-Thrower” failed in matchContacts: No rows.',
    );
    await shared.dev.says('at contactFor (src/contact.ts:8:');
    const timer = page.getByRole('region', { name: 'An error that nobody caught' });
    await timer.getByText('src/index.ts:17:9').first().waitFor();
    await shared.acme.write('src/contact.ts', CONTACT);
  });

  it('shows violations of the schemas until they are fixed, and generates again', async () => {
    const { page } = await shared.open();
    const good = await readFile(join(shared.acme.folder, NOTICE), 'utf8');
    await shared.acme.write(NOTICE, '{ "title": "Half');
    const notice = page.getByRole('region', { name: 'The schemas in schemas' });
    await notice.getByText('notice.json# JSON_INVALID').waitFor();
    await shared.dev.says('notice.json# JSON_INVALID');
    await shared.acme.write(
      NOTICE,
      good.replace('The widget reports a thing.', 'It reports a thing.'),
    );
    await notice.waitFor({ state: 'detached' });
    await shared.dev.says('The schemas are valid again.');
    expect(await readFile(join(shared.acme.folder, 'src/generated/types.ts'), 'utf8')).toContain(
      'It reports a thing.',
    );
  });

  it('shows the place of a syntax error, keeps the last version running, and recovers', () =>
    shared.recovers(matcher('Broken', 'const ;'), /^src\/index\.ts:15:7$/, 'Unexpected token'));
});

describe('the page of jackfield dev, with installed packages', () => {
  it('loads once, and again when an edit imports another package', async () => {
    const author = await acmeFolder(
      {
        'package.json': { name: 'acme-plugin', exports: './src/index.ts' },
        'src/index.ts': `
          import { definePlugin } from '@jackfield/core';
          import { word } from 'old-style';
          export const plugin = definePlugin({ name: word });`,
        'node_modules/old-style/package.json': { name: 'old-style', main: 'index.js' },
        'node_modules/old-style/index.js': "exports.word = 'old';",
        'node_modules/older/package.json': { name: 'older', main: 'index.js' },
        'node_modules/older/index.js': "exports.word = 'older';",
      },
      { core: false },
    );
    onTestFinished(author.remove);
    const core = join(author.folder, 'node_modules/@jackfield/core');
    for (const part of ['package.json', 'dist']) {
      await cp(join(CORE, part), join(core, part), { recursive: true });
    }
    const own = await runDev(author.folder);
    onTestFinished(async () => void (await own.end()));
    const page = await shared.browser.newPage();
    onTestFinished(() => page.close());
    let loads = 0;
    page.on('load', () => (loads += 1));
    await page.goto(own.page);
    const plugin = packageOf(page, 'acme-plugin');
    await plugin.getByRole('heading', { name: 'old', exact: true }).waitFor();
    await author.write(
      'src/index.ts',
      `import { definePlugin } from '@jackfield/core';
      import { word } from 'old-style';
      export const plugin = definePlugin({ name: 'edited-' + word });`,
    );
    await plugin.getByRole('heading', { name: 'edited-old' }).waitFor();
    expect(loads).toBe(1);
    await author.write(
      'src/index.ts',
      `import { definePlugin } from '@jackfield/core';
      import { word } from 'older';
      export const plugin = definePlugin({ name: word });`,
    );
    await plugin.getByRole('heading', { name: 'older' }).waitFor();
    expect(await plugin.getByRole('alert').count()).toBe(0);
    expect(own.lines.join('\n')).not.toContain('pre-bundle');
  });
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
