import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acmeFolder, CORE, matcher, packageJson } from './acme.js';
import { issueOf, packageOf, running, useDevPage, VALUE } from './dev-page.js';
import { runDev } from './run-dev.js';

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
