import { realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { shippedPlugin, type ShippedPlugin } from '../plugin/shipped-plugin.js';
import { Node, Project, ts, type SourceFile } from 'ts-morph';
import { DEFAULT_WIRE, DEFINERS } from '../plugin/definers.js';

/** A substitute for each module that has `definePlugin`, which then need not be installed, built or parsed. */
const SUBSTITUTE =
  'export declare function definePlugin(definition: unknown, protocol?: unknown): unknown;\n';

/** The areas that `@jackfield/ringex` exports: in its substitute, each is its name. */
const AREAS = ['calls', 'contacts', 'messages', 'pages', 'phone'];

const substituteOf = (wire: string): string =>
  wire === DEFAULT_WIRE
    ? SUBSTITUTE
    : SUBSTITUTE + AREAS.map((area) => `export const ${area}Area = '${area}';\n`).join('');

const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  jsx: ts.JsxEmit.Preserve,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  customConditions: ['@jackfield/source', 'source'],
  // Only names are resolved, so neither the types of the language nor those of packages are read.
  noLib: true,
  types: [],
};

/** The sources of the checked packages, parsed but never run. */
export interface Sources {
  /**
   * Adds a file and everything that it imports. Add all entries before reading the first: each later
   * addition resolves all names again.
   */
  add(file: string): SourceFile;
  /** Returns `entry` and the files that it imports and re-exports. */
  reachableFrom(entry: SourceFile): readonly SourceFile[];
  /** Returns the plugin of an installed package that a file imports, whose source is not read. */
  shipped(name: string, file: SourceFile): ShippedPlugin | undefined;
  /** Returns the wire of the plugins that a substitute's `definePlugin` makes; `undefined` for other files. */
  wireOf(file: SourceFile): string | undefined;
}

/** Returns the specifiers of a file's imports, re-exports and dynamic imports. */
const specifiersOf = (file: SourceFile): readonly string[] =>
  file
    .getImportStringLiterals()
    .map((literal) => (Node.isStringLiteral(literal) ? literal.getLiteralValue() : ''));

/**
 * Creates one project for a whole run. It follows relative imports and the sources of other
 * workspaces, but not installed packages, which do not contain a plugin's declaration.
 */
export const createSources = (): Sources => {
  const pathOf = (name: string): string =>
    join(dirname(process.execPath), `${name.replaceAll('/', '-')}.ts`)
      .split(sep)
      .join('/');
  const cache = new Map<string, ts.ResolvedModuleFull | undefined>();
  const resolve = (name: string, containing: string): ts.ResolvedModuleFull | undefined => {
    if (Object.hasOwn(DEFINERS, name))
      return { resolvedFileName: pathOf(name), extension: ts.Extension.Ts };
    const key = `${dirname(containing)}\0${name}`;
    if (cache.has(key)) return cache.get(key);
    const { resolvedModule } = ts.resolveModuleName(name, containing, OPTIONS, ts.sys);
    const path =
      resolvedModule && realpathSync(resolvedModule.resolvedFileName).split(sep).join('/');
    const isSource =
      path !== undefined &&
      !/\.(d\.[cm]?ts|json)$/.test(path) &&
      // Installed code is build output, not source.
      !path.includes('/node_modules/');
    const found = isSource
      ? { resolvedFileName: path, extension: resolvedModule?.extension as string }
      : undefined;
    cache.set(key, found);
    return found;
  };
  const project = new Project({
    compilerOptions: OPTIONS,
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    resolutionHost: () => ({
      resolveModuleNames: (names, containing) => names.map((name) => resolve(name, containing)),
    }),
  });
  const substitutes = new Map(
    Object.entries(DEFINERS).map(([name, wire]) => [
      project.createSourceFile(pathOf(name), substituteOf(wire)),
      wire,
    ]),
  );
  const needs = new Map<SourceFile, readonly SourceFile[]>();
  const needsOf = (file: SourceFile): readonly SourceFile[] => {
    const known = needs.get(file);
    if (known !== undefined) return known;
    const found = specifiersOf(file).flatMap((name) => {
      if (Object.hasOwn(DEFINERS, name)) return [];
      const path = resolve(name, file.getFilePath())?.resolvedFileName;
      if (path === undefined) return [];
      return project.addSourceFileAtPathIfExists(path) ?? [];
    });
    needs.set(file, found);
    return found;
  };
  const reachableFrom = (entry: SourceFile): readonly SourceFile[] => {
    const seen = new Set([entry]);
    for (const file of seen) {
      for (const next of needsOf(file)) seen.add(next);
    }
    return [...seen];
  };
  return {
    add(file) {
      const entry = project.addSourceFileAtPath(file);
      reachableFrom(entry);
      return entry;
    },
    reachableFrom,
    shipped(name, file) {
      const path = file.getFilePath();
      return resolve(name, path) === undefined ? shippedPlugin(name, dirname(path)) : undefined;
    },
    wireOf: (file) => substitutes.get(file),
  };
};
