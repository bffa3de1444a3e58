import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { install } from './install.js';
import { temporaryFolder } from './packed.js';

const temporary = temporaryFolder();
const at = (...path: readonly string[]): string => join(temporary.path, ...path);

const write = (path: string, text: string | object): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), typeof text === 'string' ? text : JSON.stringify(text, undefined, 2));
};
const read = (path: string): string => readFileSync(at(path), 'utf8');

interface Ended {
  readonly code: number;
  readonly text: string;
}

/** Runs a module of an installed package, as `npx` does. */
const run = (file: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [at('node_modules', file), ...args],
      { cwd: temporary.path, env: { ...process.env, NO_COLOR: '1' } },
      (error, stdout, stderr) =>
        done({
          code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
          text: stdout + stderr,
        }),
    );
  });

const BIN = '@jackfield/cli/bin/jackfield.js';
const CREATE = '@jackfield/create-plugin/bin/create-plugin.js';
const covered = new Set<string>();

const jackfield = async (command: string, ...args: readonly string[]): Promise<Ended> => {
  covered.add(command);
  const ended = await run(BIN, command, ...args);
  expect(ended.text).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  return ended;
};

const SCHEMAS = 'node_modules/@jackfield/core/dist/schemas';

beforeAll(() => {
  install(temporary.path);
  // The plugin that the guide leads to: over a shipped one, with a store of the author's.
  write('package.json', {
    name: 'acme-logs',
    version: '1.0.0',
    type: 'module',
    exports: './src/index.ts',
    dependencies: { '@jackfield/plugin-calllog': '*' },
    peerDependencies: { '@jackfield/core': '^0.1.0' },
  });
  write(
    'src/index.ts',
    `import { callLog, type CallLogOptions, type CallLogPlugin, memoryCallLogStore } from '@jackfield/plugin-calllog';
export const acmeLogs = (options: Partial<CallLogOptions> = {}): CallLogPlugin =>
  callLog({ store: memoryCallLogStore(), ...options });
`,
  );
});
afterAll(() => temporary.remove());

