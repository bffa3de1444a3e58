import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { built } from '@jackfield/test-tools/built';
import { describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../../src/index.js';
import { acmeFolder, CONTACT, matcher, packageJson, type Acme } from './acme.js';
import { runDev, type RunningDev } from './run-dev.js';
import { watched } from '../watched.js';

const FILES = {
  'package.json': packageJson('acme-matcher', { export: 'matcher', kind: 'value' }),
  'src/index.ts': matcher('First'),
  'src/contact.ts': CONTACT,
  'src/matcher.css': '',
};

const acmeWith = async (files: Readonly<Record<string, string | object>>): Promise<Acme> => {
  const acme = await acmeFolder(files);
  onTestFinished(() => acme.remove());
  return acme;
};

/** Runs the command with an error, and returns its exit code and output. */
const startError = async (
  folder: string,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly err: string }> => {
  await built('@jackfield/cli');
  const err: string[] = [];
  const before = process.cwd();
  process.chdir(folder);
  try {
    const io = { out: () => {}, err: (line: string) => void err.push(line) };
    return { code: await main(['dev', '--port', '0', ...argv], io), err: err.join('\n') };
  } finally {
    process.chdir(before);
  }
};

describe('jackfield dev does not start', () => {
  it.each([
    [['--widget-port', 'http'], '--widget-port: expected a port from 0 to 65535, received http.'],
    [['--widget-port', '65536'], '--widget-port: expected a port from 0 to 65535, received 65536.'],
    [
      ['--connect', 'crm'],
      '--connect: expected addresses such as https://crm.example, received crm.',
    ],
    [['--widget', 'ringcentral'], '--widget: expected ringcx or ringex, received ringcentral.'],
    [['--connect', "data:'self'"], '--connect: expected addresses'],
    [['elsewhere'], 'Expected the name or the folder of a plugin package, received elsewhere.'],
  ])('with %j', async (argv, message) => {
    const { folder } = await acmeWith(FILES);
    const { code, err } = await startError(folder, ...argv);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('without a plugin', async () => {
    const { folder } = await acmeWith({ 'package.json': { name: 'acme' } });
    const { code, err } = await startError(folder);
    expect(err).toContain(`Expected a plugin package in ${folder}, found none.`);
    expect(code).toBe(2);
  });

  it('without a core', async () => {
    const { folder, remove } = await acmeFolder(FILES, { core: false });
    onTestFinished(remove);
    const { code, err } = await startError(folder, '--widget-port', '0');
    expect(err).toContain(
      `acme-matcher needs @jackfield/core: run npm install @jackfield/core in ${folder}.`,
    );
    expect(code).toBe(2);
  });
});

describe('jackfield dev', () => {
  it('uses a free port if the wanted one is in use, and reports it', async () => {
    const { folder } = await acmeWith(FILES);
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const dev = await runDev(folder, '--port', String(port), '--widget-port', String(port));
    onTestFinished(async () => void (await dev.end()));
    await dev.says(`Port ${port} is in use: the page uses port ${new URL(dev.page).port}.`);
    await dev.says(`Port ${port} is in use: the widget uses port ${new URL(dev.widget).port}.`);
  });

  it('closes its servers and removes its files when it ends', async () => {
    const { folder } = await acmeWith(FILES);
    const place = await acmeWith({});
    const { TMPDIR } = process.env;
    process.env['TMPDIR'] = place.folder;
    onTestFinished(() => {
      if (TMPDIR === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = TMPDIR;
    });
    const before = await readdir(folder, { recursive: true });
    const watchers = watched();
    const dev = await runDev(folder);
    expect(watched()).toBeGreaterThan(watchers);
    expect(await readdir(place.folder)).toContainEqual(expect.stringMatching(/^jackfield-dev-/));
    expect(await dev.end()).toBe(0);
    expect(await readdir(place.folder)).toEqual(['node_modules']);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
    await expect(fetch(dev.page)).rejects.toThrow('fetch failed');
    await expect(fetch(dev.widget)).rejects.toThrow('fetch failed');
    await expect.poll(watched).toBe(watchers);
  });

  it('runs all plugins of a monorepo, or the named ones', async () => {
    const plugin = (name: string): object => packageJson(name, { export: 'plugin', kind: 'value' });
    const { folder } = await acmeWith({
      'package.json': { name: 'acme', workspaces: ['packages/*'] },
      'packages/a/package.json': plugin('@acme/a'),
      'packages/b/package.json': plugin('@acme/b'),
      'packages/c/package.json': plugin('@acme/c'),
      'packages/other/package.json': { name: '@acme/other' },
    });
    const listed = ({ lines }: RunningDev): readonly string[] =>
      lines.filter((line) => line.startsWith('  @acme/'));
    const all = await runDev(folder);
    await all.end();
    expect(listed(all)).toEqual(['  @acme/a 1.2.3', '  @acme/b 1.2.3', '  @acme/c 1.2.3']);
    await all.says('@acme/a  package.json Expected the source of the main entry');
    const some = await runDev(folder, '@acme/c', 'packages/a');
    await some.end();
    expect(listed(some)).toEqual(['  @acme/c 1.2.3', '  @acme/a 1.2.3']);
  });
});
