export { callLog, type CallLogOptions } from './call-log.js';
export { CallLogError, isCallLogError, type CallLogErrorCode } from './call-log-error.js';
export type {
  CallLogRecord,
  CallLogStore,
  CallLogStoreContext,
  FoundCallLog,
  ListedCallLog,
  LocalCallLogStore,
  RejectedCallLog,
  RejectedCallLogStore,
} from './call-log-store.js';
export {
  indexedDbCallLogStore,
  type IndexedDbCallLogStoreOptions,
} from './indexeddb-call-log-store.js';
export { memoryCallLogStore } from './memory-call-log-store.js';
export { restCallLogStore, type RestCallLogStoreOptions } from './rest/rest-call-log-store.js';
export {
  isStoreError,
  StoreError,
  type StoreErrorKind,
  type StoreErrorOptions,
} from './store-error.js';
