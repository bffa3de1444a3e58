import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';

/**
 * Closes unused connections when the server closes.
 *
 * Node closes those that have had a request. Browsers also open some in advance, and the server would
 * wait a minute for the first request of each.
 */
export function endIdleConnections(app: FastifyInstance): void {
  const idle = new Set<Socket>();
  let closing = false;
  app.server.on('connection', (socket: Socket) => {
    idle.add(socket);
    socket.once('close', () => idle.delete(socket));
  });
  app.server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    response.once('close', () => {
      if (closing) socket.end();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  app.addHook('preClose', async () => {
    closing = true;
    for (const socket of idle) socket.destroy();
  });
}
