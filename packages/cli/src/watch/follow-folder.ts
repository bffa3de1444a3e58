import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { watch } from 'chokidar';
import { CliError } from '../cli-error.js';
import { isWithin } from './is-within.js';

export interface FollowOptions {
  /** It may be missing, be created later, and be removed and created again. */
  readonly folder: string;
  /** Called at the start and after changes, never concurrently. It must not throw. */
  readonly run: () => Promise<void>;
  /** Whether a change below the folder needs a run. Called after the current run, if there is one. */
  readonly matters: (path: string) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Editors write a file in several steps, and checking out a branch writes many files. */
const QUIET_MS = 50;

const NEVER_SCHEMAS = /[\\/](?:node_modules|\.git)(?:[\\/]|$)/;

/**
 * Calls `run` now and after changes below a folder, until the signal aborts. Resolves when the last
 * run is done and the watcher is closed.
 *
 * 1. Watchers of a folder end when it is removed. So the path to the folder is watched, from the
 *    current directory or, if the folder is outside of it, from its parent.
 * 2. The listener is added when the watcher is ready and before the first run: this run sees earlier
 *    changes, and the listener sees later ones.
 * 3. Changes are collected until {@link QUIET_MS} after the last one, and during a run. Then one run
 *    follows if any of them matters.
 */
export const followFolder = async ({
  folder,
  run,
  matters,
  signal,
}: FollowOptions): Promise<void> => {
  const isAborted = (): boolean => signal?.aborted === true;
  if (isAborted()) return;
  const target = resolve(folder);
  const top = isWithin(process.cwd(), target) ? process.cwd() : dirname(target);
  const watcher = watch(top, {
    ignoreInitial: true,
    ignored: (path) =>
      NEVER_SCHEMAS.test(path) || !(isWithin(target, path) || isWithin(path, target)),
  });

  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const runNow = async (): Promise<void> => {
    await run();
    running = undefined;
    if (changed.size > 0) schedule();
  };
  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (running !== undefined) return;
      const isDue = [...changed].some(matters);
      changed.clear();
      if (isDue) running = runNow();
    }, QUIET_MS);
  };

  const aborted = new Promise<void>((done, fail) => {
    signal?.addEventListener('abort', () => done(), { once: true });
    watcher.on('error', (error) => {
      fail(new CliError(`Cannot watch ${folder}: ${(error as Error).message}`));
    });
  });
  try {
    await Promise.race([once(watcher, 'ready'), aborted]);
    if (isAborted()) return;
    watcher.on('all', (_event, path) => {
      const full = resolve(path);
      if (!isWithin(target, full)) return;
      changed.add(full);
      schedule();
    });
    running = runNow();
    await aborted;
  } finally {
    clearTimeout(timer);
    changed.clear();
    await running;
    clearTimeout(timer);
    await watcher.close();
  }
};
