import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { start } from './readme-example.js';
import { signIn, signOut } from './readme-sources.js';
import { normaliseNumber } from '../src/index.js';
import { connectTo } from '../../plugin-kit/test/widget.js';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

const query = [{ phoneNumber: '6503945910', callType: 'inbound' }];

afterEach(() => vi.unstubAllGlobals());

it.each(['./readme-example.ts', './readme-sources.ts'])(
  'has the example that runs here: %s',
  (file) => {
    expect(read('../README.md')).toContain(`\`\`\`ts\n${read(file)}\`\`\``);
  },
);

it('has a table of numbers that is true', () => {
  const [, section = ''] = read('../README.md').split('## Numbers');
  const [table = ''] = section.split('\nWhether');
  const rows = table.split('\n').filter((row) => row.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(8);
  for (const row of rows) {
    const [, forms = '', is = ''] = row.split('|');
    const [expected] = /(?<=`)[^`]+(?=`)/u.exec(is) ?? [];
    for (const [, form = ''] of forms.matchAll(/`([^`]+)`/gu)) {
      expect(normaliseNumber(form, 'US'), form).toBe(expected);
    }
  }
});

it('explains every option', () => {
  const options = read('../src/contacts-options.ts').match(/(?<=readonly )\w+(?=\?:)/gu) ?? [];
  expect(options.length).toBeGreaterThan(8);
  for (const option of options) expect(read('../README.md')).toContain(`| \`${option}\``);
});

it('explains every error code', () => {
  const codes = read('../src/contacts-error.ts').match(/(?<=\| ')[A-Z_]+(?=')/gu) ?? [];
  expect(codes.length).toBeGreaterThan(5);
  for (const code of codes) expect(read('../README.md')).toContain(`\`${code}\``);
});

it('its example sends the widget an error when the CRM fails', async () => {
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

it('its example of several sources asks both, and leaves nothing behind', async () => {
  const ada = { id: 7, name: 'Ada Lovelace', touchedAt: '2026-01-01' };
  vi.stubGlobal('fetch', async () => Response.json({ contacts: { '+16503945910': [ada] } }));
  const { ask, host, plugin } = (() => {
    let plugin: ReturnType<typeof signIn>['plugin'] | undefined;
    const world = connectTo((widget) => {
      const session = signIn('user-1', 'secret', widget);
      ({ plugin } = session);
      return session.host;
    });
    if (!plugin) throw new Error('No session was begun.');
    return { ...world, plugin };
  })();
  expect(await ask('matchContacts', query)).toMatchObject({
    result: { '6503945910': [{ name: 'Ada Lovelace' }, { name: 'Grace Hopper' }] },
  });
  await signOut({ host, plugin });
});
