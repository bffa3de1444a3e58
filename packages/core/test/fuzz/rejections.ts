import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';

/**
 * Keeps the rejections that nobody handles while the tests of a file run; what it returns gives
 * those that have come since it was called last.
 */
export function watchRejections(): () => Promise<readonly string[]> {
  const kept: unknown[] = [];
  const keep = (reason: unknown): void => void kept.push(reason);
  beforeAll(() => void process.on('unhandledRejection', keep));
  afterAll(() => void process.off('unhandledRejection', keep));
  return async () => {
    // They are reported when all promises have had their turn.
    await setImmediate();
    return kept.splice(0).map(String);
  };
}
