import { built } from '@jackfield/test-tools/built';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { LOG, QUERY } from './test-wire.js';

const script = (path: string): string => {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  return readFileSync(file, 'utf8');
};

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });

/** The widget: says init, and asks the page what the test wants. */
const WIDGET = `<!doctype html><title>widget</title><script>
addEventListener('message', ({ data }) => {
  if (data.payload && data.payload.type === 'rc-ev-register') window.service = data.payload.service;
  if (data.type === 'MessageTransport-response') window.response = data;
});
window.ask = (requestType, data) => {
  window.response = undefined;
  parent.postMessage({ type: 'MessageTransport-request', requestId: requestType, payload: { requestType, data } }, '*');
};
parent.postMessage({ type: 'rc-ev-init' }, '*');
</script>`;

/** What the widget's own adapter script does: it makes the frame when the page has loaded. */
const ADAPTER = (origin: string): string => `addEventListener('load', () => {
  const frame = document.createElement('iframe');
  frame.id = 'engage-voice-embeddable-adapter-frame';
  document.body.append(frame);
  frame.setAttribute('src', '${origin}/app.html');
});`;

/** A vendor's page script, with no bundler and no module. */
const APP = (origin: string): string => `
window.rang = [];
window.host = Jackfield.createHost({
  service: 'Acme CRM',
  widget: { origin: '${origin}' },
  plugins: [
    Jackfield.callLog({ store: Jackfield.memoryCallLogStore() }),
    Jackfield.contacts({ source: Jackfield.memoryContactSource([{ id: '7', type: 'acme', name: 'Ada', phoneNumbers: [{ phoneNumber: '+16503945910', phoneType: 'direct' }] }]) }),
    Jackfield.definePlugin({ name: 'acme', requests: { viewLead: (lead) => { window.rang.push(lead.leadId); } } }),
  ],
});`;

let page: Page;
let browser: Browser | undefined;
const servers: Server[] = [];
const violations: string[] = [];

beforeAll(async () => {
  await built('@jackfield/plugin-calllog', '@jackfield/plugin-contacts');
  const widget = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end(WIDGET),
  );
  servers.push(widget);
  const origin = await listen(widget);
  const files: Record<string, string> = {
    '/core.js': script('core/dist/jackfield.iife.js'),
    '/calllog.js': script('plugin-calllog/dist/plugin-calllog.iife.js'),
    '/contacts.js': script('plugin-contacts/dist/plugin-contacts.iife.js'),
    '/adapter.js': ADAPTER(origin),
    '/app.js': APP(origin),
  };
  const tags = Object.keys(files).map((path) => `<script src="${path}"></script>`);
  const crm = createServer(({ url = '/' }, response) => {
    const script = files[url];
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src 'self'; frame-src ${origin}`,
    );
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ?? `<!doctype html><title>CRM</title><body>${tags.join('')}`);
  });
  servers.push(crm);
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon'))
      violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(String(error)));
  await page.goto(await listen(crm));
});

afterAll(async () => {
  await browser?.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function ask(type: string, data: unknown): Promise<{ result?: unknown; error?: unknown }> {
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = page.frames()[1];
  if (!frame) throw new Error('the widget’s frame is gone');
  await frame.waitForFunction(() => (globalThis as { service?: unknown }).service);
  await frame.evaluate(
    ([name, body]) =>
      (globalThis as unknown as { ask(name: string, body: unknown): void }).ask(
        name as string,
        body,
      ),
    [type, data],
  );
  const response = await frame.waitForFunction(
    () => (globalThis as { response?: object }).response,
  );
  return (await response.jsonValue()) as object;
}

describe('as plain scripts beside the widget’s adapter script, under a strict policy', () => {
  it('a log is answered and found again', async () => {
    expect(await ask('rc-ev-logCall', LOG)).toMatchObject({ result: 'ok' });
    expect(await ask('rc-ev-matchCallLogs', [LOG.sessionId])).toMatchObject({
      result: { [LOG.sessionId]: [{ id: LOG.sessionId }] },
    });
  });

  it('a caller is matched under the widget’s own spelling', async () => {
    const number = QUERY[0].phoneNumber;
    expect(await ask('rc-ev-matchContacts', QUERY)).toMatchObject({
      result: { [number]: [{ name: 'Ada' }] },
    });
  });

  it('a plugin that is written in the page works like any other', async () => {
    expect((await ask('rc-ev-viewLead', { leadId: '12' })).error).toBeUndefined();
    expect(await page.evaluate(() => (globalThis as unknown as { rang: unknown }).rang)).toEqual([
      '12',
    ]);
  });

  it('a page without a charset, which reads scripts as Latin-1, shows the texts of the outbox', async () => {
    expect(await page.evaluate(() => document.characterSet)).toBe('windows-1252');
    const text = await page.evaluate(async () => {
      const { Jackfield } = globalThis as unknown as { Jackfield: { defineOutboxElement(): void } };
      Jackfield.defineOutboxElement();
      const counts = { pending: 1, failed: 2, paused: 0, delivered: 0, rejected: 0 };
      const status = {
        ...{ items: [], counts, ofOthers: 0, isPaused: false, isOffline: false },
        ...{ storage: 'volatile', storageProblem: '' },
      };
      const element = Object.assign(document.createElement('jackfield-outbox'), {
        outbox: {
          ...{ status: async () => status, subscribe: () => () => undefined },
          ...{ retry: () => undefined, discard: () => undefined, resume: () => undefined },
        },
      });
      document.body.append(element);
      await new Promise(requestAnimationFrame);
      return element.shadowRoot?.textContent ?? '';
    });
    expect(text).toContain(' · ');
    expect(text).not.toMatch(/[ÂÃâ]/);
  });

  it('one merged service is registered, nothing offends the policy, and the scripts share one global', async () => {
    expect(
      await page.frames()[1]?.evaluate(() => (globalThis as { service?: unknown }).service),
    ).toEqual({
      name: 'Acme CRM',
      callLogMatcherEnabled: true,
      callLoggerEnabled: true,
      contactMatcherEnabled: true,
      leadViewerEnabled: true,
    });
    expect(violations).toEqual([]);
    const names = await page.evaluate(() =>
      Object.keys((globalThis as unknown as { Jackfield: object }).Jackfield),
    );
    expect(names).toEqual(
      expect.arrayContaining(['createHost', 'definePlugin', 'callLog', 'contacts']),
    );
  });
});
