import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';

/** Makes one script of a file and all that it imports, as a vendor's build does. */
export type Bundle = (entry: string, outDir: string) => Promise<string>;

const FILE = 'page.js';

const byVite: Bundle = async (entry, outDir) => {
  await vite.build({
    root: join(entry, '..'),
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir,
      rollupOptions: { input: entry, output: { entryFileNames: FILE } },
    },
  });
  return readFileSync(join(outDir, FILE), 'utf8');
};

const byEsbuild: Bundle = async (entry, outDir) => {
  await esbuild.build({
    entryPoints: [entry],
    outfile: join(outDir, FILE),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  return readFileSync(join(outDir, FILE), 'utf8');
};

const byWebpack: Bundle = (entry, outDir) =>
  new Promise((resolve, reject) => {
    const settings: webpack.Configuration = {
      context: join(entry, '..'),
      entry,
      mode: 'production',
      target: ['web', 'es2022'],
      output: { path: outDir, filename: FILE },
      performance: false,
    };
    const compiler = webpack(settings, (error, stats) => {
      const problem = stats?.hasErrors() || stats?.hasWarnings() ? stats.toString() : undefined;
      compiler?.close(() => {
        if (error ?? problem) reject(error ?? new Error(problem));
        else resolve(readFileSync(join(outDir, FILE), 'utf8'));
      });
    });
  });

/** The bundlers, by name. Nothing is set that a vendor would have to know of. */
export const bundlers = {
  'Vite 8': byVite,
  esbuild: byEsbuild,
  'webpack 5': byWebpack,
} as const satisfies Readonly<Record<string, Bundle>>;
