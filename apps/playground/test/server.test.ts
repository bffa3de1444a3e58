import { built } from '@jackfield/test-tools/built';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPlayground } from '../server/playground.mjs';
import { locate } from '@jackfield/dev-page/static-files';

let playground: Awaited<ReturnType<typeof startPlayground>>;
beforeAll(async () => {
  await built('@jackfield/playground');
  playground = await startPlayground({ port: 0, widgetPort: 0 });
});
afterAll(() => playground?.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Unlike `fetch` this sends the path as it is, dots and all. */
function ask(origin: string, path: string, method = 'GET', host?: string): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((done, fail) => {
    request({ hostname, port, path, method, headers: host ? { host } : {} }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    })
      .on('error', fail)
      .end();
  });
}

test('the page and the phone contain each icon that they refer to', async () => {
  const pages = [
    await ask(playground.pageOrigin, '/'),
    await ask(playground.widgetOrigin, '/widget.html'),
  ];
  const used = pages.flatMap(({ body }) =>
    [...body.matchAll(/href="#(icon-[\w-]+)"/g)].map(([, id]) => ({ id, body })),
  );
  expect(used.length).toBeGreaterThanOrEqual(2);
  for (const { id, body } of used) expect(body).toContain(`<symbol id="${id}"`);
  for (const { body } of pages) expect(body).not.toContain('<!-- icons');
});

test.each([
  '/../package.json',
  '/..%2fpackage.json',
  '/%2e%2e/package.json',
  '/assets/../../package.json',
  '/assets/..%2f..%2fserver%2fserve.mjs',
  '/..\\package.json',
  '/%5c..%5cpackage.json',
  '/package.json%00.js',
  '/%',
  '//etc/passwd',
  '/assets',
  '/assets/',
  '/missing.js',
  '/widget.html',
])('the page’s server does not serve %s', async (path) => {
  const { status, body } = await ask(playground.pageOrigin, path);
  expect(status).toBe(404);
  expect(body).toBe('Not found.\n');
});

test('the widget’s server does not serve the page', async () => {
  expect((await ask(playground.widgetOrigin, '/index.html')).status).toBe(404);
});

test('no path leads out of the folder', () => {
  for (const path of ['/../x.js', '/a/../../x.js', '/%2e%2e%2fx.js', '/..%5cx.js', '/\0.js'])
    expect(locate('/srv/dist', path)).toBeUndefined();
  expect(locate('/srv/dist', '/a/x.js')?.file).toBe('/srv/dist/a/x.js');
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
  const { status, headers } = await ask(playground.pageOrigin, '/', method);
  expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('the page is as strict as a CRM may be', async () => {
  const { status, headers } = await ask(playground.pageOrigin, '/');
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src ${playground.widgetOrigin}`,
  );
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('the widget lets only the page frame it', async () => {
  const { headers } = await ask(playground.widgetOrigin, '/widget.html');
  expect(headers['content-security-policy']).toContain(`frame-ancestors ${playground.pageOrigin}`);
  expect(headers['content-security-policy']).toContain(`default-src 'none'`);
});

test('the page and the widget have different origins, and no inline script or style', async () => {
  expect(playground.pageOrigin).not.toBe(playground.widgetOrigin);
  for (const [origin, path] of [
    [playground.pageOrigin, '/'],
    [playground.widgetOrigin, '/widget.html'],
  ] as const) {
    const { body } = await ask(origin, path);
    expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|__WIDGET_ORIGIN__/i);
  }
});

test('assets have their types, and HEAD sends none of them', async () => {
  const { body } = await ask(playground.pageOrigin, '/');
  for (const [pattern, type] of [
    [/src="([^"]+\.js)"/, 'text/javascript; charset=utf-8'],
    [/href="([^"]+\.css)"/, 'text/css; charset=utf-8'],
  ] as const) {
    const path = pattern.exec(body)?.[1] ?? '';
    const got = await ask(playground.pageOrigin, path);
    expect([got.status, got.headers['content-type']]).toEqual([200, type]);
    const head = await ask(playground.pageOrigin, path, 'HEAD');
    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(got.body)));
  }
});

test('any other spelling of the host leads to the one that the policies name', async () => {
  const { port } = new URL(playground.pageOrigin);
  const { status, headers } = await ask(playground.pageOrigin, '/', 'GET', `localhost:${port}`);
  expect([status, headers.location]).toEqual([307, `${playground.pageOrigin}/`]);
});

test('without a build it says what to do', async () => {
  const dist = mkdtempSync(join(tmpdir(), 'playground-'));
  await expect(startPlayground({ port: 0, widgetPort: 0, dist })).rejects.toThrow(/npm run build/);
});

const script = fileURLToPath(new URL('../server/serve.mjs', import.meta.url));

function serve(...flags: string[]) {
  const child = spawn(process.execPath, [script, ...flags], { env: { PATH: process.env.PATH } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  return { child, output: () => output };
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
      .on('connect', () => (socket.destroy(), done(true)))
      .on('error', () => done(false));
  });

test('a taken port is reported and another one used, and Ctrl+C ends it at once', async () => {
  const taken = Number(new URL(playground.pageOrigin).port);
  const { child, output } = serve('--port', String(taken), '--widget-port', '0');
  await expect.poll(output, { timeout: 10_000 }).toContain('Ctrl+C');
  expect(output()).toContain(`Port ${taken} is taken: the page is on `);
  const port = Number(/Jackfield playground +http:\/\/127\.0\.0\.1:(\d+)/.exec(output())?.[1]);
  expect(port).not.toBe(taken);
  // A browser's idle connection must not keep it alive.
  const idle = connect(port, '127.0.0.1');
  await once(idle, 'connect');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await isOpen(port)).toBe(false);
});

test.each([['--port', 'x'], ['--port', '70000'], ['--unknown']])(
  '%s %s is misuse',
  async (...flags) => {
    const { child, output } = serve(...flags);
    expect(await once(child, 'exit')).toEqual([2, null]);
    expect(output()).toContain('Usage:');
  },
);
