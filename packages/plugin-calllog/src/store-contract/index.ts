/**
 * The contract of call log stores, for any test runner or without one.
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
  StoreRuleContext,
} from './store-rule.js';
export { callLogStoreRules } from './store-rules.js';
