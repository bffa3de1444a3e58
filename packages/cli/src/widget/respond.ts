import type { ServerResponse } from 'node:http';

/** A file that is served. */
export interface Asset {
  readonly type: string;
  readonly body: string | Buffer;
}

export const HTML = 'text/html; charset=utf-8';
export const SCRIPT = 'text/javascript; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';

/** The headers of every response. `policy` is its Content-Security-Policy. */
export function setHeaders(response: ServerResponse, policy: string): void {
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
  // No page of another origin may load it, not even as a picture.
  response.setHeader('cross-origin-resource-policy', 'same-origin');
}

export function respond(response: ServerResponse, status: number, { type, body }: Asset): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  // Node leaves out the body of a HEAD request's response.
  response.end(body);
}

/** Responds with a line of text. */
export const respondWith = (response: ServerResponse, status: number, text: string): void =>
  respond(response, status, { type: TEXT, body: `${text}\n` });

/** Refuses a method. */
export function refuseMethod(response: ServerResponse, allow: string): void {
  response.setHeader('allow', allow);
  respondWith(response, 405, `Only ${allow}.`);
}
