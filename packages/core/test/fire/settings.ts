import { inject } from 'vitest';

// Node reads the environment itself; a browser is told by scripts/frame-server.ts.
const told: Readonly<Record<string, string | undefined>> = inject('fire') ?? process.env;

/** How many messages a run in memory takes. */
export const MESSAGES: number = Number(told.FIRE_MESSAGES ?? 100_000);

/** Whether this is a run that may take its time. */
export const isLong: boolean = MESSAGES >= 100_000;

/** Time enough for so many on a slow machine. */
export const TEST_MS: number = 100_000 + MESSAGES;

/** Where a run begins: another place each time, unless a failure is to be had again. */
export const SEED: number = Number(told.FIRE_SEED ?? Math.trunc(Math.random() * 2 ** 31));

/** Whether one run is to be had again, and no others. */
export const isReplay: boolean = told.FIRE_PATH !== undefined;

/** Which of the runs of that seed is meant, as its failure said. */
export const PATH: string | undefined = told.FIRE_PATH;
