import { join } from 'node:path';
import { BRIDGE } from '@jackfield/dev-page/dev-state';
import type { EnvironmentModuleNode, Plugin, Rolldown } from 'vite';
import { packageFolder } from '../package-folder.js';

export interface DevPluginOptions {
  /** The folder whose `@jackfield/core` and `@jackfield/ringex` provide the page's host. */
  readonly coreFrom: () => string;
  /** Called after each edit. */
  readonly edited: (edit: Edit) => void;
}

/** A file that was changed, added or removed. */
export interface Edit {
  readonly file: string;
  /** The modules of the file, and those that import it directly or indirectly. */
  readonly stale: ReadonlySet<EnvironmentModuleNode>;
  /** Vite's timestamp, which it adds to the addresses of reloaded modules. */
  readonly timestamp: number;
}

const RINGEX = '@jackfield/ringex';

const BRIDGE_CODE = [
  "export { createHost } from '@jackfield/core';",
  "import { protocol } from '@jackfield/core/ringcx';",
  'export const requests = protocol.requests;',
  'export const hot = import.meta.hot;',
  "export const loadRingex = () => import('@jackfield/ringex');",
].join('\n');

const withImporters = (modules: Iterable<EnvironmentModuleNode>): Set<EnvironmentModuleNode> => {
  const all = new Set(modules);
  for (const module of all) for (const importer of module.importers) all.add(importer);
  return all;
};

/**
 * Serves the bridge between Vite and the page, and handles edits instead of Vite, which would reload
 * the page and so end the call in it. If a module throws while it loads, no importer remains that
 * could accept its next version, so the page itself imports each version.
 */
export const devPlugin = ({ coreFrom, edited }: DevPluginOptions): Plugin => ({
  name: 'jackfield:dev',
  enforce: 'pre',
  async resolveId(specifier, importer) {
    if (specifier === BRIDGE) return BRIDGE;
    if (importer !== BRIDGE || !specifier.startsWith('@jackfield/')) return null;
    const from = (folder: string): ReturnType<Rolldown.PluginContext['resolve']> =>
      this.resolve(specifier, join(folder, 'package.json'), { skipSelf: true });
    const found = await from(coreFrom());
    // A plugin for RingCX runs on RingEX, too, so its author needs no adapter of RingEX: the command's
    // is used then.
    return found ?? (specifier === RINGEX ? from(packageFolder()) : null);
  },
  load: (id) => (id === BRIDGE ? BRIDGE_CODE : null),
  hotUpdate: {
    order: 'post',
    handler({ file, modules, timestamp }) {
      if (this.environment.name !== 'client') return undefined;
      // Vite replaces a stylesheet without reloading a module.
      if (modules.length > 0 && modules.every(({ type }) => type === 'css')) return undefined;
      const { moduleGraph } = this.environment;
      const stale = withImporters(modules);
      const seen = new Set<EnvironmentModuleNode>();
      for (const module of modules) moduleGraph.invalidateModule(module, seen, timestamp, true);
      edited({ file, stale, timestamp });
      return [];
    },
  },
});