describe('from tarballs, outside the repository,', () => {
  it('jackfield check writes the manifest of a plugin over a shipped one, and then accepts it', async () => {
    expect(await jackfield('check', '--write')).toMatchObject({ code: 0 });
    const { code, text } = await jackfield('check', '--strict');
    expect(text).toContain('acme-logs 1.0.0: no problems; requests logCall, matchCallLogs;');
    expect(code).toBe(0);
    expect(JSON.parse(read('package.json'))).toMatchObject({
      jackfield: {
        plugin: { export: 'acmeLogs', kind: 'factory' },
        requests: ['logCall', 'matchCallLogs'],
        core: '^0.1.0',
      },
    });
  });

  it('jackfield list lists the shipped plugins, and emits a module that typechecks', async () => {
    const listed = await jackfield('list');
    expect(listed.text).toContain('@jackfield/plugin-calllog 0.1.0 (callLog, a factory)');
    expect(listed.code).toBe(0);
    expect(await jackfield('list', '--emit', 'plugins.ts')).toMatchObject({ code: 0 });
    write(
      'page.ts',
      `import { createHost, type Host } from '@jackfield/core';
import { createPlugins } from './plugins.js';
const plugins = createPlugins();
export const host: Host = createHost({ service: 'Acme', plugins: Object.values(plugins) });
export const resume = (): Promise<void> => plugins.callLog.resume();
`,
    );
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022'];
    const resolution = ['--module', 'esnext', '--moduleResolution', 'bundler'];
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
    const { code, text } = await new Promise<Ended>((done) => {
      const files = [at('page.ts'), at('src/index.ts')];
      execFile(
        process.execPath,
        [tsc, ...options, ...resolution, ...files],
        { cwd: temporary.path },
        (error, stdout) => done({ code: error === null ? 0 : 1, text: stdout }),
      );
    });
    expect(text).toBe('');
    expect(code).toBe(0);
  });

  it.each(['ringcx', 'ringex'])(
    'jackfield generate, check-schemas and diff read the schemas of %s in core',
    async (wire) => {
      const schemas = ['--schemas', SCHEMAS, '--wire', wire];
      expect(await jackfield('check-schemas', ...schemas)).toMatchObject({
        code: 0,
        text: 'No violations.\n',
      });
      const out = ['--out', `generated-${wire}`];
      const generated = await jackfield('generate', ...schemas, ...out);
      expect(generated).toMatchObject({ code: 0, text: expect.stringContaining('files') });
      expect(await jackfield('generate', ...schemas, ...out, '--check')).toMatchObject({ code: 0 });
      expect(await jackfield('diff', SCHEMAS, SCHEMAS, '--wire', wire)).toMatchObject({
        code: 0,
        text: expect.stringContaining('No change'),
      });
    },
  );

  it('jackfield check-transcript reads a dump of messages', async () => {
    write('dump.jsonl', `{"at":0,"origin":"https://x.example","data":{"type":"nothing-known"}}\n`);
    const { code, text } = await jackfield('check-transcript', 'dump.jsonl', '--wire', 'ringcx');
    expect(code).toBe(1);
    expect(text).toContain('No messages of ringcx.');
  });

  it('jackfield dev serves the plugin, refuses to open an editor, and ends on a signal', async () => {
    covered.add('dev');
    const ports = ['--port', '0', '--widget-port', '0'];
    const dev = spawn(process.execPath, [at('node_modules', BIN), 'dev', ...ports], {
      cwd: temporary.path,
    });
    let text = '';
    for (const stream of [dev.stdout, dev.stderr]) {
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    }
    const ended = once(dev, 'exit');
    try {
      await expect.poll(() => text, { timeout: 60_000 }).toContain('acme-logs 1.0.0');
      const [, origin = ''] = /jackfield dev +(http:\S+)\//.exec(text) ?? [];
      expect((await fetch(`${origin}/`)).status).toBe(200);
      expect(await (await fetch(`${origin}/src/index.ts`)).text()).toContain('callLog');
      const editor = `${origin}/__open-in-editor?file=${encodeURIComponent(at('src/index.ts'))}`;
      expect((await fetch(editor)).status).toBe(404);
    } finally {
      dev.kill('SIGINT');
    }
    expect(await ended, text).toEqual([0, null]);
  });

  it.each(['ringcx', 'ringex'])(
    'jackfield widget serves %s and its control panel',
    async (wire) => {
      covered.add('widget');
      const options = ['--wire', wire, '--port', '0', '--control-port', '0'];
      const widget = spawn(process.execPath, [at('node_modules', BIN), 'widget', ...options], {
        cwd: temporary.path,
      });
      let text = '';
      for (const stream of [widget.stdout, widget.stderr]) {
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      }
      const ended = once(widget, 'exit');
      try {
        await expect.poll(() => text, { timeout: 60_000 }).toContain('Press Ctrl+C to stop.');
        const [, origin = ''] = /<script src="(http:\S+)\/adapter\.js">/.exec(text) ?? [];
        expect(await (await fetch(`${origin}/adapter.js`)).text()).toContain('RCAdapter');
        expect((await fetch(`${origin}/app.html`)).status).toBe(200);
        const [, panel = ''] = /control panel +(http:\S+)\//.exec(text) ?? [];
        const page = await (await fetch(`${panel}/`)).text();
        const scripts = [...page.matchAll(/(?:src|href)="(\/@jackfield\/[^"]+)"/g)];
        expect(scripts.length).toBeGreaterThan(1);
        for (const [, path = ''] of scripts) expect((await fetch(panel + path)).status).toBe(200);
      } finally {
        widget.kill('SIGINT');
      }
      expect(await ended, text).toEqual([0, null]);
    },
  );

  it('create-plugin writes a plugin that passes jackfield check', async () => {
    const options = ['--requests', 'viewLead', '--folder', 'made', '--yes'];
    expect(await run(CREATE, 'acme-leads', ...options)).toMatchObject({ code: 0 });
    const { code, text } = await jackfield('check', 'made');
    expect(text).toContain('acme-leads 0.1.0: no problems; requests viewLead;');
    expect(code).toBe(0);
  });

  it('jackfield new-protocol adds a protocol that follows all rules and is generated', async () => {
    expect(await jackfield('new-protocol', 'acme-desk')).toMatchObject({ code: 0 });
    const checked = await jackfield('check-schemas', '--strict');
    expect(checked).toMatchObject({ code: 0, text: 'No violations.\n' });
    const generated = await jackfield('generate');
    expect(generated).toMatchObject({ code: 0, text: expect.stringContaining('7 written') });
    expect(await jackfield('generate')).toMatchObject({
      code: 0,
      text: '7 files, 0 written\n',
    });
  });

  it('every command was run', async () => {
    const { text } = await run(BIN, '--help');
    const commands = [...text.matchAll(/^ +jackfield ([a-z-]+)/gm)].map(([, name]) => name);
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((name) => !covered.has(String(name)))).toEqual([]);
  });
});
