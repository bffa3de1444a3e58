import { realpath } from 'node:fs/promises';
import type { IncomingMessage, Server } from 'node:http';
import { join } from 'node:path';
import { BRIDGE } from '@jackfield/dev-page/dev-state';
import { normalizePath, type DevEnvironment } from 'vite';
import { isWithin } from '../watch/is-within.js';

export interface GuardOptions {
  readonly pageOrigin: string;
  /** The folder that addresses are relative to. */
  readonly root: string;
  /** The folders whose files may be requested, without symbolic links. */
  readonly folders: readonly string[];
  readonly environment: () => DevEnvironment;
}

/** Decides which requests Vite answers: its middleware does more than the page needs. */
export interface Guard {
  /** Returns the status with which a request is refused; `undefined` if Vite may answer it. */
  refusal(request: IncomingMessage): Promise<403 | 404 | undefined>;
  /** Hands WebSockets of the page to the listeners that `http` has, and closes all others. */
  watchUpgrades(http: Server): void;
}

const CLIENT = '/@vite/client';
const FILES = '/@fs/';

const pathOf = ({ url = '/' }: IncomingMessage): string | undefined => {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
    // What is left of an encoding would be decoded again.
    return /[\0\\%]|\/\/|(^|\/)\.\.?(\/|$)/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
};

export const createGuard = ({ pageOrigin, root, folders, environment }: GuardOptions): Guard => {
  const isOwnHost = ({ headers }: IncomingMessage): boolean =>
    headers.host === new URL(pageOrigin).host;

  /** Browsers send at least one of these with each request that a page makes of another origin. */
  const isForeign = ({ headers }: IncomingMessage): boolean => {
    const site = headers['sec-fetch-site'];
    return (
      (headers.origin !== undefined && headers.origin !== pageOrigin) ||
      (site !== undefined && site !== 'same-origin' && site !== 'none')
    );
  };

  /** Whether the plugins import a module, so that the page needs it. */
  const isImported = (path: string): boolean => {
    const { urlToModuleMap } = environment().moduleGraph;
    if (urlToModuleMap.has(path)) return true;
    return [...urlToModuleMap.keys()].some((url) => url.startsWith(`${path}?`));
  };

  /** Whether an address leads to a file in one of the folders, also behind symbolic links. */
  const isOwnFile = async (path: string): Promise<boolean> => {
    const named = path.startsWith(FILES) ? path.slice(FILES.length - 1) : join(root, path);
    const file = await realpath(named).catch(() => undefined);
    if (file === undefined) return false;
    return folders.some(
      (folder) =>
        isWithin(folder, file) &&
        // Hidden files may be secrets.
        !/\/\./.test(normalizePath(file).slice(normalizePath(folder).length)),
    );
  };

  return {
    async refusal(request) {
      if (!isOwnHost(request) || isForeign(request)) return 403;
      const path = pathOf(request);
      if (path === undefined) return 404;
      if (path === BRIDGE || path === CLIENT || isImported(path)) return undefined;
      const isFile = !path.startsWith('/@') || path.startsWith(FILES);
      return isFile && (await isOwnFile(path)) ? undefined : 404;
    },
    watchUpgrades(http) {
      const listeners = http.listeners('upgrade');
      http.removeAllListeners('upgrade');
      http.on('upgrade', (request: IncomingMessage, socket, head) => {
        if (!isOwnHost(request) || request.headers.origin !== pageOrigin) {
          socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
          return;
        }
        for (const listener of listeners) listener.call(http, request, socket, head);
      });
    },
  };
};
