// Tries RingEX Embeddable's own adapter script with Jackfield and the simulated widget.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Route } from 'playwright';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HOSTED = 'https://ringcentral.github.io/ringcentral-embeddable';
const PAGE = 'https://crm.example';

/** Bundles a module for the browser. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: `${ROOT}/packages/ringex`, loader: 'ts' },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    conditions: ['@jackfield/source'],
  });
  return outputFiles[0]?.text ?? '';
}

const html = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Trial</title><body>${script}</body>`;
/** Prints what the page, the widget and the host have seen of one call. */
export async function tryRingex(browser: Browser, file: string): Promise<void> {
  const page = await bundle(
    `
  import { createHost, createRingex } from '@jackfield/ringex';
  import { callLog, memoryCallLogStore } from '@jackfield/plugin-calllog';
  import { contacts, memoryContactSource } from '@jackfield/plugin-contacts';
  const store = memoryCallLogStore();
  const phoneNumbers = [{ phoneNumber: '+16505550142' }];
  const source = memoryContactSource([{ id: 'c1', name: 'Ada Lovelace', phoneNumbers }]);
  const host = createHost({
    service: 'Acme CRM',
    protocol: createRingex(),
    plugins: [callLog({ store }), contacts({ source })],
  });
  window.seen = { messages: [], problems: [], host, logs: () => store.list() };
  for (const name of ['failed', 'invalid'])
    host.on(name, ({ error }) => window.seen.problems.push(error.message));
  host.on('message', ({ direction, name, wireType, outcome }) =>
    window.seen.messages.push([direction, name ?? wireType, outcome].join(' ')));
`.replace('await source.put', 'void source.put'),
  );
  const app = await bundle(`
  import { createRingexWidget } from '@jackfield/testing';
  window.widget = createRingexWidget({ version: '2.x', autoLog: true, page: window.parent });
`);

  const ANSWERS: Readonly<Record<string, readonly [type: string, body: string]>> = {
    [`${PAGE}/`]: [
      'text/html',
      html(`<script src="${HOSTED}/adapter.js"></script><script src="/page.js"></script>`),
    ],
    [`${PAGE}/page.js`]: ['text/javascript', page],
    [`${HOSTED}/adapter.js`]: ['text/javascript', await readFile(file, 'utf8')],
    [`${HOSTED}/app.html`]: ['text/html', html('<script src="app.js"></script>')],
    [`${HOSTED}/app.js`]: ['text/javascript', app],
  };
  const refused: string[] = [];

  async function answer(route: Route): Promise<void> {
    const address = route.request().url().split('?')[0] ?? '';
    const found = ANSWERS[address];
    if (found) return route.fulfill({ contentType: found[0], body: found[1] });
    refused.push(address);
    return route.abort();
  }

  const context = await browser.newContext();
  await context.route('**/*', answer);
  const tab = await context.newPage();
  const errors: string[] = [];
  tab.on('pageerror', (error) => errors.push(error.message));
  await tab.goto(`${PAGE}/`);
  await tab
    .waitForFunction('window.seen?.host.state === "registered"', undefined, { timeout: 10_000 })
    .catch(async (error: unknown) => {
      const frames = tab.frames().map((one) => one.url().split('?')[0]);
      console.log('Not registered:', await tab.evaluate('window.seen?.host.state'), frames, errors);
      throw error;
    });
  const frame = tab.frames().find((one) => one.url().startsWith(`${HOSTED}/app.html`));
  if (frame === undefined) throw new Error('Expected the adapter’s frame, found none.');

  const dom = await tab.evaluate(() => {
    const element = document.querySelector('iframe');
    const names = Object.keys(window).filter((name) => /^RC/i.test(name));
    return {
      id: element?.id,
      src: element?.src.split('?')[0],
      query: element?.src
        .split('?')[1]
        ?.split('&')
        .map((part) => part.split('=')[0]),
      parents: [element?.parentElement?.id, element?.parentElement?.className],
      globals: names,
      methods: Object.getOwnPropertyNames(
        Object.getPrototypeOf((window as unknown as { RCAdapter: object }).RCAdapter),
      ).filter((name) => !name.startsWith('_')),
    };
  });
  console.log('The page has', JSON.stringify(dom, undefined, 2));

  const story = await frame.evaluate(async () => {
    const { widget } = window as unknown as {
      widget: Record<string, (...args: unknown[]) => Promise<unknown>> & { history: unknown };
    };
    await widget['inboundCall']?.({ from: '+16505550142' });
    await widget['answer']?.();
    await widget['hangUp']?.();
    await widget['syncCallLog']?.();
    return widget.history;
  });
  console.log('The widget’s history is', JSON.stringify(story, undefined, 2));
  await tab.waitForFunction('window.seen.logs().then((logs) => logs.length > 0)', undefined, {
    timeout: 5_000,
  });
  const seen = await tab.evaluate(
    'window.seen.logs().then((logs) => ({ ...window.seen, logs, host: window.seen.host.state }))',
  );
  console.log('The page has seen', JSON.stringify(seen, undefined, 2));
  // The adapter takes over links that dial.
  await tab.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'tel:+16505550143' });
    document.body.append(link);
    link.click();
  });
  console.log('A link that dials makes the widget', await frame.evaluate('window.widget.phase'));
  console.log('Errors of the page:', errors.length === 0 ? 'none' : errors.join('; '));
  console.log(
    'Refused addresses:',
    refused.length === 0 ? 'none' : [...new Set(refused)].join(', '),
  );
}
