import { join, resolve } from 'node:path';
import type { DevChoice } from '@jackfield/dev-page/dev-state';
import { manifestViolations } from '../plugin/manifest-violations.js';
import type { PluginPackage } from '../plugin/manifest.js';
import { readDeclarations } from '../plugin/read-declarations.js';

/** Which module of a package the page loads, and what of it; or why it can load none. */
export type Chosen =
  | { readonly file: string; readonly choice: DevChoice; readonly problem?: undefined }
  | { readonly problem: string; readonly file?: undefined };

const wantsOptions = (name: string): string =>
  `${name}() needs options, and nobody has said which. Write a module that exports them ready to run, ` +
  `export const plugins = [${name}({ … })], and name it in package.json: ` +
  `"jackfield": { "dev": "./dev/plugins.ts" }.`;

/** By the source, where package.json does not say it. */
const fromSource = (source: string, folder: string): Chosen => {
  const declared = readDeclarations({ folder, source }).map(({ plugin }) => plugin);
  const ready = declared.filter(({ needsOptions }) => needsOptions !== true);
  const [first] = declared;
  if (first !== undefined && ready.length === 0) return { problem: wantsOptions(first.export) };
  const factories = ready.filter(({ kind }) => kind === 'factory');
  return {
    file: source,
    choice: { from: 'any', factories: factories.map(({ export: name }) => name) },
  };
};

/**
 * Chooses by the manifest: the author's `dev` module, else the exported plugin. Where there is no
 * manifest the source is read.
 */
export const choosePlugins = ({ folder, manifest, source }: PluginPackage): Chosen => {
  const { dev, plugin } = manifest ?? {};
  if (typeof dev === 'string') return { file: resolve(folder, dev), choice: { from: 'dev' } };
  if (source === undefined) {
    return {
      problem: `There is no source of its main entry: ${join(folder, 'package.json')} names built files only.`,
    };
  }
  if (manifest === undefined || plugin === undefined) return fromSource(source, folder);
  const violation = manifestViolations(manifest).find(({ pointer }) =>
    pointer.startsWith('/plugin'),
  );
  if (violation !== undefined) {
    return {
      problem: `The manifest is malformed: expected ${violation.expected} at /jackfield${violation.pointer}, found ${violation.found}. "jackfield check --write" writes it anew.`,
    };
  }
  if (plugin.kind === 'factory' && plugin.needsOptions === true) {
    return { problem: wantsOptions(plugin.export) };
  }
  return {
    file: source,
    choice: { from: 'export', export: plugin.export, kind: plugin.kind },
  };
};
