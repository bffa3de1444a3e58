import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { start } from './readme-example.js';
import { connectTo } from '../../plugin-kit/test/widget.js';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

const query = [{ phoneNumber: '6503945910', callType: 'inbound' }];

afterEach(() => vi.unstubAllGlobals());

it('has the example that runs here', () => {
  const example = read('./readme-example.ts');
  expect(read('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
});

it('explains every error code', () => {
  const codes = read('../src/contacts-error.ts').match(/(?<=\| ')[A-Z_]+(?=')/gu) ?? [];
  expect(codes.length).toBeGreaterThan(5);
  for (const code of codes) expect(read('../README.md')).toContain(`\`${code}\``);
});

it('its example tells the widget when the CRM fails', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
  const { host, ask } = connectTo(start);
  host.on('failed', () => undefined);
  expect(await ask('matchContacts', query)).toEqual({
    error: expect.stringContaining('The CRM answered 503.'),
  });
});

it('its example finds whose number is ringing', async () => {
  const ada = { id: '7', type: 'acme', name: 'Ada Lovelace' };
  const server = vi.fn(async (_url: string, { body }: { readonly body: string }) => {
    const numbers = JSON.parse(body) as string[];
    return Response.json(Object.fromEntries(numbers.map((number) => [number, [ada]])));
  });
  vi.stubGlobal('fetch', server);
  const { ask } = connectTo(start);
  expect(await ask('matchContacts', query)).toEqual({ result: { '6503945910': [ada] } });
  expect(server.mock.calls[0]?.[1].body).toBe('["+16503945910"]');
});
