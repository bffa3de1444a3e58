import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from 'esbuild';
import { lockFolder, sharedFileSystem } from '../src/database/lock-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'crm-lock-'));
const main = join(folder, 'lock.mjs');
const children = new Set<ChildProcess>();
let folders = 0;
const newFolder = (): string => {
  const path = join(folder, `data${(folders += 1)}`);
  mkdirSync(path);
  return path;
};

beforeAll(async () => {
  chmodSync(folder, 0o755);
  await build({
    stdin: {
      contents: `
        import { lockFolder } from './lock-folder.js';
        lockFolder(process.argv[2]).then(
          () => { console.log('locked'); process.stdin.resume(); },
          (error) => { console.log(error.message); process.exitCode = 1; },
        );`,
      resolveDir: fileURLToPath(new URL('../src/database', import.meta.url)),
    },
    outfile: main,
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
});
afterAll(async () => {
  const ended = [...children].map((child) => new Promise((done) => child.once('close', done)));
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(ended);
  rmSync(folder, { recursive: true, force: true });
});

/** Locks in a process of its own; resolves to the first line that it prints. */
async function lockElsewhere(
  path: string,
  {
    cwd = folder,
    env = {},
    asNobody = false,
  }: { cwd?: string; env?: Readonly<Record<string, string>>; asNobody?: boolean } = {},
): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, [main, path], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    // Root may write everywhere.
    ...(asNobody && process.getuid?.() === 0 && { uid: 65_534, gid: 65_534 }),
  });
  children.add(child);
  child.once('close', () => children.delete(child));
  const line = await new Promise<string>((resolve) => {
    child.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
  });
  return { child, line };
}

const kill = (child: ChildProcess): Promise<unknown> => {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  return ended;
};

it('keeps out another process, whatever its folder for temporary files and its path are', async () => {
  const data = newFolder();
  const link = join(folder, 'link');
  symlinkSync(data, link);
  const unlock = await lockFolder(data);
  const temporary = newFolder();
  for (const [path, options] of [
    [data, { env: { TMPDIR: temporary } }],
    [link, {}],
    [`${data}/../${data.slice(folder.length + 1)}/`, {}],
    [relative(temporary, data), { cwd: temporary }],
  ] as const) {
    const { line } = await lockElsewhere(path, options);
    expect(line).toBe(`Another process has the data folder ${path} open.`);
  }
  expect(readdirSync(temporary)).toEqual([]);
  await unlock();
  expect((await lockElsewhere(link)).line).toBe('locked');
});

it.runIf(process.getuid?.() === 0 && spawnSync('unshare', ['-m', '-p', '-f', 'true']).status === 0)(
  'keeps out another container, which mounts the folder at another place and has other process ids',
  async () => {
    const [data, mounted] = [newFolder(), newFolder()];
    const { child } = await lockElsewhere(data);
    const run = () =>
      spawnSync(
        'unshare',
        [
          ...['-m', '-p', '-f', '--mount-proc', 'sh', '-c'],
          `mount --bind "${data}" "${mounted}" && exec "${process.execPath}" "${main}" "${mounted}" </dev/null`,
        ],
        { encoding: 'utf8', timeout: 60_000 },
      ).stdout.trim();
    expect(run()).toBe(`Another process has the data folder ${mounted} open.`);
    await kill(child);
    expect(run()).toBe('locked');
  },
);

it('needs no help after a process was killed, however many were', async () => {
  const data = newFolder();
  for (let times = 0; times < 3; times += 1) {
    const { child, line } = await lockElsewhere(data);
    expect(line).toBe('locked');
    await kill(child);
  }
  const unlock = await lockFolder(data);
  // What the killed ones left is gone.
  expect(readdirSync(join(data, 'lock'))).toHaveLength(1);
  await unlock();
  expect(readdirSync(join(data, 'lock'))).toEqual([]);
});

it('counts a process that is stopped as alive', async () => {
  const data = newFolder();
  const { child } = await lockElsewhere(data);
  child.kill('SIGSTOP');
  await expect(lockFolder(data, 100)).rejects.toThrow('Another process has the data folder');
  child.kill('SIGCONT');
});

