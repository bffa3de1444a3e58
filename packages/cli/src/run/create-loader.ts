import { availableParallelism } from 'node:os';
import { readPlugins, type RunReport } from './read-plugins.js';

type Job = readonly [folder: string, file: string];

/**
 * Loads the plugins of several modules, a few at a time. Those that are known begin at once, while
 * the sources are parsed.
 */
export const createLoader = (known: readonly Job[]): ((...job: Job) => Promise<RunReport>) => {
  const running = new Map<string, Promise<RunReport>>();
  const lanes = Array.from({ length: Math.max(1, availableParallelism()) }, () =>
    Promise.resolve<unknown>(undefined),
  );
  const load = ([folder, file]: Job): Promise<RunReport> => {
    const before = running.get(file);
    if (before !== undefined) return before;
    const lane = running.size % lanes.length;
    const report = (lanes[lane] as Promise<unknown>).then(() => readPlugins(folder, file));
    lanes[lane] = report;
    running.set(file, report);
    return report;
  };
  for (const job of known) void load(job);
  return (...job) => load(job);
};
