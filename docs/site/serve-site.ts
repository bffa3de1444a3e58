import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
};

/** The file below `folder` that an address means; `undefined` for what is outside, or of no known type. */
export function fileFor(folder: string, address: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(address, 'http://site').pathname);
    if (path.includes('\0') || path.includes('\\')) return undefined;
    const file = resolve(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    return extname(file) in TYPES && file.startsWith(resolve(folder) + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** A site that is served. */
export interface ServedSite {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves a built site on this machine only.
 *
 * @param port - 0 for any that is free
 */
export async function serveSite(folder: string, port: number): Promise<ServedSite> {
  const server = createServer((request, response) => {
    const file = fileFor(folder, request.url ?? '/');
    void stat(file ?? folder).then(
      (info) => {
        if (file === undefined || !info.isFile()) return response.writeHead(404).end();
        response.writeHead(200, { 'content-type': TYPES[extname(file)] });
        return createReadStream(file).pipe(response);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', done);
  });
  const { port: boundPort } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${boundPort}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
