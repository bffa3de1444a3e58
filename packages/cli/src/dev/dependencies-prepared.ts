import { setTimeout as wait } from 'node:timers/promises';
import type { DevEnvironment } from 'vite';

/** Much longer than bundling a plugin's dependencies takes. */
const TIMEOUT_MS = 5_000;

/**
 * Resolves when Vite has finished bundling installed packages. If Vite is closed earlier, it still
 * writes to its cache, and rejects with an unhandled error if the cache was removed.
 */
export const dependenciesPrepared = async ({ depsOptimizer }: DevEnvironment): Promise<void> => {
  if (!depsOptimizer) return;
  const prepared = async (): Promise<void> => {
    await depsOptimizer.scanProcessing;
    await Promise.allSettled(
      depsOptimizer.metadata.depInfoList.map(({ processing }) => processing),
    );
  };
  const finished = new AbortController();
  const timeout = wait(TIMEOUT_MS, undefined, { signal: finished.signal, ref: false });
  await Promise.race([prepared(), timeout]);
  finished.abort();
  await timeout.catch(() => undefined);
};
