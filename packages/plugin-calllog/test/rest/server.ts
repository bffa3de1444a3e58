import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server got it. */
export interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export type Answer = (got: Got, response: ServerResponse) => void;

export interface TestServer {
  readonly url: string;
  readonly got: readonly Got[];
  /** What the requests to come are answered. */
  answer: Answer;
  close(): Promise<void>;
}

export const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_got, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

export const problem = (
  status: number,
  detail?: string,
  headers: Readonly<Record<string, string>> = {},
): Answer =>
  json({ title: 'Refused', status, detail }, status, {
    'content-type': 'application/problem+json',
    ...headers,
  });

/** A real server that answers as a test says. */
export async function serve(): Promise<TestServer> {
  const got: Got[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const it = { method, path: url, headers, body: text === '' ? undefined : JSON.parse(text) };
      got.push(it);
      self.answer(it, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: TestServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    answer: problem(500),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}
