import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LocalRegistry } from './local-registry.js';

/** Somebody who has npm and nothing of this repository. */
export interface Author {
  /** Runs npm; what it said. Rejects with all that was said if it fails. */
  npm(cwd: string, ...args: readonly string[]): Promise<string>;
}

// Windows has no `npm` that could be run without a shell; npm sets its path for its scripts.
const NPM = process.env['npm_execpath'];
const [COMMAND = 'npm', ...BEFORE] = NPM?.endsWith('.js') ? [process.execPath, NPM] : ['npm'];

/** Environment variables that npm and vitest set for child processes. */
const OURS =
  /^(npm_(lifecycle|package|command|config_(local_prefix|workspace))|VITEST|NODE_ENV|INIT_CWD)/;

/** The cache of npm, whose packages need not be fetched again. */
const cacheOf = (): string =>
  execFileSync(COMMAND, [...BEFORE, 'config', 'get', 'cache'], { encoding: 'utf8' }).trim();

/**
 * An author in `home` whose npm finds this repository's packages in a registry, and all others where
 * it always does. What npx installs is kept apart: under one version it would be taken for another.
 */
export function authorIn(home: string, registry: LocalRegistry): Author {
  const shared = join(cacheOf(), '_cacache');
  mkdirSync(shared, { recursive: true });
  const cache = join(home, 'cache');
  mkdirSync(cache, { recursive: true });
  symlinkSync(shared, join(cache, '_cacache'), 'junction');
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name))),
    npm_config_cache: cache,
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    'npm_config_@jackfield:registry': registry.url,
  };
  return {
    npm: async (cwd, ...args) => {
      try {
        return (await promisify(execFile)(COMMAND, [...BEFORE, ...args], { cwd, env })).stdout;
      } catch (error) {
        const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
        throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${stdout}\n${stderr}`, {
          cause: error,
        });
      }
    },
  };
}
