import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDev, type Dev } from '../../src/dev/start-dev.js';
import { findPluginPackages } from '../../src/plugin/find-plugin-packages.js';
import { acmeFolder, CONTACT, matcher, packageJson, type Acme } from './acme.js';

describe('what jackfield dev serves', () => {
  let acme: Acme;
  let dev: Dev;
  beforeAll(async () => {
    acme = await acmeFolder({
      'package.json': packageJson('acme-matcher', { export: 'matcher', kind: 'value' }),
      'src/index.ts': matcher('First'),
      'src/contact.ts': CONTACT,
      'src/matcher.css': '',
      '.env': 'SECRET=one',
      // Replaces the page and the widget, which need a build.
      'shell/page.js': '',
    });
    const { folder } = acme;
    dev = await startDev({
      root: folder,
      packages: await findPluginPackages(folder),
      port: 0,
      widgetPort: 0,
      connect: ['https://crm.example', 'http://127.0.0.1:9'],
      shell: { folder: join(folder, 'shell'), page: '<p>page</p>', widget: '<p>widget</p>' },
      print: () => {},
    });
  });
  afterAll(async () => {
    await dev?.close();
    await acme?.remove();
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
    const response = await fetch(`${dev.pageOrigin}/src/index.ts`, {
      headers: { origin: dev.widgetOrigin },
    });
    expect(await response.text()).toContain('matcher-First');
    expect(response.headers.get('access-control-allow-origin')).toBe(null);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect((await fetch(`${dev.widgetOrigin}/src/index.ts`)).status).toBe(404);
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
