import { request } from 'node:http';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startDev, type Dev } from '../../src/dev/start-dev.js';
import { findPluginPackages } from '../../src/plugin/find-plugin-packages.js';
import { acmeFolder, CONTACT, matcher, packageJson, type Acme } from './acme.js';

describe('what jackfield dev serves', () => {
  let acme: Acme;
  let dev: Dev;
  beforeAll(async () => {
    acme = await acmeFolder(
      {
        'package.json': packageJson('acme-matcher', { export: 'matcher', kind: 'value' }),
        'src/index.ts': matcher('First'),
        'src/contact.ts': CONTACT,
        'src/matcher.css': '',
        '.env': 'SECRET=one',
        // Replaces the page and the widget, which need a build.
        'shell/page.js': '',
        // Replaces core, which needs a build, too.
        'node_modules/@jackfield/core/package.json': {
          name: '@jackfield/core',
          type: 'module',
          exports: { '.': './index.js', './ringcx': './index.js' },
        },
        'node_modules/@jackfield/core/index.js':
          'export const createHost = () => {};\nexport const definePlugin = (it) => it;\nexport const protocol = {};\n',
      },
      { core: false },
    );
    const { folder } = acme;
    dev = await startDev({
      root: folder,
      packages: await findPluginPackages(folder),
      port: 0,
      widgetPort: 0,
      widget: 'ringcx',
      connect: ['https://crm.example', 'http://127.0.0.1:9'],
      shell: { folder: join(folder, 'shell'), page: '<p>page</p>', widget: '<p>widget</p>' },
      print: () => {},
    });
  });
  afterAll(async () => {
    await dev?.close();
    await acme?.remove();
  });

  /** A request as a program may send it: fetch sets some headers itself, and rewrites paths. */
  const ask = (
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number | undefined; readonly text: string }> =>
    new Promise((done, fail) => {
      const { hostname, port } = new URL(dev.pageOrigin);
      request({ hostname, port, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => done({ status: response.statusCode, text }));
      })
        .on('error', fail)
        .end();
    });

  it('is a page whose policy allows its own scripts, its WebSocket, and the named origins', async () => {
    const { headers } = await fetch(dev.pageOrigin);
    const policy = headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']{24})'/.exec(policy)?.[1];
    expect(policy.replace(String(nonce), 'N').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'nonce-N'",
      `connect-src 'self' ${dev.pageOrigin.replace('http', 'ws')} https://crm.example http://127.0.0.1:9`,
      "img-src 'self'",
      "font-src 'self'",
      `frame-src ${dev.widgetOrigin}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  it('is a widget on another origin, which only the page may frame', async () => {
    const response = await fetch(`${dev.widgetOrigin}/widget.html`);
    expect(new URL(dev.widgetOrigin).port).not.toBe(new URL(dev.pageOrigin).port);
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${dev.pageOrigin}`,
    );
  });

  it('is the plugin’s source, for its own page only', async () => {
    const response = await fetch(`${dev.pageOrigin}/src/index.ts`);
    expect(await response.text()).toContain('matcher-First');
    expect(response.headers.get('access-control-allow-origin')).toBe(null);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect((await fetch(`${dev.widgetOrigin}/src/index.ts`)).status).toBe(404);
  });

  it.each([
    ['its origin', (): Record<string, string> => ({ origin: 'https://evil.example' })],
    ['the origin of the widget', () => ({ origin: dev.widgetOrigin })],
    ['an opaque origin', () => ({ origin: 'null' })],
    ['a script element of another site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a script element of another port', () => ({ 'sec-fetch-site': 'same-site' })],
  ])('refuses another page, known by %s', async (_what, headers) => {
    for (const path of ['/src/index.ts', '/@vite/client', '/@jackfield/bridge.js']) {
      const response = await ask(path, headers());
      expect([path, response.status, response.text]).toEqual([path, 403, '']);
    }
  });

  it('refuses what the bundler answers and the page does not need', async () => {
    for (const path of [
      `/__open-in-editor?file=${encodeURIComponent(join(acme.folder, 'src/index.ts'))}`,
      '/__open-in-editor',
      '//__open-in-editor?file=a',
      '/%5f_open-in-editor?file=a',
      '/__vite_ping',
      '/__inspect/',
      '/@id//etc/passwd?raw',
      '/@id/__x00__/etc/passwd?raw',
      '/@react-refresh',
      '/node_modules/.vite/deps/_metadata.json',
      '/.git/config?raw',
    ]) {
      const response = await ask(path);
      expect([path, response.status, response.text]).toEqual([path, 404, 'Not found.\n']);
    }
  });

  it('follows no symbolic link out of the folder, of a file or a folder', async () => {
    const outside = await acmeFolder({ 'secret.txt': 'very secret', 'secret.ts': 'export {}' });
    onTestFinished(() => outside.remove());
    await symlink(join(outside.folder, 'secret.txt'), join(acme.folder, 'src/link.txt'));
    await symlink(outside.folder, join(acme.folder, 'src/linked'));
    for (const path of [
      '/src/link.txt',
      '/src/link.txt?raw',
      '/src/link.txt?url',
      '/src/link.txt?import&raw',
      '/src/linked/secret.txt?raw',
      '/src/linked/secret.ts',
      `/@fs${acme.folder}/src/link.txt?raw`,
    ]) {
      const response = await ask(path);
      expect([path, response.status, response.text]).toEqual([path, 404, 'Not found.\n']);
    }
  });

  it('serves no file by a path that leaves the folder, however it is written', async () => {
    for (const path of [
      '/../../../../../../etc/passwd',
      '/src/../../../../../../etc/passwd?raw',
      '/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd?raw',
      '/src/..%2f..%2f..%2f..%2fetc/passwd?raw',
      '/src/%252e%252e/%252e%252e/%252e%252e/etc/passwd?raw',
      '/src/..%5c..%5c..%5cetc/passwd?raw',
      '/@fs/etc/passwd?raw??',
      '/@fs//etc/passwd?import&raw',
      '/@fs/etc/passwd?.svg?.wasm?init',
      `/@fs${acme.folder}/../../etc/passwd?raw`,
      '/@fs/etc/hosts%00.ts',
    ]) {
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    }
  });

  it('opens a WebSocket for its own page only', async () => {
    const { text } = await ask('/@vite/client');
    const token = /wsToken = "([^"]+)"/.exec(text)?.[1] ?? '';
    expect(token).not.toBe('');
    const upgrade = (headers: Readonly<Record<string, string>>): Promise<unknown> =>
      new Promise((done) => {
        const { hostname, port } = new URL(dev.pageOrigin);
        const client = request({
          hostname,
          port,
          path: `/?token=${token}`,
          headers: {
            connection: 'Upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
            'sec-websocket-protocol': 'vite-hmr',
            ...headers,
          },
        });
        client.on('upgrade', (_response, socket) => {
          socket.destroy();
          done('open');
        });
        client.on('response', (response) => {
          response.resume();
          done(response.statusCode);
        });
        client.on('error', () => done('closed'));
        client.end();
      });
    const own = { host: new URL(dev.pageOrigin).host, origin: dev.pageOrigin };
    expect(await upgrade(own)).toBe('open');
    expect(await upgrade({ ...own, origin: 'https://evil.example' })).toBe(403);
    expect(await upgrade({ ...own, origin: dev.widgetOrigin })).toBe(403);
    expect(await upgrade({ host: own.host })).toBe(403);
    expect(await upgrade({ ...own, host: `evil.example:${new URL(dev.pageOrigin).port}` })).toBe(
      403,
    );
  });

  it('excludes files outside the author’s folder, and secrets inside it', async () => {
    const outside = new URL('../../package.json', import.meta.url).pathname;
    for (const path of [
      `/@fs${outside}`,
      `/@fs${outside}?raw`,
      '/@fs/etc/passwd?raw',
      '/.env?raw',
    ]) {
      expect([path, (await fetch(`${dev.pageOrigin}${path}`)).ok]).toEqual([path, false]);
    }
  });

  it('is available under its own address only', async () => {
    const { hostname, port } = new URL(dev.pageOrigin);
    const status = await new Promise((done, fail) => {
      request({ hostname, port, headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        done([response.statusCode, response.headers.location]);
      })
        .on('error', fail)
        .end();
    });
    expect(status).toEqual([307, `${dev.pageOrigin}/`]);
  });
});
