import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Started {
  readonly child: ChildProcess;
  /** The page's address, once it is printed. */
  readonly address: Promise<string>;
  readonly ended: Promise<number | null>;
}

function start(...args: readonly string[]): Started {
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], { cwd: ROOT });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  const address = new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (text: Buffer) => {
      printed += text.toString();
      const found = /Jackfield playground\s+(\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${printed}`)));
  });
  address.catch(() => undefined);
  return { child, address, ended };
}

// It builds first, unless that was done since the last change.
it('says where to look, on this machine only, serves the page, and ends at Ctrl+C', async () => {
  const { child, address, ended } = start('--port', '0', '--widget-port', '0');
  const url = await address;
  expect(new URL(url).hostname).toBe('127.0.0.1');
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
}, 120_000);
