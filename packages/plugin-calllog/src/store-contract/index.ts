/**
 * What every store of call logs promises, for any test runner and for none.
 *
 * @packageDocumentation
 */
export {
  checkCallLogStore,
  registerCallLogStore,
  type CheckedRule,
  type Runner,
} from './register-store-contract.js';
export type {
  StoreContractOptions,
  StoredCallLog,
  StoreFactory,
} from './store-contract-options.js';
export type { CallLogStoreRule } from './store-rule.js';
export { callLogStoreRules } from './store-rules.js';
export type { StoreTrial } from './store-trial.js';
