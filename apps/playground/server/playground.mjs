// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { locate, sendFile } from './static-files.mjs';

const HOST = '127.0.0.1';
const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * A CRM can be this strict: Jackfield needs no inline script or style, no eval, no worker from a blob.
 *
 * @param {string} widgetOrigin
 * @param {string} [crmUrl] where its REST API is, if that is elsewhere
 */
export const pagePolicy = (widgetOrigin, crmUrl) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'${crmUrl ? ` ${crmUrl}` : ''}; frame-src ${widgetOrigin}`;

/** @param {string} pageOrigin */
export const widgetPolicy = (pageOrigin) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${pageOrigin}`;

/**
 * Listens on the port, or on a free one where that is taken.
 *
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>} the port it got
 */
async function listen(server, port) {
  try {
    await new Promise((done, fail) => {
      server.once('error', fail).listen(port, HOST, () => done(undefined));
    });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken || port === 0) throw error;
    return listen(server, 0);
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** @param {import('node:http').Server} server */
const close = (server) =>
  new Promise((done) => {
    server.close(() => done(undefined));
    // A browser keeps idle connections open, and `close` would wait for them.
    server.closeAllConnections();
  });

/**
 * Serves one HTML page of `dist` and all of its assets.
 *
 * @param {{ dist: string, index: string, html: string, origin: string, policy: string, crm?: object }} site
 * @returns {import('node:http').RequestListener}
 */
const site =
  ({ dist, index, html, origin, policy, crm }) =>
  async (request, response) => {
    /** @param {number} status @param {string} text */
    const refuse = (status, text) => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(request.method === 'HEAD' ? undefined : `${text}\n`);
    };
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-cache');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return refuse(405, 'Only GET and HEAD.');
    }
    // One spelling of the origin: the policies name 127.0.0.1, under localhost the frame would be refused.
    if (request.headers.host !== new URL(origin).host) {
      response.setHeader('location', `${origin}/`);
      return refuse(307, `This is ${origin}/`);
    }
    const pathname = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
    if (pathname === '/' || pathname === `/${index}`) {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-length': Buffer.byteLength(html),
      });
      return response.end(request.method === 'HEAD' ? undefined : html);
    }
    if (crm && pathname === '/crm.json') {
      // As JSON of the page's own origin: no other page can read it, and no inline script is needed.
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
      });
      return response.end(request.method === 'HEAD' ? undefined : JSON.stringify(crm));
    }
    const found = pathname.endsWith('.html') ? undefined : locate(dist, pathname);
    if (!found || !(await sendFile(request, response, found))) refuse(404, 'Not found.');
  };

/**
 * Starts the page and the widget on two ports, hence on two origins, as they are in a real CRM.
 *
 * @param {object} [options]
 * @param {number} [options.port]
 * @param {number} [options.widgetPort]
 * @param {string} [options.dist]
 * @param {(pageOrigin: string) => Promise<{ url: string, token: string, close: () => Promise<void> }>} [options.startCrm]
 *   the CRM's server, for the page to use instead of the browser's storage
 */
export async function startPlayground({
  port = 4173,
  widgetPort = 4174,
  dist = DIST,
  startCrm,
} = {}) {
  const missing = ['index.html', 'widget.html'].find((name) => !existsSync(join(dist, name)));
  if (missing)
    throw new Error(`The playground is not built (no dist/${missing}): run npm run build.`);

  const page = createServer();
  const widget = createServer();
  const pageOrigin = `http://${HOST}:${await listen(page, port)}`;
  const widgetOrigin = `http://${HOST}:${await listen(widget, widgetPort)}`;
  const crm = await startCrm?.(pageOrigin).catch(async (error) => {
    await Promise.all([close(page), close(widget)]);
    throw error;
  });
  /** @param {string} name */
  const html = (name) =>
    readFileSync(join(dist, name), 'utf8').replaceAll('__WIDGET_ORIGIN__', widgetOrigin);

  page.on(
    'request',
    site({
      dist,
      index: 'index.html',
      html: html('index.html'),
      origin: pageOrigin,
      policy: pagePolicy(widgetOrigin, crm?.url),
      crm: crm ? { url: crm.url, token: crm.token } : {},
    }),
  );
  widget.on(
    'request',
    site({
      dist,
      index: 'widget.html',
      html: html('widget.html'),
      origin: widgetOrigin,
      policy: widgetPolicy(pageOrigin),
    }),
  );
  return {
    pageOrigin,
    widgetOrigin,
    crmUrl: crm?.url,
    close: async () => {
      await Promise.all([close(page), close(widget), crm?.close()]);
    },
  };
}
