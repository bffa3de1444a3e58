import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { checkTranscript } from '../../src/index.js';
import { freshFolder, here, SCHEMAS } from '../support.js';

/** The lines to paste, as the document has them. */
const LINES = (
  /```js\n([\s\S]+?)```/.exec(
    await readFile(here('../../../docs/new-widget-version.md'), 'utf8'),
  )?.[1] ?? ''
)
  .trim()
  .split('\n');

/** What the widget posts: what JSON can write, what it cannot, and what nobody can. */
const WIDGET = `<!doctype html><title>widget</title><script>
const say = (message) => parent.postMessage(message, '*');
const call = { id: '1', direction: 'INBOUND', from: { phoneNumber: '650', name: undefined }, to: { phoneNumber: '720' } };
addEventListener('message', () => {
  say({ type: 'rc-ev-init' });
  say({ type: 'MessageTransport-push', payload: { type: 'rc-ev-endCall', call: { ...call, startTime: NaN } } });
  say({ type: 'MessageTransport-push', payload: { type: 'rc-ev-endCall', call: undefined } });
  say({ type: 'MessageTransport-push', payload: { type: 'rc-ev-newer', beta: Infinity } });
  say(undefined);
  say('text');
  say({ type: 'rc-ev-init', big: 1n });
  const round = {};
  say({ type: 'rc-ev-init', round: Object.assign(round, { round }) });
  say({ type: 'rc-ev-init', kept: [new Blob(['x']), new Date(0), new Map([[1, 2]])] });
  say('last');
});
</script>`;

const servers: Server[] = [];
let browser: Browser | undefined;
let page: Page;
let session: CDPSession;
let origin: string;

async function serve(answer: () => string, headers: Record<string, string> = {}): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(answer());
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  origin = await serve(() => WIDGET);
  const crm = await serve(
    () => `<!doctype html><title>CRM</title><iframe src="${origin}"></iframe>`,
    {
      'content-security-policy': `default-src 'none'; script-src 'self'; frame-src ${origin}`,
    },
  );
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(crm);
  session = await page.context().newCDPSession(page);
  await session.send('Runtime.enable');
});

afterAll(async () => {
  await browser?.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** Enters a line as the console does. */
async function enter(expression: string): Promise<void> {
  const { exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    replMode: true,
    includeCommandLineAPI: true,
  });
  expect(exceptionDetails).toBeUndefined();
}

it('the lines to paste record what a widget posts, undefined and NaN too, in a page with a strict policy', async () => {
  expect(LINES).toHaveLength(3);
  const [begin, listen, copy] = LINES as [string, string, string];
  await enter(begin);
  await enter(listen);
  // As texts: these tools run in Node, and their types do not know a page.
  const done = page.evaluate(
    `new Promise((resolve) => {
      addEventListener('message', ({ data }) => data === 'last' && resolve());
    })`,
  );
  await page.evaluate(`frames[0].postMessage('go', '*')`);
  await done;

  const copied = new Promise<string>((resolve) => {
    session.once('Runtime.inspectRequested', ({ object, hints }) => {
      expect(hints).toMatchObject({ copyToClipboard: true });
      resolve(String(object.value));
    });
  });
  await enter(copy);
  const text = await copied;

  const entries = text.split('\n').map((line) => JSON.parse(line) as Record<string, any>); // oxlint-disable-line no-explicit-any -- any shape of JSON
  expect(entries.map((entry) => entry['origin'])).toEqual(Array(10).fill(origin));
  expect(entries[1]?.['data'].payload.call).toMatchObject({
    startTime: { $: 'NaN' },
    from: { name: { $: 'undefined' } },
  });
  expect(entries.flatMap((entry) => entry['skipped'] ?? [])).toEqual(['TypeError', 'TypeError']);

  const file = join(await freshFolder(), 'dump.jsonl');
  await writeFile(file, text);
  expect(await checkTranscript({ file, schemas: SCHEMAS, wire: 'ringcx' })).toMatchObject({
    messages: { 'widget init': 2, 'widget endCall': 2 },
    unknownTypes: [{ type: 'rc-ev-newer', line: 4 }],
    unknownMembers: [{ message: 'init', pointer: '/kept', types: ['array'] }],
    invalid: [],
    nullNumbers: 0,
    others: 3,
    lost: 2,
  });
});
