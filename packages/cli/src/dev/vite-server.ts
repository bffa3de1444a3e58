import type { Server } from 'node:http';
import { dirname } from 'node:path';
import { createServer, defaultClientConditions, type Plugin, type ViteDevServer } from 'vite';
import { devPlugin, type DevPluginOptions } from './dev-plugin.js';
import { workspaceSource } from '../plugin/workspace-source.js';
import { workspaceRoot } from '../plugin/workspaces.js';

export interface ViteServerOptions extends DevPluginOptions {
  readonly root: string;
  /** Folders outside the root whose files may be served. */
  readonly folders: readonly string[];
  /** The modules that the page will request: Vite bundles their dependencies at the start. */
  readonly entries: readonly string[];
  /** The folder for bundled dependencies, removed at the end. */
  readonly cacheDir: string;
  /** Serves the page and Vite's WebSocket. */
  readonly http: Server;
}

const sourceOfWorkspaces = (root: string): Plugin => ({
  name: 'jackfield:workspace-source',
  enforce: 'pre',
  resolveId: (specifier, importer) =>
    importer === undefined
      ? null
      : (workspaceSource(root, specifier, dirname(importer))?.file ?? null),
});

/**
 * Starts Vite as middleware of another server. It does not read the author's Vite configuration: a
 * plugin must not depend on the configuration of the CRM's bundler.
 */
export const startVite = async ({
  root,
  folders,
  entries,
  cacheDir,
  http,
  ...plugin
}: ViteServerOptions): Promise<ViteDevServer> => {
  const workspaces = await workspaceRoot(root);
  return createServer({
    root,
    configFile: false,
    // The author's .env may contain secrets that must not reach a page.
    envDir: false,
    publicDir: false,
    appType: 'custom',
    logLevel: 'silent',
    clearScreen: false,
    cacheDir,
    resolve: { conditions: [...defaultClientConditions] },
    optimizeDeps: { entries: [...entries] },
    plugins: [sourceOfWorkspaces(workspaces), devPlugin(plugin)],
    server: {
      middlewareMode: true,
      cors: false,
      ws: { server: http },
      hmr: { overlay: false },
      fs: { allow: [workspaces, ...folders, cacheDir] },
      // Reports written next to the source would make Vite reload the page.
      watch: { ignored: ['**/*.html', '**/coverage/**'] },
    },
  });
};
