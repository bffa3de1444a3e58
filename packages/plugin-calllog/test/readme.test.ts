import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallLogRecord } from '../src/index.js';
import { testCallLogStore } from '../src/store-contract/vitest.js';
import { start, store } from './readme-example.js';
import { connectTo } from '../../plugin-kit/test/widget.js';

/** A CRM as the README's store expects it: URLs are parsed, and JSON is what arrives. */
function fakeCrm() {
  const rows = new Map<string, CallLogRecord>();
  const serve = async (input: string, init: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { method, url } = request;
    const body: unknown = await request.json();
    if (method === 'POST' && url === 'https://crm.example/call-logs') {
      const log = body as CallLogRecord;
      if (log.revision > (rows.get(log.key)?.revision ?? -Infinity)) rows.set(log.key, log);
      return new Response();
    }
    if (method !== 'POST' || url !== 'https://crm.example/call-logs/find')
      return new Response('', { status: 404 });
    const found = new Set(body as readonly string[]);
    return Response.json(
      [...found].filter((key) => rows.has(key)).map((key) => ({ key, id: 'row-1' })),
    );
  };
  return { rows, serve };
}

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

afterEach(() => vi.unstubAllGlobals());

it('has the example that runs here', () => {
  const example = read('./readme-example.ts');
  expect(read('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
});

it('explains every error code', () => {
  const codes = read('../src/call-log-error.ts').match(/(?<=\| ')[A-Z_]+(?=')/gu) ?? [];
  expect(codes.length).toBeGreaterThan(5);
  for (const code of codes) expect(read('../README.md')).toContain(`\`${code}\``);
});

it('its example writes a log to the CRM and finds it again', async () => {
  const { rows, serve } = fakeCrm();
  vi.stubGlobal('fetch', serve);
  const { ask } = connectTo(start);
  const call = {
    id: '1',
    direction: 'INBOUND',
    from: { phoneNumber: '6503945910' },
    to: { phoneNumber: '7202255924' },
    telephonyStatus: 'CallConnected',
    telephonySessionId: '1',
    partyId: '1554304',
    offset: 0,
    fromMatches: [],
    toMatches: [],
    activityMatches: [],
  };
  expect(await ask('logCall', { call, sessionId: '1$2' })).toEqual({ result: 'ok' });
  expect([...rows]).toMatchObject([['1$2', { call, revision: expect.any(Number) }]]);
  rows.set('2$2', { key: '2$2', revision: 1, call, receivedAt: 1 });
  expect(await ask('matchCallLogs', ['1$2', '2$2', '3$2'])).toEqual({
    result: { '1$2': [{ id: '1$2' }], '2$2': [{ id: 'row-1' }] },
  });
});

it('its example sends the widget an error when the CRM fails', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
  const { host, ask } = connectTo(start);
  host.on('failed', () => undefined);
  expect(await ask('matchCallLogs', ['9$2'])).toEqual({
    error: expect.stringContaining('The CRM answered 503.'),
  });
});

describe('its store', () => {
  const crm = fakeCrm();
  beforeEach(() => void vi.stubGlobal('fetch', crm.serve));
  testCallLogStore(() => store, {
    read: async (key) => crm.rows.get(key),
    failing: () => {
      vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
      return store;
    },
    hanging: () => {
      const hang = (_url: string, { signal }: { readonly signal: AbortSignal }) =>
        new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        );
      vi.stubGlobal('fetch', hang);
      return store;
    },
  });
});
