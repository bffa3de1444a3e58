import { randomBytes } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { platform } from 'node:os';
import { join, relative } from 'node:path';

const SOCKET = /^[\da-f]{16}\.sock$/u;
const UNFINISHED = /^[\da-f]{16}\.new$/u;
const HELD = 'held';

/** The shortest limit of the systems for the path of a socket; Node cuts off what is longer. */
const LONGEST_PATH = 103;

/** How long a process that is starting may take to decide, in milliseconds. One that is frozen counts as alive. */
const DECISION_MS = 5_000;

/** libuv's `UV_FS_O_EXLOCK` on Windows: no other process may open the file until this one closes it or ends. */
const EXCLUSIVE = 0x1000_0000;
const READ_WRITE_CREATE = 0x0102;

/**
 * File systems that several machines may share, by their numbers in Linux. There, a socket of a process
 * on another machine looks like one of a process that has ended.
 */
const SHARED: ReadonlyMap<number, string> = new Map([
  [0x0000_6969, 'NFS'],
  [0x0000_517b, 'SMB'],
  [0xff53_4d42, 'CIFS'],
  [0xfe53_4d42, 'SMB'],
  [0x0102_1997, '9p'],
  [0x6573_5546, 'FUSE'],
  [0x00c3_6400, 'Ceph'],
  [0x5346_414f, 'AFS'],
  [0x0bd0_0bd0, 'Lustre'],
  [0x0116_1970, 'GFS2'],
  [0x7461_636f, 'OCFS2'],
  [0x1983_0326, 'BeeGFS'],
  [0x4750_4653, 'GPFS'],
]);

const codeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown error';

/** Why a folder cannot be used. Names what to do, since the start ends with it. */
const unusable = (folder: string, why: string): Error =>
  new Error(
    `The data folder ${folder} cannot be locked: ${why}. Set CRM_DATA to a writable folder on a local disk, or use a PostgreSQL server (DATABASE_URL).`,
  );

/** The name of a file system that machines may share, by its number in Linux. */
export const sharedFileSystem = (type: number): string | undefined => SHARED.get(type >>> 0);

type Peer = 'ended' | 'alive' | 'held';

/**
 * Asks the process that has a socket. With `waitMs`, its decision is awaited: it
 * holds the lock, or gives up and ends the connection.
 */
const ask = (path: string, waitMs: number | undefined): Promise<Peer> =>
  new Promise((resolve, reject) => {
    let isConnected = false;
    let received = '';
    const socket = connect(path);
    const timer = setTimeout(() => finish('held'), waitMs ?? DECISION_MS);
    const finish = (peer: Peer): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(peer);
    };
    socket
      .setEncoding('utf8')
      .once('connect', () => {
        isConnected = true;
        if (waitMs === undefined) finish('alive');
      })
      .on('data', (text: string) => {
        received += text;
        if (received === HELD) finish('held');
      })
      .once('close', () => finish('ended'))
      .once('error', (error: NodeJS.ErrnoException) => {
        // Only these mean that nobody has the socket; without permission, for example, nothing is known.
        if (isConnected || error.code === 'ECONNREFUSED' || error.code === 'ENOENT') {
          return finish('ended');
        }
        // Its queue of connections is full.
        if (error.code === 'EAGAIN') return finish('held');
        clearTimeout(timer);
        reject(error);
      });
  });

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });

/**
 * Locks by sockets in the folder `lock`: the system closes a socket whenever its process ends.
 *
 * 1. A process listens at a socket of its own, whose name is random, and then gives it its final name.
 *    So a name that is visible is always connectable while its process runs, and is never used again:
 *    one that refuses connections can be removed without removing that of another process.
 * 2. It connects to all others. Of two processes, the one whose socket appeared later finds the other.
 * 3. It gives up if it finds a lower name. From a higher one it awaits the decision: a holder answers
 *    `held`, one that gives up ends the connection. A process only waits for higher names, so none
 *    waits in a circle.
 * 4. If none holds the lock, it does.
 */
