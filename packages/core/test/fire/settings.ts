import { inject } from 'vitest';

/** What the environment says, in Node; a browser is told it by scripts/frame-server.ts. */
export interface FireSettings {
  readonly FIRE_MESSAGES?: string | undefined;
  readonly FIRE_SEED?: string | undefined;
  readonly FIRE_PATH?: string | undefined;
}

declare module 'vitest' {
  export interface ProvidedContext {
    fire?: FireSettings;
  }
}

const told: FireSettings = inject('fire') ?? process.env;

/** How many messages a run in memory takes. */
export const MESSAGES: number = Number(told.FIRE_MESSAGES ?? 100_000);

/** Where a run begins: another place each time, unless a failure is to be had again. */
export const SEED: number = Number(told.FIRE_SEED ?? Math.trunc(Math.random() * 2 ** 31));

/** Which of the runs of that seed is meant, as its failure said. */
export const PATH: string | undefined = told.FIRE_PATH;
