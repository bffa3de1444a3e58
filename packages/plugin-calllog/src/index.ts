export { callLog, type CallLogPlugin } from './call-log.js';
export type { CallLogOptions } from './call-log-options.js';
export { CallLogError, isCallLogError, type CallLogErrorCode } from './call-log-error.js';
export type {
  CallDetails,
  CallLogDisposition,
  CallLogRecord,
  CallLogStore,
  CallLogStoreContext,
  FoundCallLog,
  ListedCallLog,
  LocalCallLogStore,
  RejectedCallLog,
  RejectedCallLogStore,
} from './call-log-store.js';
export { defineOutboxElement, type OutboxElement } from './element/outbox-element.js';
export type { OutboxTexts } from './element/texts.js';
export {
  indexedDbCallLogStore,
  type IndexedDbCallLogStoreOptions,
} from './indexeddb-call-log-store.js';
export { memoryCallLogStore } from './memory-call-log-store.js';
export { restCallLogStore, type RestCallLogStoreOptions } from './rest/rest-call-log-store.js';
export type {
  CallLogItem,
  CallLogOutbox,
  CallLogState,
  CallLogStatus,
  CallLogWait,
} from './status.js';
export {
  isStoreError,
  StoreError,
  type StoreErrorKind,
  type StoreErrorOptions,
} from './store-error.js';
