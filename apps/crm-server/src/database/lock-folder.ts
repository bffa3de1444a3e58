import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

const listen = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject).listen(path, () => resolve(server.unref()));
  });

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/**
 * Keeps other processes out of a folder: two PGlites on one would destroy it.
 *
 * The lock is a socket, since that dies with its process however that ends, while a file with a
 * process id outlives a crash and may then name somebody else. Returns what ends the lock.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const name = `jackfield-crm-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16)}`;
  const path = platform() === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  const taken = new Error(`Another process has the data folder ${folder} open.`);
  let server: Server;
  try {
    server = await listen(path);
  } catch {
    if (await answers(path)) throw taken;
    // Left behind by a process that was killed.
    rmSync(path, { force: true });
    server = await listen(path).catch(() => {
      throw taken;
    });
  }
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
    });
}