async function lockBySocket(
  folder: string,
  directory: string,
  taken: Error,
  decisionMs: number,
): Promise<() => Promise<void>> {
  const id = randomBytes(8).toString('hex');
  const own = `${id}.sock`;
  const pathOf = (name: string): string => {
    const path = join(directory, name);
    if (path.length <= LONGEST_PATH) return path;
    throw unusable(folder, `its path has more than ${LONGEST_PATH} characters`);
  };
  const undecided = new Set<Socket>();
  let isHeld = false;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    if (isHeld) return socket.end(HELD);
    undecided.add(socket);
    return socket.once('close', () => undecided.delete(socket));
  });
  const unlock = (): Promise<void> =>
    new Promise((resolve) => {
      rmSync(join(directory, own), { force: true });
      server.close(() => resolve());
      for (const socket of undecided) socket.destroy();
    });

  try {
    await listen(server, pathOf(`${id}.new`));
    try {
      renameSync(pathOf(`${id}.new`), pathOf(own));
    } catch (error) {
      // The holder has removed it as unfinished.
      throw codeOf(error) === 'ENOENT' ? taken : error;
    }
    // Some file systems, and layers above them, make sockets that cannot be connected to.
    if ((await ask(pathOf(own), undefined)) === 'ended') {
      throw unusable(folder, 'its file system does not support sockets');
    }
    for (const name of readdirSync(directory)) {
      if (!SOCKET.test(name) || name === own) continue;
      const peer = await ask(pathOf(name), name > own ? decisionMs : undefined);
      if (peer !== 'ended') throw taken;
      rmSync(join(directory, name), { force: true });
    }
  } catch (error) {
    await unlock();
    throw error instanceof Error && 'code' in error ? unusable(folder, codeOf(error)) : error;
  }
  isHeld = true;
  for (const socket of undecided) socket.end(HELD);
  undecided.clear();
  // What was left by processes that were killed before they had a final name. One that starts now
  // fails without it, as it must.
  for (const name of readdirSync(directory)) {
    if (UNFINISHED.test(name)) rmSync(join(directory, name), { force: true });
  }
  server.unref();
  return unlock;
}

/**
 * Locks a folder for this process: two PGlites would destroy the data. Returns a function that unlocks.
 *
 * The lock is within the folder, so that every process that reaches the folder finds it, by whatever
 * path and from whatever container, and it ends with its process. A file with a process id would
 * outlive a crash, and the id might then belong to another process.
 */
export async function lockFolder(
  folder: string,
  decisionMs: number = DECISION_MS,
): Promise<() => Promise<void>> {
  const taken = new Error(`Another process has the data folder ${folder} open.`);
  const lock = join(folder, 'lock');
  try {
    // For this user only: the folder has the data of people.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (platform() === 'win32') {
      const file = openSync(lock, READ_WRITE_CREATE | EXCLUSIVE);
      return async () => closeSync(file);
    }
    mkdirSync(lock, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (platform() === 'win32' && ['EBUSY', 'EPERM'].includes(codeOf(error))) throw taken;
    throw unusable(folder, codeOf(error));
  }
  if (platform() !== 'linux') {
    const short = relative(process.cwd(), lock);
    return lockBySocket(
      folder,
      short.length < lock.length ? short || '.' : lock,
      taken,
      decisionMs,
    );
  }
  const shared = sharedFileSystem(statfsSync(lock).type);
  if (shared !== undefined) {
    throw unusable(folder, `other machines may use its file system (${shared}) at the same time`);
  }
  // The path by the descriptor is short, however long that of the folder is.
  const descriptor = openSync(lock, 'r');
  try {
    const unlock = await lockBySocket(folder, `/proc/self/fd/${descriptor}`, taken, decisionMs);
    return async () => {
      await unlock();
      closeSync(descriptor);
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}
