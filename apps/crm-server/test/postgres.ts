// A PostgreSQL for the tests, where this machine has one (Debian's package `postgresql`, or one in
// the PATH). It ends with this process, however that ends.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const DEBIAN = '/usr/lib/postgresql';

const folders = (): readonly string[] => [
  ...(process.env.PATH ?? '').split(delimiter),
  ...(existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : []),
];

/** PostgreSQL refuses to run as root: there it gets the user that its package makes. */
const isRoot = process.getuid?.() === 0;

const idOf = (flag: '-u' | '-g'): number | undefined => {
  const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
};

/** The folder of its programs, or why there is none. */
export function findPostgres(): { readonly bin: string } | { readonly missing: string } {
  const bin = folders().find((folder) => existsSync(join(folder, 'initdb')));
  if (bin === undefined) return { missing: 'there is no PostgreSQL on this machine' };
  if (isRoot && idOf('-u') === undefined) {
    return { missing: 'PostgreSQL does not run as root, and there is no user "postgres"' };
  }
  return { bin };
}

const asUser = (command: string, args: readonly string[]): readonly [string, readonly string[]] =>
  isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export interface TestPostgres {
  readonly url: string;
  /** Stops it, at once; its data stays. */
  stop(): Promise<void>;
  /** Starts it again at the same address. */
  run(): Promise<void>;
  close(): Promise<void>;
}

// Its input closes when this process is gone; then PostgreSQL is stopped.
const WATCH = '"$@" & own=$!; cat >/dev/null; kill -INT $own; wait $own';

export async function startPostgres(bin: string): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'crm-postgres-'));
  if (isRoot) chownSync(folder, idOf('-u') ?? 0, idOf('-g') ?? 0);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const data = join(folder, 'data');
  const options = ['-D', data, '-A', 'trust', '-U', 'crm', '-E', 'UTF8', '--locale=C', '-N'];
  const [command, args] = asUser(join(bin, 'initdb'), options);
  const made = spawnSync(command, args, { encoding: 'utf8', cwd: folder });
  if (made.status !== 0) {
    remove();
    throw new Error(`initdb: ${made.stderr}`);
  }
  const port = await freePort();
  const flags = ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', `${port}`, '-F'];
  const [shell, shellArgs] = asUser('sh', ['-c', WATCH, 'sh', join(bin, 'postgres'), ...flags]);
  const url = `postgres://crm@127.0.0.1:${port}/postgres`;
  const { default: pg } = await import('pg');
  let stop = async (): Promise<void> => {};

  const run = async (): Promise<void> => {
    const child: ChildProcess = spawn(shell, shellArgs, {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    stop = async () => {
      child.stdin?.end();
      await ended;
    };
    for (let tries = 0; ; tries += 1) {
      const client = new pg.Client({ connectionString: url });
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        await client.end().catch(() => undefined);
        if (tries > 300 || child.exitCode !== null) {
          await stop();
          throw error;
        }
        await sleep(100);
      }
    }
  };

  try {
    await run();
  } catch (error) {
    remove();
    throw error;
  }
  return {
    url,
    stop: () => stop(),
    run,
    async close() {
      await stop();
      remove();
    },
  };
}
