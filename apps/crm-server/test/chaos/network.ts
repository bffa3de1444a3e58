import { createServer, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * - `works`
 * - `cut`: the connection is cut.
 * - `loses-answers`: what is asked is done, and its answer gets lost.
 * - `slow`: answers take their time.
 * - `hangs`: nothing is answered, nothing is cut off.
 * - `signed-out`: the token gets lost on the way.
 */
export type NetworkCondition = 'works' | 'cut' | 'loses-answers' | 'slow' | 'hangs' | 'signed-out';

/** What is between the pages and the server. */
export interface Network {
  readonly url: string;
  condition: NetworkCondition;
  /** Cuts off all that is under way. */
  cut(): void;
  close(): Promise<void>;
}

export async function createNetwork(target: () => string | undefined): Promise<Network> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((incoming, response) => {
    const { condition } = self;
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('error', () => {});
    incoming.on('end', () => {
      const to = target();
      if (condition === 'hangs') return;
      if (condition === 'cut' || to === undefined) {
        response.destroy();
        return;
      }
      const headers = { ...incoming.headers };
      if (condition === 'signed-out') delete headers.authorization;
      delete headers.host;
      const outgoing = request(`${to}${incoming.url}`, { method: incoming.method, headers });
      outgoing.on('error', () => response.destroy());
      outgoing.on('response', (answer) => {
        const body: Buffer[] = [];
        answer.on('data', (part: Buffer) => body.push(part));
        answer.on('error', () => response.destroy());
        answer.on('end', () => {
          if (condition === 'loses-answers') {
            response.destroy();
            return;
          }
          void sleep(condition === 'slow' ? 300 : 0).then(() => {
            if (response.destroyed) return;
            response.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(body));
          });
        });
      });
      outgoing.end(Buffer.concat(parts));
    });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const self: Network = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    condition: 'works',
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
  return self;
}
