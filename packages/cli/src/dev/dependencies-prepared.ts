import { setTimeout as wait } from 'node:timers/promises';
import type { DevEnvironment } from 'vite';

/** Far longer than a bundle of a plugin's dependencies takes; what hangs is not waited for. */
const PATIENCE_MS = 5_000;

/**
 * Resolves when Vite bundles no installed package any more. Closed in the midst of it, Vite goes on
 * writing into its cache, and fails where nobody listens if that is gone.
 */
export const dependenciesPrepared = async ({ depsOptimizer }: DevEnvironment): Promise<void> => {
  if (!depsOptimizer) return;
  const prepared = async (): Promise<void> => {
    await depsOptimizer.scanProcessing;
    await Promise.allSettled(
      depsOptimizer.metadata.depInfoList.map(({ processing }) => processing),
    );
  };
  const ending = new AbortController();
  const patience = wait(PATIENCE_MS, undefined, { signal: ending.signal, ref: false });
  await Promise.race([prepared(), patience]);
  ending.abort();
  await patience.catch(() => undefined);
};