it('goes to exactly one of many that start at the same moment, also after a crash', async () => {
  for (let times = 0; times < 20; times += 1) {
    const data = newFolder();
    mkdirSync(join(data, 'lock'));
    if (times % 2 === 1) await kill((await lockElsewhere(data)).child);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(data)));
    const reasons = tries.flatMap((each) => ('reason' in each ? [String(each.reason)] : []));
    expect(reasons).toEqual(
      Array<string>(7).fill(`Error: Another process has the data folder ${data} open.`),
    );
    await expect(lockFolder(data)).rejects.toThrow('Another process');
    for (const each of tries) if (each.status === 'fulfilled') await each.value();
    await (
      await lockFolder(data)
    )();
  }
});

it('goes to exactly one of several processes that start at the same moment', async () => {
  const data = newFolder();
  const lines = await Promise.all(
    Array.from({ length: 6 }, async () => (await lockElsewhere(data)).line),
  );
  const taken = `Another process has the data folder ${data} open.`;
  expect(lines.sort()).toEqual([...Array<string>(5).fill(taken), 'locked']);
});

it('says that another process has it where that removed what an unfinished start left', async () => {
  const data = newFolder();
  const starting = lockFolder(data);
  const [unfinished = ''] = readdirSync(join(data, 'lock'));
  expect(unfinished).toMatch(/\.new$/u);
  rmSync(join(data, 'lock', unfinished));
  await expect(starting).rejects.toThrow('Another process has the data folder');
});

it('works for a folder whose path is longer than that of a socket may be', async () => {
  const data = join(newFolder(), 'x'.repeat(120), 'y'.repeat(120));
  const { child, line } = await lockElsewhere(data);
  expect(line).toBe('locked');
  await expect(lockFolder(data)).rejects.toThrow('Another process');
  await kill(child);
  await (
    await lockFolder(data)
  )();
});

it('makes a folder that other users cannot read', async () => {
  const data = join(newFolder(), 'new');
  await lockFolder(data);
  expect(statSync(data).mode & 0o077).toBe(0);
});

it('leaves a socket alone that it may not ask, and says why it cannot lock', async () => {
  const data = newFolder();
  mkdirSync(join(data, 'lock'));
  const other = join(data, 'lock', '0000000000000000.sock');
  // As a system answers that does not allow the connection: this is not a socket at all.
  symlinkSync(other, other);
  await expect(lockFolder(data)).rejects.toThrow(/cannot be locked: ELOOP\. Set CRM_DATA to/);
  expect(readdirSync(join(data, 'lock'))).toEqual(['0000000000000000.sock']);
});

it('says what to do if the folder is a file', async () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  await expect(lockFolder(file)).rejects.toThrow(
    /The data folder .* cannot be locked: E\w+\. Set CRM_DATA to a writable folder on a local disk, or use a PostgreSQL server/,
  );
});

it('says what to do if the folder cannot be written', async () => {
  const data = newFolder();
  chmodSync(data, 0o500);
  const { line } = await lockElsewhere(data, { asNobody: true });
  expect(line).toMatch(/cannot be locked: EACCES\. Set CRM_DATA to a writable folder/);
});

it('knows the file systems that other machines may share', () => {
  // As Linux numbers them; some systems give the upper half as negative numbers.
  expect([0x6969, 0xff53_4d42, -0xac_b2be, 0x6573_5546].map(sharedFileSystem)).toEqual([
    'NFS',
    'CIFS',
    'CIFS',
    'FUSE',
  ]);
  for (const local of [0xef53, 0x9123_683e, 0x5846_5342, 0x0102_1994, 0x794c_7630, 0x2fc1_2fc1]) {
    expect(sharedFileSystem(local)).toBeUndefined();
  }
});

it('is not fooled by a socket that answers something else', async () => {
  const data = newFolder();
  mkdirSync(join(data, 'lock'));
  const server = createServer((socket) => {
    socket.on('error', () => {}).write('something else');
  });
  await new Promise<void>((resolve) => {
    server.listen(join(data, 'lock', '0000000000000000.sock'), resolve);
  });
  await expect(lockFolder(data)).rejects.toThrow('Another process');
  server.close();
});
