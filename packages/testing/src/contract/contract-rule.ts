import type { LoosePlugin } from './spy-plugin.js';
import type { Trial } from './trial.js';

/** One thing that a plugin promises by being a plugin, and how that is looked at. */
export interface ContractRule {
  /** Stable: `ignore` and the messages name the rule by it. */
  readonly id: string;
  /** What is promised, in one sentence. */
  readonly promise: string;
  /** What the widget or the page does to those who break it. */
  readonly why: string;
  /** How it is mended. */
  readonly fix: string;
  /** The messages that it is checked for, each in a test; `['']` for the plugin as a whole. */
  readonly subjects: (plugin: LoosePlugin) => readonly string[];
  /** Throws a `TestingError` with the code `CONTRACT_BROKEN` when the promise is broken. */
  readonly check: (trial: Trial) => Promise<void>;
}
