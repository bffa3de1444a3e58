import type { TestContext } from '@jackfield/plugin-kit/contract';
import { TestingError } from '../testing-error.js';
import { realNow } from './real-time.js';

/** The tests of one plugin, which share a budget of real time. */
export interface Suite {
  readonly budgetMs: number;
  /** How much real time its tests have taken. */
  readonly usedMs: number;
  /** The globals that changed when the plugin was created. */
  changedWhenCreated: readonly string[];
  /** How many requests its tests have sent. */
  requests: number;
  /** Whether a set-up or clean-up has hung: it will hang again, and is waited for only briefly. */
  hasHung: boolean;
  /** Why the tests that follow are left out; `undefined` if they run. */
  readonly stoppedBy: string | undefined;
  /** How many of its tests have run, and how many there are: `3 of 41 tests`. */
  readonly progress: string;
  /** Leaves out the tests that follow. The failure of the running test lists them. */
  stop(reason: string): void;
  /** Adds a test. Returns the function that runs it, or skips it after a stop. */
  add(name: string, run: () => Promise<void>): (context?: TestContext) => Promise<void>;
}

/** How many of the tests that were left out a message names. */
const MOST_NAMES = 8;

export function createSuite(budgetMs: number): Suite {
  const waiting = new Set<string>();
  let total = 0;
  let usedMs = 0;
  let startedAt: number | undefined;
  let stoppedBy: string | undefined;

  /** Returns a line that says which tests were left out. */
  function leftOut(): string {
    const names = [...waiting];
    const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
    const list = names.length > 0 ? names.slice(0, MOST_NAMES).join(', ') + more : 'none';
    return `  left out  the tests that follow, because ${stoppedBy}: ${list}`;
  }

  return {
    budgetMs,
    changedWhenCreated: [],
    requests: 0,
    hasHung: false,
    get usedMs() {
      return usedMs + (startedAt === undefined ? 0 : realNow() - startedAt);
    },
    get stoppedBy() {
      return stoppedBy;
    },
    get progress() {
      return `${total - waiting.size} of ${total} tests`;
    },
    stop(reason) {
      stoppedBy ??= reason;
    },
    add(name, run) {
      total += 1;
      waiting.add(name);
      return async (context) => {
        if (stoppedBy !== undefined) return context?.skip?.(`left out, because ${stoppedBy}`);
        waiting.delete(name);
        startedAt = realNow();
        try {
          await run();
        } catch (error) {
          if (stoppedBy === undefined || !(error instanceof TestingError)) throw error;
          throw new TestingError(error.code, `${error.message}\n${leftOut()}`, error.cause);
        } finally {
          usedMs += realNow() - startedAt;
          startedAt = undefined;
        }
      };
    },
  };
}
