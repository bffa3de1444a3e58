import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWidget, type RunningWidget } from '../../src/widget/start-widget.js';
import { FAKE_SHELL } from './fake-shell.js';
import { openPanel } from './panel-client.js';
import { ask, raw } from './raw-request.js';

let widget: RunningWidget;
const lines: string[] = [];
beforeAll(async () => {
  widget = await startWidget({
    wire: 'ringcx',
    port: 0,
    controlPort: 0,
    origins: ['https://crm.example'],
    shell: FAKE_SHELL,
    patienceMs: 50,
    print: (line) => void lines.push(line),
  });
});
afterAll(() => widget.close());
beforeEach(() => void lines.splice(0));

const EACH = [
  ['the widget', () => widget.widgetOrigin, '/app.html'],
  ['the control panel', () => widget.controlOrigin, '/'],
] as const;

describe.each(EACH)('the address of %s', (_what, origin, path) => {
  const own = (): string => new URL(origin()).host;

  it('is one of this machine only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((each) => each !== undefined && !each.internal && each.family === 'IPv4');
    const port = new URL(origin()).port;
    for (const { address } of outside as readonly { readonly address: string }[])
      await expect(fetch(`http://${address}:${port}${path}`)).rejects.toThrow();
    await expect(fetch(`http://[::1]:${port}${path}`)).rejects.toThrow();
  });

  it.each([
    ['of another name', () => `GET ${path} HTTP/1.1\r\nHost: evil.example\r\n\r\n`],
    [
      'of another name with its port',
      (host: string) =>
        `GET ${path} HTTP/1.1\r\nHost: evil.example:${new URL(`http://${host}`).port}\r\n\r\n`,
    ],
    ['of localhost', () => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
    [
      'of another name in the address, as for a proxy',
      (host: string) => `GET http://evil.example${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    ],
    ['of no name', () => `GET ${path} HTTP/1.0\r\n\r\n`],
    ['of an empty name', () => `GET ${path} HTTP/1.1\r\nHost:\r\n\r\n`],
    [
      'of two names, its own first',
      (host: string) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n\r\n`,
    ],
    [
      'of two names, its own last',
      (host: string) => `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nHost: ${host}\r\n\r\n`,
    ],
    [
      'of its own name twice',
      (host: string) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nHost: ${host}\r\n\r\n`,
    ],
  ])('refuses a request %s', async (_name, text) => {
    const answer = await raw(origin(), text(own()));
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(answer).not.toMatch(/data-/);
  });

  it('answers a request of its own name', async () => {
    const answer = await raw(
      origin(),
      `GET ${path} HTTP/1.1\r\nHost: ${own()}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toMatch(/data-/);
  });

  it('loads nothing from elsewhere, and is kept by nobody', async () => {
    const { headers } = await ask(origin(), path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; /,
    );
    expect(headers['content-security-policy']).toMatch(/base-uri 'none'; form-action 'none'/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'POST'])('refuses %s', async (method) => {
    const { status, headers } = await ask(origin(), path, { method });
    expect(status).toBe(405);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['/nothing', '/../package.json', '/@jackfield/..%2f..%2fpackage.json', '//app.html'])(
    'has no %s',
    async (other) => {
      expect((await ask(origin(), other)).status).toBe(404);
    },
  );
});

const ancestors = (policy: unknown): string | undefined =>
  /frame-ancestors ([^;]+)/.exec(String(policy))?.[1];

describe('the app page', () => {
  it('may be framed by pages of this machine, and by those of --origin', async () => {
    const { headers } = await ask(widget.widgetOrigin, '/app.html');
    expect(ancestors(headers['content-security-policy'])).toBe(
      'http://localhost:* http://127.0.0.1:* https://crm.example',
    );
  });

  it.each(['http://localhost:3000/a', 'http://127.0.0.1/', 'https://crm.example/a?b'])(
    'is served to a page of %s',
    async (referer) => {
      const { status } = await ask(widget.widgetOrigin, '/app.html', { headers: { referer } });
      expect(status).toBe(200);
      expect(lines).toEqual([]);
    },
  );

  it.each([
    'https://localhost:3000',
    'http://crm.example',
    'https://crm.example:8443',
    'https://sub.crm.example',
    'https://crm.example.evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
  ])('is refused to a page of %s, which is named once with the option to add', async (page) => {
    const headers = { referer: `${page}/orders?id=7` };
    for (let time = 0; time < 3; time += 1) {
      const { status, text } = await ask(widget.widgetOrigin, '/app.html', { headers });
      expect(status).toBe(403);
      expect(text).not.toContain('data-');
    }
    expect(lines).toEqual([
      `A page of ${page} tried to load the widget and was refused. To allow it, add: --origin ${page}`,
    ]);
  });

  it('reports a frame that does not start, of a page that the browser does not name, once', async () => {
    const headers = { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' };
    const { text } = await ask(widget.widgetOrigin, '/app.html', { headers });
    const [, id = ''] = /data-jackfield-document="([\w-]+)"/.exec(text) ?? [];
    const ending = new AbortController();
    await fetch(`${widget.widgetOrigin}/events?document=${id}`, { signal: ending.signal });
    for (let time = 0; time < 2; time += 1)
      await ask(widget.widgetOrigin, '/app.html', { headers });
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines[0]).toContain('add its origin: --origin URL');
    ending.abort();
  });

  it('has another id for each document', async () => {
    const id = async (): Promise<string | undefined> =>
      /data-jackfield-document="([\w-]+)"/.exec(
        (await ask(widget.widgetOrigin, '/app.html')).text,
      )?.[1];
    const [first, second] = [await id(), await id()];
    expect(first).toMatch(/^[\w-]{32}$/);
    expect(second).not.toBe(first);
  });

  it('is the only one that a page may frame, with its own frame', async () => {
    for (const path of ['/adapter.js', '/popup.html', '/popup.js', '/app.js', '/nothing'])
      expect([
        path,
        ancestors((await ask(widget.widgetOrigin, path)).headers['content-security-policy']),
      ]).toEqual([path, "'none'"]);
  });
});

describe('the script of the adapter', () => {
  it('may be loaded by pages of any origin, and nothing else may', async () => {
    const policy = async (path: string): Promise<unknown> =>
      (await ask(widget.widgetOrigin, path)).headers['cross-origin-resource-policy'];
    expect(await policy('/adapter.js')).toBe('cross-origin');
    expect(await policy('/app.html')).toBe('same-origin');
    expect(await policy('/popup.html')).toBe('same-origin');
  });
});

const documentId = async (): Promise<string> =>
  /data-jackfield-document="([\w-]+)"/.exec(
    (await ask(widget.widgetOrigin, '/app.html')).text,
  )?.[1] ?? '';

const FOREIGN = [
  ['another origin', { origin: 'https://evil.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['an opaque origin', { origin: 'null' }],
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['the same site', { 'sec-fetch-site': 'same-site' }],
] as const;

describe('the connection of a document', () => {
  it('is for its id, and for one stream', async () => {
    const id = await documentId();
    const open = (document: string): ReturnType<typeof ask> =>
      ask(widget.widgetOrigin, `/events?document=${document}`, {
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    expect((await open('')).status).toBe(403);
    expect((await open('guess')).status).toBe(403);
    expect((await open(id)).status).toBe(200);
    expect((await open(id)).status).toBe(403);
  });

  it.each(FOREIGN)('is refused to %s', async (_name, headers) => {
    const id = await documentId();
    const path = `/events?document=${id}`;
    expect((await ask(widget.widgetOrigin, path, { headers })).status).toBe(403);
    expect((await ask(widget.widgetOrigin, path)).status).toBe(200);
  });

  /** A document that is connected until the test ends. */
  async function connected(): Promise<{ readonly id: string; close(): void }> {
    const id = await documentId();
    const ending = new AbortController();
    await fetch(`${widget.widgetOrigin}/events?document=${id}`, { signal: ending.signal });
    return { id, close: () => ending.abort() };
  }
  const post = (id: string, headers: object, body = '[]'): ReturnType<typeof ask> =>
    ask(widget.widgetOrigin, `/messages?document=${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it('takes messages of its own page only', async () => {
    const { id, close } = await connected();
    const own = { origin: widget.widgetOrigin, 'sec-fetch-site': 'same-origin' };
    for (const [, headers] of FOREIGN)
      expect((await post(id, { ...own, ...headers })).status).toBe(403);
    expect((await post(id, {})).status).toBe(403);
    expect((await post('guess', own)).status).toBe(403);
    expect((await post(id, own)).status).toBe(204);
    close();
  });

  it('takes JSON of a limited size only', async () => {
    const { id, close } = await connected();
    const own = { origin: widget.widgetOrigin };
    expect((await post(id, own, '{')).status).toBe(400);
    expect((await post(id, own, '{}')).status).toBe(400);
    expect((await post(id, { ...own, 'content-type': 'text/plain' })).status).toBe(415);
    const large = JSON.stringify(['a'.repeat(5 * 1024 * 1024)]);
    expect((await post(id, own, large)).status).toBe(413);
    const chunked = { ...own, 'transfer-encoding': 'chunked' };
    expect((await post(id, chunked, large)).status).toBe(413);
    expect(lines).toContain('Messages of a page were too large, and are lost.');
    close();
  });

  it('ignores what no document sends', async () => {
    const { id, close } = await connected();
    const own = { origin: widget.widgetOrigin };
    const values = [
      null,
      1,
      'a',
      [],
      {},
      { kind: 'hello' },
      { kind: 'hello', address: 'a', page: 1 },
    ];
    expect((await post(id, own, JSON.stringify(values))).status).toBe(204);
    expect(lines).toEqual([]);
    close();
  });
});

describe('the control panel', () => {
  const token = async (): Promise<string> =>
    /data-token="([\w-]+)"/.exec((await ask(widget.controlOrigin, '/')).text)?.[1] ?? '';
  const own = (): Record<string, string> => ({
    origin: widget.controlOrigin,
    'content-type': 'application/json',
  });
  const RELOAD = JSON.stringify({ panel: '1', id: 1, command: { name: 'reload' } });
  const command = (headers: object, body = RELOAD): ReturnType<typeof ask> =>
    ask(widget.controlOrigin, '/commands', {
      method: 'POST',
      headers: { ...own(), ...headers },
      body,
    });

  it('can never be framed', async () => {
    for (const path of ['/', '/@jackfield/control.css', '/commands', '/nothing']) {
      const { headers } = await ask(widget.controlOrigin, path);
      expect(ancestors(headers['content-security-policy'])).toBe("'none'");
      expect(headers['x-frame-options']).toBe('DENY');
    }
  });

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }],
    ['of a frame', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'iframe' }],
    ['of a script', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'empty' }],
    ['of a script element', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'script' }],
  ])('gives no token to a request %s', async (_name, headers) => {
    const { status, text } = await ask(widget.controlOrigin, '/', { headers });
    expect(status).toBe(403);
    expect(text).not.toContain(await token());
  });

  it('performs commands with its token only', async () => {
    const right = await token();
    expect(right).toMatch(/^[\w-]{43}$/);
    expect((await command({})).status).toBe(403);
    expect((await command({ 'x-jackfield-token': '' })).status).toBe(403);
    expect((await command({ 'x-jackfield-token': `${right.slice(0, -1)}-` })).status).toBe(403);
    expect((await command({ 'x-jackfield-token': right })).status).toBe(204);
  });

  it('performs no command of another origin, even with its token', async () => {
    const right = { 'x-jackfield-token': await token() };
    for (const [, headers] of FOREIGN)
      expect((await command({ ...right, ...headers })).status).toBe(403);
  });

  it('shows what happens with its token, and to its own origin, only', async () => {
    const changes = (headers: Record<string, string>): ReturnType<typeof ask> =>
      ask(widget.controlOrigin, '/changes', { headers });
    const right = { 'x-jackfield-token': await token() };
    expect((await changes({})).status).toBe(403);
    for (const [, headers] of FOREIGN)
      expect((await changes({ ...right, ...headers })).status).toBe(403);
    const { status, text } = await changes(right);
    expect(status).toBe(200);
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ kind: 'connected' });
  });

  it('takes commands of a limited size, in JSON', async () => {
    const right = { 'x-jackfield-token': await token() };
    expect((await command(right, '{')).status).toBe(400);
    for (const body of [null, {}, { panel: '1', id: 1 }, { panel: 1, id: 1, command: {} }])
      expect((await command(right, JSON.stringify(body))).status).toBe(400);
    for (const other of [null, {}, { name: 'other' }, { name: 'act', action: 'dial' }]) {
      const body = JSON.stringify({ panel: '1', id: 1, command: other });
      expect((await command(right, body)).status).toBe(400);
    }
    expect((await command({ ...right, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await command(right, JSON.stringify('a'.repeat(300_000)))).status).toBe(413);
  });

  it('calls the actions of an agent only', async () => {
    const panel = await openPanel(widget.controlOrigin);
    for (const action of ['close', 'constructor', 'post', 'subscribe', 'openTab', '__proto__'])
      await expect(panel.act(action)).rejects.toThrow('Expected one of');
    await expect(panel.act('answer')).rejects.toThrow(
      'Expected a page that has loaded the widget, found none.',
    );
    panel.close();
  });

  it('has another token after each start', async () => {
    const other = await startWidget({
      wire: 'ringex',
      port: 0,
      controlPort: 0,
      origins: [],
      shell: FAKE_SHELL,
      print: () => {},
    });
    const { text } = await ask(other.controlOrigin, '/');
    await other.close();
    expect(text).not.toContain(await token());
  });
});

describe('a port that is in use', () => {
  it('is replaced by a free one', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const { port } = taken.address() as { readonly port: number };
    const other = await startWidget({
      wire: 'ringcx',
      port,
      controlPort: port,
      origins: [],
      shell: FAKE_SHELL,
      print: () => {},
    });
    expect(new URL(other.widgetOrigin).port).not.toBe(String(port));
    expect(new URL(other.controlOrigin).port).not.toBe(String(port));
    await other.close();
    taken.close();
  });
});
