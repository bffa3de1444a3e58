import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { PanelAnswer, PanelEvent, ServedWidget } from '@jackfield/testing/served';
import { isForHost, isOfOrigin, isOpened, pathOf } from './check-request.js';
import { readSentCommand } from './read-command.js';
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

  /** The control panels that are open, by a name that each has received. */
  const panels = new Map<string, (event: PanelEvent) => void>();
  let next = 1;

  function serveChanges(request: IncomingMessage, response: ServerResponse): void {
    if (!isOwn(request)) return respondWith(response, 403, 'Only for the control panel.');
    response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
    const send = (event: PanelEvent): void => {
      if (response.writableLength > UNREAD_LIMIT) response.destroy();
      else response.write(`${JSON.stringify(event)}\n`);
    };
    const panel = String(next);
    next += 1;
    panels.set(panel, send);
    send({ kind: 'connected', panel });
    const stop = widget.watch(send);
    response.on('close', () => {
      stop();
      panels.delete(panel);
    });
    return undefined;
  }

  /** Starts a command. The answer may take long: the stream of changes has it. */
  async function start(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwn(request)) return respondWith(response, 403, 'Only for the control panel.');
    const body = await readJson(request, COMMAND_LIMIT);
    const sent = body.status === 200 ? readSentCommand(body.value) : undefined;
    if (!sent) {
      response.setHeader('connection', 'close');
      return respondWith(response, body.status === 200 ? 400 : body.status, 'Expected a command.');
    }
    const { panel, id, command } = sent;
    const answer = (given: PanelAnswer): void =>
      panels.get(panel)?.({ kind: 'answer', id, answer: given });
    widget.run(command).then(
      (value) => answer({ value: value ?? null }),
      (error: unknown) => answer({ error: error instanceof Error ? error.message : String(error) }),
    );
    response.writeHead(204).end();
    return undefined;
  }

  return (request, response) => {
    setHeaders(response, POLICY);
    response.setHeader('x-frame-options', 'DENY');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    if (!isForHost(request, host)) return respondWith(response, 403, `This is ${origin}/`);
    const path = pathOf(request);
    if (path === '/commands')
      return request.method === 'POST'
        ? void start(request, response)
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
