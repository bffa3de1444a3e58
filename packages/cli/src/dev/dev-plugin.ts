import { join } from 'node:path';
import { BRIDGE } from '@jackfield/dev-page/dev-state';
import type { EnvironmentModuleNode, Plugin } from 'vite';

export interface DevPluginOptions {
  /** The folder whose `@jackfield/core` the page's host is of. */
  readonly coreFrom: () => string;
  /** Called with the modules that an edit has made stale, and what it was. */
  readonly edited: (edit: Edit) => void;
}

/** A file that was written, came or vanished. */
export interface Edit {
  readonly file: string;
  /** The modules that are of it or import it, by whatever way. */
  readonly stale: ReadonlySet<EnvironmentModuleNode>;
  /** When, as Vite counts it: modules that are loaded again carry it. */
  readonly timestamp: number;
}

const BRIDGE_CODE = [
  "export { createHost } from '@jackfield/core';",
  "import { protocol } from '@jackfield/core/ringcx';",
  'export const requests = protocol.requests;',
  'export const hot = import.meta.hot;',
].join('\n');

const withImporters = (modules: Iterable<EnvironmentModuleNode>): Set<EnvironmentModuleNode> => {
  const all = new Set(modules);
  for (const module of all) for (const importer of module.importers) all.add(importer);
  return all;
};

/**
 * Serves the bridge between Vite and the page, and takes edits out of Vite's hands: Vite would load
 * the page again, and the call in it would end. A module that throws while it is loaded would leave
 * no importer that could accept its next version, so that the page imports each version by itself.
 */
export const devPlugin = ({ coreFrom, edited }: DevPluginOptions): Plugin => ({
  name: 'jackfield:dev',
  enforce: 'pre',
  async resolveId(specifier, importer) {
    if (specifier === BRIDGE) return BRIDGE;
    if (importer !== BRIDGE || !specifier.startsWith('@jackfield/core')) return null;
    return this.resolve(specifier, join(coreFrom(), 'package.json'), { skipSelf: true });
  },
  load: (id) => (id === BRIDGE ? BRIDGE_CODE : null),
  hotUpdate: {
    order: 'post',
    handler({ file, modules, timestamp }) {
      if (this.environment.name !== 'client') return undefined;
      // A stylesheet is put in place of the last one by Vite, without any module anew.
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
