import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Host } from '@jackfield/core';
import type { LocalCallLogStore } from '@jackfield/plugin-calllog';
import type { Widget } from '@jackfield/testing';
import { build } from 'esbuild';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { bundlers } from './bundlers.js';
import { install } from './install.js';
import { temporaryFolder } from './packed.js';
import { publishedPackages, ROOT } from './published-packages.js';
import { readScripts } from './readme-scripts.js';
import { openSite, type Site } from './site.js';

const temporary = temporaryFolder();
const at = (...path: readonly string[]): string => join(temporary.path, ...path);

let browser: Browser;
let crm: Site;
let phone: Site;

beforeAll(async () => {
  install(temporary.path);
  cpSync(join(ROOT, 'package-tests/consumers'), at('src'), { recursive: true });
  phone = await openSite(() => "default-src 'none'; script-src 'self'");
  crm = await openSite(
    () => `default-src 'none'; script-src 'self'; connect-src 'none'; frame-src ${phone.origin}`,
  );
  await build({ entryPoints: [at('src/widget.js')], outfile: at('widget.js'), bundle: true });
  phone.files.set('/widget.js', readFileSync(at('widget.js')));
  phone.files.set('/', '<!doctype html><title>Phone</title><script src="/widget.js"></script>');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  crm?.close();
  phone?.close();
  temporary.remove();
});

// What the page and the widget keep for the test, there.
declare const acme: {
  readonly host: Host;
  readonly store: LocalCallLogStore;
  readonly problems: readonly string[];
};
declare const widget: Widget<Clock>;

/** Puts a page with these scripts on the CRM's site. */
function publish(path: string, scripts: string): void {
  crm.files.set(
    path,
    `<!doctype html><html lang="en"><title>Acme CRM</title><p id="caller"></p>
<iframe id="phone" title="Phone" src="${phone.origin}/"></iframe>${scripts}</html>`,
  );
}

/** Opens a page in a profile of its own. `complaints` is all that went wrong unseen. */
async function open(path: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser asks for an icon, which there is not.
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
      complaints.push(message.text());
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} refused ${blockedURI}`),
    );
  });
  await page.goto(crm.origin + path);
  const frame = page.frames().find((each) => each.url().startsWith(phone.origin));
  if (!frame) throw new Error(`${path}: no frame of ${phone.origin}`);
  return { page, frame, complaints, close: () => context.close() };
}

/** A call from a known number, until its log has been answered. */
async function expectACallToWork(path: string): Promise<void> {
  const { page, frame, complaints, close } = await open(path);
  await frame.waitForFunction(() => widget.service?.callLoggerEnabled === true);
  const answers = await frame.evaluate(async () => {
    await widget.inboundCall({ from: '6505550142' });
    await widget.answer();
    await widget.hangUp();
    const log = await widget.submitDisposition({ notes: 'Wants a call back' });
    const matches = widget.requests.filter(({ name }) => name === 'matchContacts');
    return { log: log?.status, matches: matches.map(({ result }) => result), holds: widget.holds };
  });
  expect(answers).toMatchObject({ log: 'answered', holds: [{ outcome: 'answered' }] });
  expect(answers.matches[0]).toMatchObject({ '6505550142': [{ id: '7', name: 'Ada Lovelace' }] });
  expect(await page.textContent('#caller')).toBe('6505550142');
  await page.waitForFunction(async () => (await acme.store.list()).length > 0);
  const logs = await page.evaluate(() => acme.store.list());
  expect(logs).toMatchObject([{ task: { notes: 'Wants a call back' } }]);
  expect(await page.evaluate(() => acme.problems)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
}

// webpack takes a few seconds, and many more where all processors are busy.
describe.each(Object.entries(bundlers))(
  'a page that %s builds',
  { timeout: 120_000 },
  (name, bundle) => {
    const folder = name.replaceAll(' ', '-');

    it('registers, finds who calls, and answers the log, under a strict policy', async () => {
      const code = await bundle(at('src/page.js'), at('out', folder));
      // Else the next test would prove nothing.
      expect(code).toContain('WIDGET_NOT_READY');
      expect(code).toContain('MessageTransport-push');
      crm.files.set(`/${folder}.js`, code);
      publish(`/${folder}`, `<script type="module" src="/${folder}.js"></script>`);
      await expectACallToWork(`/${folder}`);
    });

    it('has nothing of the runtime in it if it only declares a plugin', async () => {
      const code = await bundle(at('src/declaration.js'), at('out', `${folder}-declaration`));
      expect(code).toContain('acme');
      expect(code).not.toContain('WIDGET_NOT_READY');
      expect(code).not.toContain('MessageTransport-push');
      expect(code.length, code).toBeLessThan(8_000);
    });
  },
);

describe('a page without a bundler', () => {
  /** The page's code where there are no modules: what is imported is in the global `Jackfield`. */
  const pageCode = (): string =>
    readFileSync(at('src/page.js'), 'utf8').replaceAll(
      /^import (\{.*\}) from '@jackfield\/.*';$/gm,
      'const $1 = Jackfield;',
    );

  /** The elements as the packages' READMEs print them, with the addresses of the CRM's own site. */
  const elements = (): string => {
    const names = ['core', 'plugin-calllog', 'plugin-contacts'];
    const copied = names.map((folder) => {
      const { json } = publishedPackages.find(({ name }) => name === folder) ?? {};
      const root = at('node_modules', json?.name ?? '');
      const readme = readFileSync(join(root, 'README.md'), 'utf8');
      const [first] = readScripts(readme, json?.name ?? '', json?.version ?? '');
      if (!first) throw new Error(`The README of ${folder} shows no script of this version.`);
      crm.files.set(`/${first.file}`, readFileSync(join(root, first.file)));
      return `<script src="/${first.file}" integrity="${first.integrity}" crossorigin="anonymous"></script>`;
    });
    return copied.join('\n');
  };

  it('registers, finds who calls, and answers the log, with the hashes of the READMEs', async () => {
    crm.files.set('/crm.js', pageCode());
    publish('/script', `${elements()}<script src="/crm.js"></script>`);
    await expectACallToWork('/script');
  });

  it('runs no script that is not the one of its hash', async () => {
    const scripts = elements().replaceAll('/dist/', '/changed/');
    for (const [path, file] of crm.files)
      if (path.startsWith('/dist/'))
        crm.files.set(path.replace('/dist/', '/changed/'), `${Buffer.from(file).toString()}\n`);
    publish('/changed', scripts);
    const { page, complaints, close } = await open('/changed');
    expect(await page.evaluate(() => 'Jackfield' in globalThis)).toBe(false);
    expect(complaints).toHaveLength(3);
    for (const complaint of complaints) expect(complaint).toMatch(/integrity/);
    await close();
  });
});

it('a page whose policy refuses something says so to these tests', async () => {
  publish('/inline', '<script>globalThis.acme = 1;</script>');
  const { complaints, close } = await open('/inline');
  expect(complaints.join('\n')).toContain('policy: script-src-elem refused inline');
  await close();
});
