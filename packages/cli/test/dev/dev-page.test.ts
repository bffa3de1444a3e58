import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { here as inCodegen } from '../../../codegen/test/support.js';
import { acmeFolder, CONTACT, CORE, matcher, packageJson, type Acme } from './acme.js';
import { runDev, type RunningDev } from './run-dev.js';

const VALUE = { export: 'matcher', kind: 'value' };
const TOLD = 'schemas/toy/from-widget/push/told.json';

let acme: Acme;
let dev: RunningDev;
let browser: Browser;

beforeAll(async () => {
  acme = await acmeFolder({
    'package.json': packageJson('acme-matcher', VALUE, {
      scripts: { generate: 'jackfield generate' },
    }),
    'src/index.ts': matcher('First'),
    'src/contact.ts': CONTACT,
    'src/matcher.css': '.acme { color: rgb(1, 2, 3) }',
  });
  await cp(inCodegen('fixtures/good'), join(acme.folder, 'schemas'), { recursive: true });
  [dev, browser] = await Promise.all([runDev(acme.folder), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await dev?.end();
  await acme?.remove();
});

interface Opened {
  readonly page: Page;
  readonly phone: FrameLocator;
  /** What the page told of its own that nobody expects. */
  readonly complaints: readonly string[];
}

const open = async (): Promise<Opened> => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  page.setDefaultTimeout(8_000);
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(dev.page);
  const phone = page.frameLocator('#engage-voice-embeddable-adapter-frame');
  await phone.getByText('Connected to jackfield dev').waitFor();
  return { page, phone, complaints };
};

const packageOf = (page: Page, name: string) => page.locator(`[data-package="${name}"]`);
const faultOf = (page: Page) => packageOf(page, 'acme-matcher').getByRole('alert');
const edit = (text: string): Promise<void> => acme.write('src/index.ts', text);

/** Waits until a version runs, without a fault. */
const running = async (page: Page, caller: string): Promise<void> => {
  const own = packageOf(page, 'acme-matcher');
  await own.getByRole('heading', { name: `matcher-${caller}` }).waitFor();
  await faultOf(page).waitFor({ state: 'detached' });
  await packageOf(page, 'acme-matcher').getByText('since').waitFor();
};

/** Begins with a good version, whatever an earlier test has left. */
const settled = async ({ page }: Opened, caller: string): Promise<void> => {
  await edit(matcher(caller));
  await running(page, caller);
};

describe('the page of jackfield dev', () => {
  it('has an edited plugin while the call goes on, and is not loaded again', async () => {
    const opened = await open();
    const { page, phone, complaints } = opened;
    await settled(opened, 'First');
    const own = packageOf(page, 'acme-matcher');
    await own.getByText('contactMatcherEnabled').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByTestId('caller-name').getByText('First').waitFor();

    await edit(matcher('Second'));
    await running(page, 'Second');
    // A module that the entry imports, and a stylesheet.
    await acme.write('src/contact.ts', CONTACT.replace('  name,', "  name: name + ' and last',"));
    await acme.write('src/matcher.css', ':root { --acme: 1 }');
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
    await acme.write('src/contact.ts', CONTACT);
  });

  it.each([
    ['cannot be parsed', matcher('Broken', 'const ;'), /^src\/index\.ts:15:7$/, 'Unexpected token'],
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
  ])('says where, if a version %s, runs on, and recovers', async (_why, text, place, message) => {
    const opened = await open();
    const { page, phone } = opened;
    await settled(opened, 'Good');
    await edit(text);
    await faultOf(page).locator('.fault-message').getByText(message).waitFor();
    await expect.poll(() => faultOf(page).locator('.fault-place').innerText()).toMatch(place);
    await dev.says(message);
    await packageOf(page, 'acme-matcher').getByText('older version').waitFor();
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByTestId('caller-name').getByText('Good').waitFor();

    await edit(matcher('Mended'));
    await running(page, 'Mended');
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByTestId('caller-name').getByText('Mended').waitFor();
  });

  it('loads a version that was faulty when the page was opened, once it is mended', async () => {
    await edit('nonsense(');
    await dev.says('src/index.ts:1:');
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(dev.page);
    await packageOf(page, 'acme-matcher').getByText('not loaded').waitFor();
    await edit(matcher('Good'));
    await running(page, 'Good');
  });

  it('shows what its policy refuses a plugin, and where in the source that was', async () => {
    const opened = await open();
    const { page, complaints } = opened;
    await settled(opened, 'Good');
    await edit(
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
    await dev.says("The page's policy refused inline (style-src-attr)");
    expect(await page.evaluate('getComputedStyle(document.body).color')).not.toBe('rgb(255, 0, 0)');
    expect(complaints.length).toBeGreaterThan(0);

    await edit(matcher('Plain'));
    await expect.poll(() => page.locator('.problem').count(), { timeout: 5_000 }).toBe(0);
  });

  it('shows faults of the schemas until they are mended, and generates again', async () => {
    const { page } = await open();
    const good = await readFile(join(acme.folder, TOLD), 'utf8');
    await acme.write(TOLD, '{ "title": "Half');
    const notice = page.getByRole('region', { name: 'The schemas in schemas' });
    await notice.getByText('told.json# JSON_INVALID').waitFor();
    await dev.says('told.json# JSON_INVALID');
    await acme.write(TOLD, good.replace('The widget tells a thing.', 'It tells a thing.'));
    await notice.waitFor({ state: 'detached' });
    await dev.says('The schemas are faultless again.');
    expect(await readFile(join(acme.folder, 'src/generated/types.ts'), 'utf8')).toContain(
      'It tells a thing.',
    );
  });

  it('follows the manifest: another export, then a module of the author’s', async () => {
    const opened = await open();
    const { page } = opened;
    await settled(opened, 'Good');
    await acme.write(
      'dev/plugins.ts',
      "import { matcher } from '../src/index.js';\nexport const plugins = [matcher];\n",
    );
    const json = packageJson('acme-matcher', {
      export: 'make',
      kind: 'factory',
      needsOptions: true,
    });
    await acme.write('package.json', json);
    await faultOf(page).getByText('make() needs options, and nobody has said which.').waitFor();
    const { jackfield } = json as { readonly jackfield: object };
    await acme.write('package.json', {
      ...json,
      jackfield: { ...jackfield, dev: './dev/plugins.ts' },
    });
    await running(page, 'Good');
    await packageOf(page, 'acme-matcher').getByText('since').waitFor();
    await acme.write('package.json', packageJson('acme-matcher', VALUE));
  });

  it('lets a version of the widget be chosen', async () => {
    const { phone } = await open();
    await phone.getByLabel('Widget version').selectOption('0.x');
    await phone.getByText('Connected to jackfield dev').waitFor();
    await expect.poll(() => phone.getByLabel('Widget version').inputValue()).toBe('0.x');
  });

  it('scrolls nothing sideways, with a fault', async () => {
    const { page } = await open();
    await edit(matcher('Broken', `throw new Error('${'long '.repeat(60)}${'x'.repeat(90)}');`));
    await faultOf(page).waitFor();
    for (const width of [400, 800, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      const sideways = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([width, sideways]).toEqual([width, 0]);
    }
    await edit(matcher('Good'));
    await running(page, 'Good');
  });
});

describe('the page of jackfield dev, with what is installed', () => {
  it('is loaded once, and again when an edit imports another package', async () => {
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
    const page = await browser.newPage();
    page.setDefaultTimeout(8_000);
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
  it('runs values, factories and JavaScript from their source, and comes back with the command', async () => {
    const plugin = (make: string): string => `
      import { definePlugin } from '@jackfield/core';
      import { title } from '@acme/shared';
      ${make}`;
    const monorepo = await acmeFolder({
      'package.json': { name: 'acme', private: true, workspaces: ['packages/*'] },
      // Only its source is there: it must not be looked for where it is built.
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
    const page = await browser.newPage();
    page.setDefaultTimeout(8_000);
    onTestFinished(() => page.close());
    await page.goto(first.page);
    await packageOf(page, '@acme/made').getByRole('heading', { name: 'made-shared' }).waitFor();
    await packageOf(page, '@acme/plain').getByRole('heading', { name: 'plain-shared' }).waitFor();
    const picky = packageOf(page, '@acme/picky').getByRole('alert');
    await picky.getByText('picky() needs options, and nobody has said which.').waitFor();
    await page.getByText('2 running · 1 package has a fault').waitFor();

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
