/** Runs turbo in the repository's root and returns its exit code. */
export function turbo(args: readonly string[]): number;
