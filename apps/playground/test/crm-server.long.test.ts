// `npm start -- --server`: the page with apps/crm-server in place of the browser's storage.
import { built } from '@jackfield/test-tools/built';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startPlayground } from '../server/playground.mjs';
import { ring, stage, takeCall, type Stage } from './play.js';

const folder = mkdtempSync(join(tmpdir(), 'playground-crm-'));
const script = fileURLToPath(new URL('../server/serve.mjs', import.meta.url));

let child: ReturnType<typeof spawn>;
let output = '';
let crm: { readonly url: string; readonly token: string };
let world: Stage;

beforeAll(async () => {
  await built('@jackfield/playground');
  // As a process: the compiler of the server's source is not the one of these tests.
  child = spawn(process.execPath, [script, '--server', '--port', '0', '--widget-port', '0'], {
    env: { PATH: process.env.PATH, CRM_DATA: folder },
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  await vi.waitFor(() => expect(output).toContain('Ctrl+C'), { timeout: 80_000 });
}, 90_000);
afterAll(async () => {
  await world?.close();
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = (what: string): string =>
  new RegExp(`${what} +(http:\\S+)`).exec(output)?.[1] ?? expect.fail(output);

test('without a server the page receives none', async () => {
  const playground = await startPlayground({ port: 0, widgetPort: 0 });
  const response = await fetch(`${playground.pageOrigin}/crm.json`);
  expect(await response.json()).toEqual({});
  expect(response.headers.get('content-type')).toContain('application/json');
  await playground.close();
});

test('a server that does not start is reported, and leaves no open port', async () => {
  const failing = startPlayground({
    port: 0,
    widgetPort: 0,
    startCrm: () => Promise.reject(new Error('no database')),
  });
  await expect(failing).rejects.toThrow('no database');
});

test('the page alone gets the token, and may reach the server and nothing else', async () => {
  const page = addressOf('Jackfield playground');
  const response = await fetch(`${page}crm.json`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  crm = (await response.json()) as typeof crm;
  expect(`${crm.url}/`).toBe(addressOf('CRM server'));
  expect((await fetch(page)).headers.get('content-security-policy')).toContain(
    `connect-src 'self' ${crm.url};`,
  );
  const widget = addressOf('simulated widget');
  expect((await fetch(`${widget}crm.json`)).status).toBe(404);
  expect((await fetch(`${crm.url}/call-logs`)).status).toBe(401);
});

test('a call is matched by the server, logged on it, and listed after the page is loaded again', async () => {
  world = await stage({
    pageOrigin: addressOf('Jackfield playground'),
  });
  const { page, phone, complaints } = await world.play();
  await page.locator('#contacts-body').getByText('Priya Raman').waitFor();
  await takeCall(phone, /Priya/);
  await phone.getByLabel('Note').fill('To the server');
  await phone.getByRole('button', { name: 'Submit' }).click();
  const listed = page.locator('#calls-body').getByText('To the server');
  await listed.waitFor();

  const headers = { authorization: `Bearer ${crm.token}` };
  const stored = async () =>
    (await (await fetch(`${crm.url}/call-logs`, { headers })).text()).match(/To the server/g);
  await expect.poll(stored, { timeout: 30_000 }).toHaveLength(1);
  await page.reload();
  await listed.waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test('while the server is gone, what waits is shown, and the list says that it is old', async () => {
  const { page, phone, complaints } = await world.play();
  await page.locator('#contacts-body').getByText('Priya Raman').waitFor();
  await page.locator('#calls-body').getByText('To the server').waitFor();
  await page.context().setOffline(true);
  await ring(phone, /Priya/);
  await page.getByText('unknown: the contacts cannot be read now').waitFor();
  await phone.getByRole('button', { name: 'Answer' }).click();
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByLabel('Note').fill('While it was gone');
  await phone.getByRole('button', { name: 'Submit' }).click();
  await page.locator('jackfield-outbox').getByText('(650) 555-0142').first().waitFor();
  await page.locator('#calls-body').getByText('To the server').waitFor();
  await page.getByText(/Acme’s server cannot be reached: this list is old, as of/).waitFor();
  await page.getByRole('button', { name: 'Reset this browser' }).click();
  await page.getByText('1 call log is not delivered.').waitFor();
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.context().setOffline(false);
  await expect
    .poll(async () => page.locator('#calls-stale').textContent(), { timeout: 40_000 })
    .toBe('');
  // What the browser itself says of requests that fail.
  expect(complaints.filter((text) => !text.includes('net::ERR_INTERNET_DISCONNECTED'))).toEqual([]);
}, 90_000);

test('Ctrl+C ends page, widget and server', async () => {
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  await expect(fetch(`${crm.url}/health/live`)).rejects.toThrow();
});
