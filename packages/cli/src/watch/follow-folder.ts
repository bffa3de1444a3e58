import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { watch } from 'chokidar';
import { CliError } from '../cli-error.js';
import { isWithin } from './is-within.js';

export interface FollowOptions {
  /** It may be missing, come later, go and come back. */
  readonly folder: string;
  /** Runs at the start, and after changes; never twice at a time. It must not throw. */
  readonly run: () => Promise<void>;
  /** Whether a change below the folder is worth a run. Asked after a run that was under way. */
  readonly matters: (path: string) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** An editor writes a file in several steps, and a branch that is checked out many files. */
const QUIET_MS = 50;

const NEVER_SCHEMAS = /[\\/](?:node_modules|\.git)(?:[\\/]|$)/;

/**
 * Runs `run` now and whenever something changes below a folder, until the signal comes. Returns when
 * the last run is done and nothing is watched.
 *
 * 1. A folder that is removed takes its watchers with it. So what is watched is the way to it, from
 *    the working directory or, outside that, from its parent; nothing beside the way.
 * 2. Listening begins when the watcher is ready and before the first run, so that this run sees what
 *    changed before, and the listener what changes later.
 * 3. Changes are gathered until {@link QUIET_MS} after the last one, and while a run is under way:
 *    one run follows them, if any of them matters.
 */
export const followFolder = async ({
  folder,
  run,
  matters,
  signal,
}: FollowOptions): Promise<void> => {
  const isEnded = (): boolean => signal?.aborted === true;
  if (isEnded()) return;
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
    if (changed.size > 0) settle();
  };
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (running !== undefined) return;
      const isDue = [...changed].some(matters);
      changed.clear();
      if (isDue) running = runNow();
    }, QUIET_MS);
  };

  const ended = new Promise<void>((done, fail) => {
    signal?.addEventListener('abort', () => done(), { once: true });
    watcher.on('error', (error) => {
      fail(new CliError(`${folder} cannot be watched: ${(error as Error).message}`));
    });
  });
  try {
    await Promise.race([once(watcher, 'ready'), ended]);
    if (isEnded()) return;
    watcher.on('all', (_event, path) => {
      const full = resolve(path);
      if (!isWithin(target, full)) return;
      changed.add(full);
      settle();
    });
    running = runNow();
    await ended;
  } finally {
    clearTimeout(timer);
    changed.clear();
    await running;
    clearTimeout(timer);
    await watcher.close();
  }
};
