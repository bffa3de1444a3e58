import type { Server } from 'node:http';
import {
  createServer,
  defaultClientConditions,
  searchForWorkspaceRoot,
  type ViteDevServer,
} from 'vite';
import { devPlugin, type DevPluginOptions } from './dev-plugin.js';
import { workspaceSource } from './workspace-source.js';

export interface ViteServerOptions extends DevPluginOptions {
  readonly root: string;
  /** Folders outside the root that the page may read from. */
  readonly folders: readonly string[];
  /** The modules that the page will ask for, to find what they depend on beforehand. */
  readonly entries: readonly string[];
  /** Where prepared dependencies are kept; gone with the command. */
  readonly cacheDir: string;
  /** Serves the page; Vite's socket is on it too. */
  readonly http: Server;
}

/**
 * Vite, as a part of another server. The author's own configuration is not read: a plugin must not
 * depend on what the CRM's bundler is told.
 */
export const startVite = ({
  root,
  folders,
  entries,
  cacheDir,
  http,
  ...plugin
}: ViteServerOptions): Promise<ViteDevServer> =>
  createServer({
    root,
    configFile: false,
    // What is in an author's .env is not for a page.
    envDir: false,
    publicDir: false,
    appType: 'custom',
    logLevel: 'silent',
    clearScreen: false,
    cacheDir,
    resolve: { conditions: [...defaultClientConditions] },
    optimizeDeps: { entries: [...entries] },
    plugins: [workspaceSource(), devPlugin(plugin)],
    server: {
      middlewareMode: true,
      cors: false,
      ws: { server: http },
      hmr: { overlay: false },
      fs: { allow: [searchForWorkspaceRoot(root), ...folders, cacheDir] },
      // Reports that are written beside the source would have Vite load the page again.
      watch: { ignored: ['**/*.html', '**/coverage/**'] },
    },
  });
