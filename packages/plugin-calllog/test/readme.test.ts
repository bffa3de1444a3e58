import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { start } from './readme-example.js';
import { connectTo } from '../../plugin-kit/test/widget.js';

interface Sent {
  readonly method: string;
  readonly body: string;
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
  const rows = new Map<string, unknown>();
  const server = vi.fn(async (url: string, { method, body }: Sent) => {
    if (method === 'PUT') {
      rows.set(decodeURIComponent(url.split('/').at(-1) ?? ''), JSON.parse(body));
      return new Response();
    }
    const keys = JSON.parse(body) as string[];
    return Response.json(keys.filter((key) => rows.has(key)).map((key) => ({ key, id: 'row-1' })));
  });
  vi.stubGlobal('fetch', server);
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
  rows.set('2$2', { call: 'logged on another computer' });
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
