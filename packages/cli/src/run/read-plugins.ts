import { fork } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { DEFINERS } from '../plugin/definers.js';
import { shippedPlugin } from '../plugin/shipped-plugin.js';
import { workspaceSource } from '../plugin/workspace-source.js';
import { workspaceRoot } from '../plugin/workspaces.js';
import { packageFolder } from '../package-folder.js';
import type { Group } from '../read/declared.js';

/** The names that a plugin handles. */
export interface Handled extends Readonly<Record<Group, readonly string[]>> {
  /** Those that it does not handle with all options: `requests.logCall`. */
  readonly varying: readonly string[];
}

/** What an export declares when the package is loaded. */
export type RunExport =
  | ({
      readonly kind: 'value' | 'factory';
      /** Equal for exports of one plugin. */
      readonly id: number;
    } & Handled)
  /** A list of plugins, as the module for `jackfield dev` exports it. */
  | { readonly kind: 'list'; readonly plugins: readonly Handled[] }
  /** A function from which no plugin was obtained. */
  | { readonly kind: 'unread'; readonly why: string };

/** The exports of a package by name, or why it could not be loaded. */
export type RunReport =
  | { readonly exports: Readonly<Record<string, RunExport>>; readonly why?: undefined }
  | { readonly exports?: undefined; readonly why: string };

/** Loading a plugin takes milliseconds. */
const TIMEOUT_MS = 10_000;

const GLOBAL = `globalThis[Symbol.for('jackfield.check')]`;

/** Assets have no declarations. */
const LOADERS = Object.fromEntries(
  ['css', 'svg', 'png', 'jpg', 'gif', 'webp', 'woff', 'woff2', 'wasm', 'mp3', 'ogg', 'html'].map(
    (ending) => [`.${ending}`, 'empty' as const],
  ),
);

/**
 * Replaces core, installed plugin packages, and packages that are not installed: what a plugin
 * declares depends on none of their code.
 */
const substitutes = (root: string): Plugin => ({
  name: 'substitutes',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /^[^./\0]/ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === 'resolve' || kind === 'entry-point') return undefined;
      if (Object.hasOwn(DEFINERS, path)) return { path, namespace: 'core' };
      const source = workspaceSource(root, path, resolveDir);
      if (source !== undefined) return { path: source.file };
      const shipped = shippedPlugin(path, resolveDir);
      if (shipped !== undefined) return { path, namespace: 'shipped', pluginData: shipped };
      const found = await resolve(path, { resolveDir, kind, pluginData: 'resolve' });
      return found.errors.length > 0 ? { path, namespace: 'unknown' } : found;
    });
    const load = (namespace: string, argument: (pluginData: unknown) => string): void =>
      onLoad({ filter: /(?:)/, namespace }, ({ pluginData }) => ({
        contents: `module.exports = ${GLOBAL}.${namespace}(${argument(pluginData)});`,
      }));
    load('core', () => '');
    load('unknown', () => '');
    load('shipped', (shipped) => {
      const { name, manifest } = shipped as NonNullable<ReturnType<typeof shippedPlugin>>;
      return JSON.stringify({ ...manifest, name });
    });
  },
});

const bundle = async (folder: string, entry: string, outfile: string): Promise<void> => {
  await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    loader: LOADERS,
    plugins: [substitutes(await workspaceRoot(folder))],
    logLevel: 'silent',
  });
};

/** Before Node 22.13, the option had another name. */
const permission = (): string =>
  process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';

const load = (file: string): Promise<RunReport> =>
  new Promise((done) => {
    const child = fork(join(packageFolder(), 'bin/read-plugins.js'), [file], {
      // Reads files, but writes none and starts no process. No secret of the environment is passed on.
      execArgv: [permission(), '--allow-fs-read=*', '--no-warnings', '--max-old-space-size=512'],
      env: { SystemRoot: process.env['SystemRoot'] },
      stdio: 'ignore',
      serialization: 'json',
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    child.once('message', (report) => {
      done(report as RunReport);
      child.kill('SIGKILL');
    });
    child.once('error', ({ message }) => done({ why: message }));
    child.once('exit', (code, signal) =>
      done({
        why:
          signal === 'SIGKILL'
            ? `it did not finish within ${TIMEOUT_MS / 1000} s`
            : `its process ended early, with ${signal ?? `code ${code}`}`,
      }),
    );
  });

/**
 * Loads the main entry of a plugin package, as a page would get it, in a process of its own: without
 * network, files to write, other processes, or a page. Returns what its exports declare.
 */
export const readPlugins = async (folder: string, entry: string): Promise<RunReport> => {
  const out = await realpath(await mkdtemp(join(tmpdir(), 'jackfield-check-')));
  const file = join(out, 'entry.mjs');
  try {
    await bundle(folder, entry, file);
    return await load(file);
  } catch {
    // The rules for the bundle report why.
    return { why: 'it cannot be bundled' };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
};
