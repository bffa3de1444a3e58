import type { Rule } from '@jackfield/plugin-kit/contract';
import type { Arbitrary } from 'fast-check';
import type { TestingError } from '../testing-error.js';
import type { ContractWire } from './contract-wire.js';
import type { MessageData } from './message-data.js';
import type { Outcome } from './outcome.js';
import type { LoosePlugin } from './spy-plugin.js';
import type { Harness } from './harness.js';

/** One promise that every plugin makes, and how it is checked. */
export interface ContractRule extends Rule {
  /** Returns the messages to check, each in its own test; `['']` for the plugin as a whole. */
  readonly subjects: (plugin: LoosePlugin) => readonly string[];
  /** Throws a `TestingError` with the code `CONTRACT_BROKEN` when the promise is broken. */
  readonly check: (ruleContext: RuleContext) => Promise<void>;
}

/** What a rule gets to check a plugin with. */
export interface RuleContext {
  /** The plugin as it is declared; with a factory, each harness has a fresh one. */
  readonly plugin: LoosePlugin;
  /** The wire that the plugin is checked on. */
  readonly wire: ContractWire;
  /** The request or push to check; `''` for the plugin as a whole. */
  readonly message: string;
  /** Throws if nothing has caught an error of the plugin since the test started. */
  expectNoUncaught(): Promise<void>;
  /** The globals that the plugin changed when the suite created it. */
  readonly changedWhenCreated: readonly string[];
  /** Returns the data that the plugin receives for a request or push. */
  dataOf(message: string): MessageData;
  /** Starts a host with the plugin, waits for its set-up, and closes it after `use`. */
  withHarness<T>(use: (harness: Harness) => Promise<T>, isReady?: boolean): Promise<T>;
  /** Starts another host with the same plugin, on the same clock. */
  beside(harness: Harness): Harness;
  /** Returns data as text; personal values of the caller's own data are hidden. */
  show(message: string, data: unknown): string;
  /** Returns what is wrong with an outcome; `undefined` if it is right, or the plugin may refuse this data. */
  issueOf(message: string, data: unknown, outcome: Outcome): string | undefined;
  /** Calls `run` with each example and with random data; shrinks failing data and reports the seed. */
  forAll<T>(
    examples: readonly T[],
    random: Arbitrary<T>,
    run: (data: T) => Promise<void>,
  ): Promise<void>;
  /** Creates the error of a broken rule. Personal values of the caller's own data are hidden. */
  violation(violation: Violation): TestingError;
}

/** What a rule found wrong. */
export interface Violation {
  /** The request or push that it is about. */
  readonly message?: string | undefined;
  readonly expected: string;
  readonly received: string;
  /** What the plugin received. */
  readonly given?: unknown;
  /** Used instead of `given`: the data as text. */
  readonly shown?: string;
}
