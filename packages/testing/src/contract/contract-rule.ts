import type { Rule } from '@jackfield/plugin-kit/contract';
import type { Arbitrary } from 'fast-check';
import type { TestingError } from '../testing-error.js';
import type { MessageData } from './message-data.js';
import type { Outcome } from './outcome.js';
import type { LoosePlugin } from './spy-plugin.js';
import type { Stage } from './stage.js';

/** One thing that a plugin promises by being a plugin, and how that is looked at. */
export interface ContractRule extends Rule {
  /** The messages that it is checked for, each in a test; `['']` for the plugin as a whole. */
  readonly subjects: (plugin: LoosePlugin) => readonly string[];
  /** Throws a `TestingError` with the code `CONTRACT_BROKEN` when the promise is broken. */
  readonly check: (trial: Trial) => Promise<void>;
}

/** A rule's way to the plugin that it is checked for. */
export interface Trial {
  /** The plugin as it is declared; the one on a stage is made afresh where there is a factory. */
  readonly plugin: LoosePlugin;
  /** The request or push that is looked at; `''` if it is the plugin as a whole. */
  readonly message: string;
  /** What the plugin is given for a request or push. */
  dataOf(message: string): MessageData;
  /** Starts a host with the plugin, waits for its set-up, and closes it after `use`. */
  onStage<T>(use: (stage: Stage) => Promise<T>, isReady?: boolean): Promise<T>;
  /** Starts another host with the same plugin, on the same clock. */
  beside(stage: Stage): Stage;
  /** Data as text, without what is personal if it is the caller's own. */
  show(message: string, data: unknown): string;
  /** What is wrong with an outcome; `undefined` if nothing is, or the plugin may refuse this. */
  issueOf(message: string, data: unknown, outcome: Outcome): string | undefined;
  /** Runs `run` with each example and with random data; shrinks what fails, and tells the seed. */
  forAll<T>(
    examples: readonly T[],
    random: Arbitrary<T>,
    run: (data: T) => Promise<void>,
  ): Promise<void>;
  /** The error of a broken promise. `given` is shown without what is personal if it is the caller's. */
  breach(complaint: Complaint): TestingError;
}

/** What a rule has found. */
export interface Complaint {
  /** The request or push that it is about. */
  readonly message?: string | undefined;
  readonly expected: string;
  readonly came: string;
  /** What the plugin was given. */
  readonly given?: unknown;
  /** Instead of `given`, what has been made a text already. */
  readonly shown?: string;
}
