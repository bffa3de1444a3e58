import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  build,
  type BuildFailure,
  type BuildResult,
  type Message,
  type OutputFile,
  type Plugin,
} from 'esbuild';
import { isObject } from '@jackfield/plugin-kit/json';
import type { PackageJson } from '../../plugin/package-json.js';
import { CORE, RINGEX } from '../peer-violations.js';
import { workspaceSource } from '../../plugin/workspace-source.js';
import { workspaceRoot } from '../../plugin/workspaces.js';
import type { Place } from '../../read/place.js';

/** The code of a plugin that a page would load. */
export interface Bundle {
  /** Minified. */
  readonly code: string;
  /** Bytes, minified and gzipped. */
  readonly size: number;
  /** The files in it, absolute, with the bytes that each has in the minified code. */
  readonly inputs: readonly { readonly file: string; readonly bytes: number }[];
  /** Maps an index of the code to its place in the source. */
  readonly originOf: (index: number) => Place | undefined;
}

/** An error of the bundler. */
export interface BundleError {
  readonly place: Place;
  readonly message: string;
}

const OUT = 'bundle-of-jackfield-check';

const placeOf = (folder: string, entry: string, { location }: Message): Place =>
  location === null
    ? { file: entry, line: 1, column: 1 }
    : {
        file: resolve(folder, location.file),
        line: location.line,
        column: location.column + 1,
      };

/** The page provides the packages that are shared with it, and every other peer dependency. */
const externalsOf = (json: PackageJson): readonly string[] => {
  const peers = isObject(json['peerDependencies']) ? Object.keys(json['peerDependencies']) : [];
  return [...new Set([CORE, RINGEX, ...peers])].flatMap((name) => [name, `${name}/*`]);
};

/** Bundles the source of other workspaces, which need not be built. */
const sourceOfWorkspaces = (root: string, externals: readonly string[]): Plugin => {
  const isExternal = (path: string): boolean =>
    externals.some(
      (each) => path === each || (each.endsWith('/*') && path.startsWith(each.slice(0, -1))),
    );
  return {
    name: 'workspace-source',
    setup({ onResolve }) {
      onResolve({ filter: /^[@\w]/ }, ({ path, resolveDir }) => {
        const source = isExternal(path) ? undefined : workspaceSource(root, path, resolveDir);
        return source && { path: source.file, sideEffects: source.sideEffects };
      });
    },
  };
};

/** The index at which each line of a text begins. */
const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

const bundleOf = (
  folder: string,
  result: BuildResult<{ write: false; metafile: true }>,
): Bundle => {
  const files = result.outputFiles;
  const script = files.find(({ path }) => path.endsWith('.js')) as OutputFile;
  const map = new SourceMap(
    JSON.parse(
      (files.find(({ path }) => path.endsWith('.map')) as OutputFile).text,
    ) as SourceMapPayload,
  );
  const code = script.text;
  const starts = lineStarts(code);
  const [output] = Object.entries(result.metafile.outputs)
    .filter(([path]) => path.endsWith('.js'))
    .map(([, each]) => each);
  return {
    code,
    size: gzipSync(script.contents, { level: 9 }).length,
    inputs: Object.entries(output?.inputs ?? {}).map(([file, { bytesInOutput }]) => ({
      file: resolve(folder, file),
      bytes: bytesInOutput,
    })),
    originOf(index) {
      const after = starts.findIndex((start) => start > index);
      const line = (after < 0 ? starts.length : after) - 1;
      const entry = map.findEntry(line, index - (starts[line] as number));
      if (!('originalSource' in entry)) return undefined;
      return {
        file: resolve(dirname(script.path), entry.originalSource),
        line: entry.originalLine + 1,
        column: entry.originalColumn + 1,
      };
    },
  };
};

/** Bundles the entry of a plugin as a page would: minified, without core. Writes no file. */
export const makeBundle = async (
  folder: string,
  entry: string,
  json: PackageJson,
): Promise<Bundle | readonly BundleError[]> => {
  const externals = externalsOf(json);
  try {
    const result = await build({
      absWorkingDir: folder,
      entryPoints: [entry],
      outfile: join(folder, OUT, 'bundle.js'),
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      external: [...externals],
      plugins: [sourceOfWorkspaces(await workspaceRoot(folder), externals)],
      sourcemap: 'external',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    return bundleOf(folder, result);
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (errors === undefined) throw error;
    return errors.map((each) => ({
      place: placeOf(folder, entry, each),
      message: `${each.text}.`,
    }));
  }
};
