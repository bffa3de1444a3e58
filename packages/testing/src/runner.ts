/** What registers tests: vitest, node:test, or another runner of that shape. */
export interface Runner {
  describe(name: string, suite: () => void): unknown;
  test(name: string, run: () => Promise<void>): unknown;
}
