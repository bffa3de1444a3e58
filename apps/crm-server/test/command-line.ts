import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

const APP = fileURLToPath(new URL('..', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** A process of the command line. */
export interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  /** Where it listens, once it says so. */
  url(): Promise<string>;
}

/** Runs the command line as a process of its own. What still runs after the tests of a file is ended. */
export function useCommandLine(): {
  /** Makes a data folder of a test's own. */
  dataFolder(name: string): string;
  /** Runs it, as the last arguments of `wrapper` if that is given. */
  run(
    data: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
    wrapper?: readonly string[],
  ): Run;
} {
  const folder = mkdtempSync(join(tmpdir(), 'crm-process-'));
  const main = join(folder, 'main.mjs');
  const children = new Set<ChildProcess>();

  // One file of all that is ours: a child that compiles TypeScript at its start takes a second more.
  beforeAll(async () => {
    const { dependencies } = JSON.parse(readFileSync(join(APP, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    await build({
      entryPoints: [join(APP, 'src/main.ts')],
      outfile: main,
      bundle: true,
      format: 'esm',
      platform: 'node',
      conditions: ['@jackfield/source'],
      external: Object.keys(dependencies).filter((name) => !name.startsWith('@jackfield/')),
    });
    symlinkSync(MODULES, join(folder, 'node_modules'), 'junction');
  });
  afterAll(async () => {
    const ended = [...children].map((child) => new Promise((done) => child.once('close', done)));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(ended);
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    dataFolder(name) {
      const path = join(folder, name);
      mkdirSync(path);
      return path;
    },
    run(data, args, env = {}, wrapper = []) {
      const [command, ...rest] = [...wrapper, process.execPath, main, ...args] as [string];
      const child = spawn(command, rest, {
        cwd: APP,
        env: { PATH: process.env.PATH, PORT: '0', CRM_LOG: 'silent', CRM_DATA: data, ...env },
      });
      children.add(child);
      let output = '';
      const ended = new Promise<number | null>((resolve) => {
        child.once('close', (code) => {
          children.delete(child);
          resolve(code);
        });
      });
      const listening = new Promise<string>((resolve) => {
        for (const stream of [child.stdout, child.stderr]) {
          stream.setEncoding('utf8').on('data', (text: string) => {
            output += text;
            const found = /CRM server (\S+)\n/.exec(output)?.[1];
            if (found !== undefined) resolve(found);
          });
        }
      });
      return {
        child,
        ended,
        output: () => output,
        url: () => Promise.race([listening, ended.then(() => Promise.reject(new Error(output)))]),
      };
    },
  };
}
