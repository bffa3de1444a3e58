// @ts-check
import { locate, sendFile } from './static-files.mjs';

/** The only address that anything listens on. */
export const HOST = '127.0.0.1';

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
export async function listen(server, port) {
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
export const close = (server) =>
  new Promise((done) => {
    server.close(() => done(undefined));
    // A browser keeps idle connections open, and `close` would wait for them.
    server.closeAllConnections();
  });

/**
 * Serves one HTML page of `dist` and all of its assets.
 *
 * @param {{ dist: string, index: string, html: string, origin: string, policy: string, crm?: object, more?: import('node:http').RequestListener }} site
 *   `more` is asked for what is not among them
 * @returns {import('node:http').RequestListener}
 */
export const site =
  ({ dist, index, html, origin, policy, crm, more }) =>
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
    if (found && (await sendFile(request, response, found))) return undefined;
    return more ? more(request, response) : refuse(404, 'Not found.');
  };
