import { inject } from 'vitest';

// Node reads the environment itself; a browser gets it from packages/test-tools/src/frame-server.ts.
const settings: Readonly<Record<string, string | undefined>> = inject('fuzz') ?? process.env;

/** How many messages a run in memory takes: 10,000 in `npm test`, 100,000 in `npm run test:all`. */
export const MESSAGES: number = Number(settings.FUZZ_MESSAGES ?? 10_000);

/** Whether this is `npm run test:all`, or longer. */
export const isLong: boolean = MESSAGES >= 100_000;

/** Time enough for so many on a slow machine. */
export const TEST_MS: number = 100_000 + MESSAGES;

/** What a run begins with: `npm test` prints it. */
export const SEED: number = Number(settings.FUZZ_SEED ?? Math.trunc(Math.random() * 2 ** 31));

/** Whether one case is to be repeated, and no others. */
export const isReplay: boolean = settings.FUZZ_PATH !== undefined;

/** Which case of the seed is meant, as its failure said. */
export const PATH: string | undefined = settings.FUZZ_PATH;
