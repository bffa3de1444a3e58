/**
 * What every store of call logs promises, for any test runner and for none.
 *
 * @packageDocumentation
 */
export type { Runner } from '@jackfield/plugin-kit/contract';
export {
  checkCallLogStore,
  registerCallLogStore,
  type CheckedRule,
} from './register-store-contract.js';
export type {
  CallLogStoreRule,
  StoreContractOptions,
  StoredCallLog,
  StoreFactory,
  StoreTrial,
} from './store-rule.js';
export { callLogStoreRules } from './store-rules.js';
