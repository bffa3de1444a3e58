import type { IncomingMessage } from 'node:http';

/**
 * Returns whether a request is for this server by its address: anything else may come from a page whose
 * name leads to this machine (DNS rebinding).
 *
 * A request names the host once, and only there: not in the address as for a proxy.
 */
export const isForHost = ({ headersDistinct, url }: IncomingMessage, host: string): boolean => {
  const { host: hosts = [] } = headersDistinct;
  return hosts.length === 1 && hosts[0] === host && url?.startsWith('/') === true;
};

/** Returns the path of a request, without its query. */
export const pathOf = ({ url = '/' }: IncomingMessage): string => url.split(/[?#]/, 1)[0] ?? '/';

/** Returns a parameter of a request's query. */
export const parameterOf = ({ url = '/' }: IncomingMessage, name: string): string =>
  new URLSearchParams(url.split('?')[1] ?? '').get(name) ?? '';

/** Returns whether a script of a page of this origin has sent the request; browsers say so. */
export const isOfOrigin = ({ headers, method }: IncomingMessage, origin: string): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  // Browsers leave it out where a page reads from its own origin, and nowhere else.
  return headers.origin === origin || (headers.origin === undefined && method === 'GET');
};

/** Returns whether somebody has opened this address, or a page of this machine has a link to it. */
export const isOpened = ({ headers }: IncomingMessage): boolean => {
  const { 'sec-fetch-site': site, 'sec-fetch-dest': destination = 'document' } = headers;
  return site !== 'cross-site' && destination === 'document';
};

/** Returns whether a frame requests it, as far as the browser says it. */
export const isFramed = ({ headers }: IncomingMessage): boolean =>
  headers['sec-fetch-dest'] === 'iframe';

/** Returns the origin of the page whose frame sends the request, if the browser says it. */
export const pageOf = ({ headers: { referer } }: IncomingMessage): string | undefined =>
  referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined;
