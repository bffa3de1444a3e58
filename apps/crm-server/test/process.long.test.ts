// The command line, as a process of its own, with PGlite on disk.
import { restCallLogStore } from '@jackfield/plugin-calllog';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { useCommandLine } from './command-line.js';

const TOKEN = 'acme-token-acme-token-acme';
const { dataFolder, run } = useCommandLine();
/** A signal for each request: many listen to theirs at the same time. */
const context = (): { signal: AbortSignal } => ({ signal: new AbortController().signal });

const party = { phoneNumber: '6505550142' };
const log = (key: string) => ({
  key,
  revision: 1,
  receivedAt: 1,
  call: { id: 'c', direction: 'INBOUND', from: party, to: party },
});
const storeAt = (url: string, token = TOKEN) =>
  restCallLogStore({ url, headers: { authorization: `Bearer ${token}` } });

describe.concurrent('the command line', { timeout: 300_000 }, () => {
  it('keeps what it has answered when it is killed, and no other process out of its folder for long', async ({
    expect,
  }) => {
    const data = dataFolder('killed');
    const first = run(data, [], { CRM_TOKENS: `acme:${TOKEN}` });
    const url = await first.url();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => storeAt(url).upsert(log(`k${i}`), context())),
    );

    const second = run(data, [], { CRM_TOKENS: `acme:${TOKEN}` });
    expect(await Promise.race([second.ended, second.url().catch(() => second.ended)])).toBe(1);
    expect(second.output()).toContain('Another process has the data folder');

    first.child.kill('SIGKILL');
    await first.ended;
    const third = run(data, [], { CRM_TOKENS: `acme:${TOKEN}` });
    const keys = Array.from({ length: 20 }, (_, i) => `k${i}`);
    expect(await storeAt(await third.url()).find(keys, context())).toHaveLength(20);
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
  });

  it('makes and ends tokens, takes contacts, and finishes what it was asked before it ends', async ({
    expect,
  }) => {
    const data = dataFolder('tokens');
    const made = run(data, ['token', '--tenant', 'acme']);
    expect(await made.ended).toBe(0);
    const token = made.output().trim();
    expect(token).toMatch(/^crm_[\w-]{43}$/);

    const file = join(data, 'contacts.json');
    writeFileSync(
      file,
      JSON.stringify([{ id: 1, name: 'Ada', phoneNumbers: [{ phoneNumber: '6505550142' }] }]),
    );
    const seeded = run(data, ['seed', '--tenant', 'acme', '--file', file]);
    expect([await seeded.ended, seeded.output()]).toEqual([0, '1 contacts written.\n']);

    const server = run(data, []);
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
      `POST /call-logs HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n${body.slice(0, 9)}`,
    );
    // Sent once the server has the head of the request.
    await expect.poll(() => received, { timeout: 60_000 }).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    server.child.kill('SIGTERM');
    await expect
      .poll(
        () =>
          fetch(`${url}/health/live`).then(
            ({ status }) => status === 503,
            () => true,
          ),
        { timeout: 60_000 },
      )
      .toBe(true);
    slow.write(body.slice(9));
    expect(await server.ended).toBe(0);
    await closed;
    expect(received).toMatch(/\r\n\r\nHTTP\/1\.1 200 OK/);
    expect(received).toContain('"key":"slow"');

    const revoked = run(data, ['revoke', '--tenant', 'acme', '--name', 'pages']);
    expect([await revoked.ended, revoked.output()]).toEqual([0, '1 tokens revoked.\n']);
  });
});
