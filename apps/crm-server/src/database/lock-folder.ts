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
 * Locks a folder for this process: two PGlites would destroy the data. Returns a function that unlocks.
 *
 * The lock is a socket, because it is closed whenever its process ends. A file with a process id would
 * outlive a crash, and the id might then belong to another process.
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
    // A process that was killed has left it.
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
