import { join, resolve } from 'node:path';
import type { DevChoice } from '@jackfield/dev-page/dev-state';
import { manifestIssues } from '../plugin/manifest-issues.js';
import type { PluginPackage } from '../plugin/manifest.js';
import { readDeclarations } from '../plugin/read-declarations.js';

/** The module of a package that the page loads, and which of its exports; or why it can load none. */
export type Chosen =
  | { readonly file: string; readonly choice: DevChoice; readonly problem?: undefined }
  | { readonly problem: string; readonly file?: undefined };

const optionsNeeded = (name: string): string =>
  `${name}() needs options. Write a module that creates the plugin with options, ` +
  `export const plugins = [${name}({ … })], and name the module in package.json: ` +
  `"jackfield": { "dev": "./dev/plugins.ts" }.`;

/** Chooses by the source if there is no manifest. */
const fromSource = (source: string, folder: string): Chosen => {
  const declared = readDeclarations({ folder, source }).map(({ plugin }) => plugin);
  const ready = declared.filter(({ needsOptions }) => needsOptions !== true);
  const [first] = declared;
  if (first !== undefined && ready.length === 0) return { problem: optionsNeeded(first.export) };
  const factories = ready.filter(({ kind }) => kind === 'factory');
  return {
    file: source,
    choice: { from: 'any', factories: factories.map(({ export: name }) => name) },
  };
};

/**
 * Chooses what to load by the manifest: the `dev` module, or else the exported plugin. Without a
 * manifest, it reads the source.
 */
export const choosePlugins = ({ folder, manifest, source }: PluginPackage): Chosen => {
  const { dev, plugin } = manifest ?? {};
  if (typeof dev === 'string') return { file: resolve(folder, dev), choice: { from: 'dev' } };
  if (source === undefined) {
    return {
      problem: `Expected the source of the main entry, but ${join(folder, 'package.json')} names only built files.`,
    };
  }
  if (manifest === undefined || plugin === undefined) return fromSource(source, folder);
  const issue = manifestIssues(manifest).find(({ pointer }) => pointer.startsWith('/plugin'));
  if (issue !== undefined) {
    return {
      problem: `Invalid manifest: expected ${issue.expected} at /jackfield${issue.pointer}, received ${issue.received}. Run "jackfield check --write" to write it again.`,
    };
  }
  if (plugin.kind === 'factory' && plugin.needsOptions === true) {
    return { problem: optionsNeeded(plugin.export) };
  }
  return {
    file: source,
    choice: { from: 'export', export: plugin.export, kind: plugin.kind },
  };
};
