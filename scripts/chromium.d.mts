/** The path of a Chromium, or `undefined`. `CHROMIUM_PATH` goes before all else. */
export function findChromium(env?: NodeJS.ProcessEnv): string | undefined;
/** The flags every Chromium of this repository starts with. */
export const CHROMIUM_FLAGS: string[];
