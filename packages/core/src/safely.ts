/** Returns what `run` returns; `undefined` if it throws. */
export function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
