import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { PanelAnswer, PanelChange, ServedWidget } from '@jackfield/testing/served';
import { isForHost, isOfOrigin, isOpened, pathOf } from './check-request.js';
import { readCommand } from './read-command.js';
import { readJson } from './read-json.js';
import { HTML, refuseMethod, respond, respondWith, setHeaders } from './respond.js';
import { type Token, TOKEN_HEADER } from './token.js';
import type { WidgetShell } from './widget-shell.js';

export interface ControlServerOptions {
  readonly origin: string;
  readonly widget: ServedWidget;
  readonly shell: WidgetShell;
  readonly token: Token;
  /** What an application loads instead of RingCentral's script. */
  readonly adapterAddress: string;
}

/** How many bytes a command may have. */
const COMMAND_LIMIT = 256 * 1024;
/** A panel that does not read its changes is disconnected at this many bytes. */
const UNREAD_LIMIT = 8 * 1024 * 1024;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the control panel, and performs its commands. */
export function controlServer(options: ControlServerOptions): RequestListener {
  const { origin, widget, shell, token, adapterAddress } = options;
  const { host } = new URL(origin);
  const html = shell.control
    .replaceAll('__TOKEN__', token.text)
    .replaceAll('__ADAPTER__', adapterAddress);

  /** Whether the control panel's own page has sent the request. */
  const isOwn = (request: IncomingMessage): boolean =>
    isOfOrigin(request, origin) && token.isEqual(request.headers[TOKEN_HEADER]);

  function serveChanges(request: IncomingMessage, response: ServerResponse): void {
    if (!isOwn(request)) return respondWith(response, 403, 'Only for the control panel.');
    response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
    const stop = widget.watch((change: PanelChange) => {
      if (response.writableLength > UNREAD_LIMIT) response.destroy();
      else response.write(`${JSON.stringify(change)}\n`);
    });
    response.on('close', stop);
    return undefined;
  }

  async function perform(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwn(request)) return respondWith(response, 403, 'Only for the control panel.');
    const body = await readJson(request, COMMAND_LIMIT);
    const command = body.status === 200 ? readCommand(body.value) : undefined;
    if (!command) {
      response.setHeader('connection', 'close');
      return respondWith(response, body.status === 200 ? 400 : body.status, 'Expected a command.');
    }
    const answer: PanelAnswer = await widget.run(command).then(
      (value) => ({ value: value ?? null }),
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    return respond(response, 200, {
      type: 'application/json; charset=utf-8',
      body: JSON.stringify(answer),
    });
  }

  return (request, response) => {
    setHeaders(response, POLICY);
    response.setHeader('x-frame-options', 'DENY');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    if (!isForHost(request, host)) return respondWith(response, 403, `This is ${origin}/`);
    const path = pathOf(request);
    if (path === '/commands')
      return request.method === 'POST'
        ? void perform(request, response)
        : refuseMethod(response, 'POST');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuseMethod(response, 'GET, HEAD');
    if (path === '/changes' && request.method === 'GET') return serveChanges(request, response);
    if (path === '/')
      return isOpened(request)
        ? respond(response, 200, { type: HTML, body: html })
        : respondWith(response, 403, `Enter ${origin}/ in the address bar.`);
    const asset = shell.assets.get(path);
    return asset ? respond(response, 200, asset) : respondWith(response, 404, 'Not found.');
  };
}
