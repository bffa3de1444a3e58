import { reportsFailures } from './rules/reports-failures.js';
import { abortsAHangingCall } from './rules/aborts-a-hanging-call.js';
import { findsARepeatedKey } from './rules/finds-a-repeated-key.js';
import { findsManyAtOnce } from './rules/finds-many-at-once.js';
import { findsNothingForNoKeys } from './rules/finds-nothing-for-no-keys.js';
import { findsOnlyWrittenKeys } from './rules/finds-only-written-keys.js';
import { findsOnlyRequestedKeys } from './rules/finds-only-requested-keys.js';
import { findsWhatItWrote } from './rules/finds-what-it-wrote.js';
import { honoursItsSignal } from './rules/honours-its-signal.js';
import { ignoresALowerRevision, ignoresAnEqualRevision } from './rules/ignored-revisions.js';
import { keepsConcurrentLogs } from './rules/keeps-concurrent-logs.js';
import { keepsItsOwnCopy } from './rules/keeps-its-own-copy.js';
import { keepsUnusualKeys } from './rules/keeps-unusual-keys.js';
import { keepsOneRowPerKey } from './rules/keeps-one-row-per-key.js';
import { keepsRejectedLogsSeparate } from './rules/keeps-rejected-logs-separate.js';
import { keepsRowsSeparate } from './rules/keeps-rows-separate.js';
import { keepsEveryScript, keepsLongNotes } from './rules/kept-notes.js';
import { rejectsWithErrors } from './rules/rejects-with-errors.js';
import { keepsTheHighestRevision } from './rules/keeps-the-highest-revision.js';
import { settlesInTime } from './rules/settles-in-time.js';
import {
  acceptsLogsWithoutATask,
  acceptsUnusualNumbers,
  acceptsUnknownMembers,
} from './rules/accepted-records.js';
import { acceptsAHigherRevision } from './rules/accepts-a-higher-revision.js';
import { returnsTheContact } from './rules/returns-the-contact.js';
import { worksAfterClose } from './rules/works-after-close.js';
import type { CallLogStoreRule } from './store-rule.js';

/** All rules of the store contract. `testCallLogStore` checks them. */
export const callLogStoreRules: readonly CallLogStoreRule[] = [
  settlesInTime,
  findsWhatItWrote,
  keepsOneRowPerKey,
  keepsRowsSeparate,
  acceptsAHigherRevision,
  ignoresALowerRevision,
  ignoresAnEqualRevision,
  keepsTheHighestRevision,
  keepsConcurrentLogs,
  findsOnlyWrittenKeys,
  findsOnlyRequestedKeys,
  findsNothingForNoKeys,
  findsManyAtOnce,
  findsARepeatedKey,
  keepsUnusualKeys,
  acceptsLogsWithoutATask,
  acceptsUnknownMembers,
  acceptsUnusualNumbers,
  keepsLongNotes,
  keepsEveryScript,
  keepsItsOwnCopy,
  honoursItsSignal,
  abortsAHangingCall,
  rejectsWithErrors,
  reportsFailures,
  returnsTheContact,
  keepsRejectedLogsSeparate,
  worksAfterClose,
];
