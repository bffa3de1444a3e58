import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readFromDocument, type Connection, type ServedWidget } from '@jackfield/testing/served';
import { ancestorsOf, isAllowed } from './allowed-origins.js';
import { isForHost, isFramed, isOfOrigin, pageOf, parameterOf, pathOf } from './check-request.js';
import { createDocuments } from './documents.js';
import type { FramePages } from './frame-pages.js';
import { readJson } from './read-json.js';
import { HTML, refuseMethod, respond, respondWith, setHeaders } from './respond.js';

export interface FrameServerOptions {
  readonly origin: string;
  readonly widget: ServedWidget;
  readonly pages: FramePages;
  /** Origins of pages that may frame the widget, besides those of this machine. */
  readonly origins: readonly string[];
  /** Called with each page that may not, once; with `undefined` for one that the browser does not name. */
  readonly onRefused: (page: string | undefined) => void;
  /** How soon a document that may be framed connects, in milliseconds. */
  readonly patienceMs: number;
  /** Called when messages were too large, and are lost. */
  readonly onTooLarge: () => void;
}

/** As many refused pages are named. */
const NAMED = 50;
/** How many bytes of messages a page may send at once. */
const MESSAGES_LIMIT = 4 * 1024 * 1024;

const policyOf = (ancestors: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');

/** What a page may frame; all else may not be framed. */
const FRAMED = new Set(['/app.html', '/attack.html']);
/** What a page or a frame without an origin loads as a script. */
const FOR_OTHERS = new Set(['/adapter.js', '/attack.js']);

/** Serves the widget's frames, and is their end of the connection. */
export function frameServer(options: FrameServerOptions): RequestListener {
  const { origin, widget, pages, origins, onRefused } = options;
  const { host } = new URL(origin);
  const documents = createDocuments();
  const connections = new Map<string, Connection>();
  const refused = new Set<string | undefined>();

  function refuse(page: string | undefined): void {
    if (refused.has(page) || refused.size >= NAMED) return;
    refused.add(page);
    onRefused(page);
  }

  function serveApp(request: IncomingMessage, response: ServerResponse): void {
    const page = pageOf(request);
    if (page === undefined || isAllowed(page, origins)) {
      const id = documents.issue();
      // The browser refuses to show it, if the page around it may not frame it.
      if (page === undefined && isFramed(request))
        setTimeout(() => {
          if (documents.isWaiting(id)) refuse(undefined);
        }, options.patienceMs).unref();
      return respond(response, 200, { type: HTML, body: pages.app(id) });
    }
    refuse(page);
    return respondWith(response, 403, `Pages of ${page} may not frame the widget.`);
  }

  function serveEvents(request: IncomingMessage, response: ServerResponse): void {
    const id = parameterOf(request, 'document');
    if (!isOfOrigin(request, origin) || !documents.connect(id))
      return respondWith(response, 403, 'Only for a document of the app page, once.');
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    // Sends the headers, by which the document knows that it is connected.
    response.write(':\n\n');
    const send = (event: object): void => void response.write(`data: ${JSON.stringify(event)}\n\n`);
    const connection = widget.connect({ id, send });
    connections.set(id, connection);
    response.on('close', () => {
      connections.delete(id);
      connection.close();
    });
    return undefined;
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = connections.get(parameterOf(request, 'document'));
    if (!isOfOrigin(request, origin) || !connection)
      return respondWith(response, 403, 'Only for a document of the app page.');
    const body = await readJson(request, MESSAGES_LIMIT);
    if (body.status === 413) options.onTooLarge();
    if (body.status !== 200 || !Array.isArray(body.value)) {
      // What is left of a body is not read.
      response.setHeader('connection', 'close');
      return respondWith(response, body.status === 200 ? 400 : body.status, 'Expected messages.');
    }
    for (const value of body.value as readonly unknown[]) {
      const message = readFromDocument(value);
      if (message) connection.receive(message);
    }
    response.writeHead(204).end();
    return undefined;
  }

  return (request, response) => {
    const path = pathOf(request);
    setHeaders(response, policyOf(FRAMED.has(path) ? ancestorsOf(origins) : "'none'"));
    if (!isForHost(request, host)) return respondWith(response, 403, `This is ${origin}/`);
    if (path === '/messages')
      return request.method === 'POST'
        ? void receive(request, response)
        : refuseMethod(response, 'POST');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuseMethod(response, 'GET, HEAD');
    if (path === '/events' && request.method === 'GET') return serveEvents(request, response);
    if (path === '/app.html') return serveApp(request, response);
    const file = pages.files.get(path);
    if (!file) return respondWith(response, 404, 'Not found.');
    if (FOR_OTHERS.has(path)) response.setHeader('cross-origin-resource-policy', 'cross-origin');
    return respond(response, 200, file);
  };
}
