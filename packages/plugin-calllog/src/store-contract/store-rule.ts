import type { StoreContractOptions } from './store-contract-options.js';
import type { StoreTrial } from './store-trial.js';

/** One thing that a store promises by being a store, and how that is looked at. */
export interface CallLogStoreRule {
  /** Stable: `ignore` and the messages name the rule by it. */
  readonly id: string;
  /** What is promised, in one sentence. */
  readonly promise: string;
  /** What becomes of the agent's logs in a store that breaks it. */
  readonly why: string;
  /** How it is mended. */
  readonly fix: string;
  /** Whether it is checked with these options; always if left out. */
  readonly applies?: ((options: StoreContractOptions) => boolean) | undefined;
  /** Throws a `CallLogError` with the code `CONTRACT_BROKEN` when the promise is broken. */
  readonly check: (trial: StoreTrial) => Promise<void>;
}
