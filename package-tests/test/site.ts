import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers with, by path. */
export type Files = Map<string, string | Uint8Array>;

/** A server of pages and scripts on an origin of its own. */
export interface Site {
  readonly origin: string;
  /** Served from now on; a path without an ending is a page. */
  readonly files: Files;
  close(): void;
}

/** Serves files on 127.0.0.1, under this Content-Security-Policy. */
export async function openSite(policy: () => string): Promise<Site> {
  const files: Files = new Map();
  const server: Server = createServer(({ url = '/' }, response) => {
    const file = files.get(url);
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy(),
    });
    response.end(file);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
