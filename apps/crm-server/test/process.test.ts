// The command line, as a process of its own, with PGlite on disk.
import { restCallLogStore } from '@jackfield/plugin-calllog';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, it } from 'vitest';

const APP = fileURLToPath(new URL('..', import.meta.url));
const TOKEN = 'acme-token-acme-token-acme';
const folder = mkdtempSync(join(tmpdir(), 'crm-process-'));
const { signal } = new AbortController();
const children = new Set<ChildProcess>();

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  /** Where it listens, once it says so. */
  url(): Promise<string>;
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const child = spawn(
    process.execPath,
    ['--conditions=@jackfield/source', '--import', 'tsx', 'src/main.ts', ...args],
    {
      cwd: APP,
      env: { PATH: process.env.PATH, PORT: '0', CRM_LOG: 'silent', CRM_DATA: folder, ...env },
    },
  );
  children.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  const found = () => /CRM server (\S+)/.exec(output)?.[1];
  return {
    child,
    ended,
    output: () => output,
    url: async () => {
      await expect.poll(() => found() ?? child.exitCode, { timeout: 120_000 }).not.toBeNull();
      return found() ?? expect.fail(output);
    },
  };
}

const party = { phoneNumber: '6505550142' };
const log = (key: string) => ({
  key,
  revision: 1,
  receivedAt: 1,
  call: { id: 'c', direction: 'INBOUND', from: party, to: party },
});
const storeAt = (url: string, token = TOKEN) =>
  restCallLogStore({ url, headers: { authorization: `Bearer ${token}` } });

it('what is wrong on the command line or in the environment ends it, without a secret', async () => {
  const wrong = [
    run(['dance']),
    run(['seed', '--tenant', 'acme']),
    run(['--nothing']),
    run([], { CRM_TOKENS: 's3cret' }),
  ];
  for (const { ended, output } of wrong) {
    expect(await ended, output()).toBe(1);
    expect(output()).not.toContain('s3cret');
    expect(output()).not.toContain('    at ');
  }
}, 300_000);

it('keeps what it has answered when it is killed, and no other process out of its folder for long', async () => {
  const first = run([], { CRM_TOKENS: `acme:${TOKEN}` });
  const url = await first.url();
  expect(new URL(url).hostname).toBe('127.0.0.1');
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => storeAt(url).upsert(log(`k${i}`), { signal })),
  );

  const second = run([], { CRM_TOKENS: `acme:${TOKEN}` });
  expect(await Promise.race([second.ended, second.url().catch(() => second.ended)])).toBe(1);
  expect(second.output()).toContain('Another process has the data folder');

  first.child.kill('SIGKILL');
  await first.ended;
  const third = run([], { CRM_TOKENS: `acme:${TOKEN}` });
  const keys = Array.from({ length: 20 }, (_, i) => `k${i}`);
  expect(await storeAt(await third.url()).find(keys, { signal })).toHaveLength(20);
  third.child.kill('SIGTERM');
  expect(await third.ended).toBe(0);
}, 300_000);

it('makes and ends tokens, takes contacts, and finishes what it was asked before it ends', async () => {
  const made = run(['token', '--tenant', 'acme']);
  expect(await made.ended).toBe(0);
  const token = made.output().trim();
  expect(token).toMatch(/^crm_[\w-]{43}$/);

  const file = join(folder, 'contacts.json');
  writeFileSync(
    file,
    JSON.stringify([{ id: 1, name: 'Ada', phoneNumbers: [{ phoneNumber: '6505550142' }] }]),
  );
  const seeded = run(['seed', '--tenant', 'acme', '--file', file]);
  expect([await seeded.ended, seeded.output()]).toEqual([0, '1 contacts written.\n']);

  const server = run([]);
  const url = await server.url();
  const answer = await fetch(`${url}/contacts/match`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ phoneNumbers: ['+16505550142'] }),
  });
  expect(await answer.json()).toMatchObject({ contacts: { '+16505550142': [{ name: 'Ada' }] } });

  // A connection that a browser opened in advance must not keep it, and half a request may end.
  const { hostname, port } = new URL(url);
  const idle = connect(Number(port), hostname);
  const slow = connect(Number(port), hostname);
  let received = '';
  slow.setEncoding('utf8').on('data', (text: string) => (received += text));
  const closed = Promise.all(
    [idle, slow].map(
      (socket) => new Promise((resolve) => socket.on('error', () => {}).on('close', resolve)),
    ),
  );
  const body = JSON.stringify(log('slow'));
  slow.write(
    `POST /call-logs HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 9)}`,
  );
  await expect
    .poll(() => storeAt(url, token).find(['k0'], { signal }), { timeout: 30_000 })
    .toHaveLength(1);
  server.child.kill('SIGTERM');
  await expect
    .poll(
      () =>
        fetch(`${url}/health/live`).then(
          ({ status }) => status === 503,
          () => true,
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
  slow.write(body.slice(9));
  expect(await server.ended).toBe(0);
  await closed;
  expect(received).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(received).toContain('"key":"slow"');

  const revoked = run(['revoke', '--tenant', 'acme', '--name', 'pages']);
  expect([await revoked.ended, revoked.output()]).toEqual([0, '1 tokens revoked.\n']);
}, 300_000);
