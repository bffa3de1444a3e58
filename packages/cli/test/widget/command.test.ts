import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from '@jackfield/test-tools/built';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../src/index.js';
import { openBrowser } from '../../src/widget/open-browser.js';

interface Running {
  readonly lines: readonly string[];
  end(): Promise<number>;
}

/** Runs `jackfield widget` until it has printed its addresses. */
async function run(...argv: readonly string[]): Promise<Running> {
  await built('@jackfield/cli');
  const ending = new AbortController();
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const io = { out: print, err: print, signal: ending.signal };
  const code = main(['widget', ...argv], io);
  await vi.waitUntil(() => lines.some((line) => line.includes('Ctrl+C')), { timeout: 20_000 });
  return {
    lines,
    end: () => {
      ending.abort();
      return code;
    },
  };
}

describe('jackfield widget', () => {
  it.each([
    ['RingCX', []],
    ['RingEX', ['--wire', 'ringex', '--version', '3.1']],
  ] as const)('prints the addresses of %s and the line to change, and ends', async (name, argv) => {
    const { lines, end } = await run(...argv, '--port', '0', '--control-port', '0');
    const text = lines.join('\n');
    const [, widget = ''] =
      new RegExp(`${name} widget +(http://127\\.0\\.0\\.1:\\d+)/`).exec(text) ?? [];
    const [, control = ''] = /control panel +(http:\/\/127\.0\.0\.1:\d+)\//.exec(text) ?? [];
    expect(text).toContain(`<script src="${widget}/adapter.js"></script>`);
    expect(widget).not.toBe(control);
    expect(await (await fetch(`${widget}/adapter.js`)).text()).toContain('RCAdapter');
    expect(await (await fetch(`${control}/`)).text()).toContain(
      `data-adapter="${widget}/adapter.js"`,
    );
    expect(await end()).toBe(0);
    await expect(fetch(`${widget}/adapter.js`)).rejects.toThrow();
    await expect(fetch(`${control}/`)).rejects.toThrow();
  });

  it('reports that a port is in use', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    onTestFinished(() => void taken.close());
    const port = String((taken.address() as AddressInfo).port);
    const { lines, end } = await run('--port', port, '--control-port', port);
    const text = lines.join('\n');
    expect(text).toMatch(new RegExp(`Port ${port} is in use: the widget uses port \\d+\\.`));
    expect(text).toMatch(new RegExp(`Port ${port} is in use: the control panel uses port \\d+\\.`));
    expect(await end()).toBe(0);
  });
});

describe('a browser', () => {
  it.runIf(process.platform === 'linux')('is opened with the address', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jackfield-open-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'xdg-open'), `#!/bin/sh\necho "$1" > ${folder}/opened\n`);
    await chmod(join(folder, 'xdg-open'), 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    openBrowser('http://127.0.0.1:4176/', () => {});
    await expect
      .poll(() => readFile(join(folder, 'opened'), 'utf8').catch(() => ''))
      .toBe('http://127.0.0.1:4176/\n');
  });

  it('that cannot be opened is reported', async () => {
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    await new Promise<void>((done) => openBrowser('http://127.0.0.1:4176/', done));
  });
});
