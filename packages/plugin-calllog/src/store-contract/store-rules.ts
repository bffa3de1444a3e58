import { admitsFailure } from './rules/admits-failure.js';
import { endsAHangingCall } from './rules/ends-a-hanging-call.js';
import { findsAKeyAskedTwice } from './rules/finds-a-key-asked-twice.js';
import { findsManyAtOnce } from './rules/finds-many-at-once.js';
import { findsNothingForNothing } from './rules/finds-nothing-for-nothing.js';
import { findsOnlyWhatItHas } from './rules/finds-only-what-it-has.js';
import { findsOnlyWhatWasAsked } from './rules/finds-only-what-was-asked.js';
import { findsWhatItWrote } from './rules/finds-what-it-wrote.js';
import { honoursItsSignal } from './rules/honours-its-signal.js';
import { ignoresALowerRevision, ignoresAnEqualRevision } from './rules/ignored-revisions.js';
import { keepsAllOfARush } from './rules/keeps-all-of-a-rush.js';
import { keepsItsOwnCopy } from './rules/keeps-its-own-copy.js';
import { keepsOddKeys } from './rules/keeps-odd-keys.js';
import { keepsOneRowAKey } from './rules/keeps-one-row-a-key.js';
import { keepsRejectedLogsApart } from './rules/keeps-rejected-logs-apart.js';
import { keepsRowsApart } from './rules/keeps-rows-apart.js';
import { keepsEveryScript, keepsLongNotes } from './rules/kept-notes.js';
import { rejectsWithErrors } from './rules/rejects-with-errors.js';
import { settlesARace } from './rules/settles-a-race.js';
import { settlesInTime } from './rules/settles-in-time.js';
import {
  takesLogsWithoutATask,
  takesOddNumbers,
  takesUnknownMembers,
} from './rules/taken-records.js';
import { takesAHigherRevision } from './rules/takes-a-higher-revision.js';
import { tellsTheContact } from './rules/tells-the-contact.js';
import { worksAfterClose } from './rules/works-after-close.js';
import type { CallLogStoreRule } from './store-rule.js';

/** All that a store promises: what `testCallLogStore` checks. */
export const callLogStoreRules: readonly CallLogStoreRule[] = [
  settlesInTime,
  findsWhatItWrote,
  keepsOneRowAKey,
  keepsRowsApart,
  takesAHigherRevision,
  ignoresALowerRevision,
  ignoresAnEqualRevision,
  settlesARace,
  keepsAllOfARush,
  findsOnlyWhatItHas,
  findsOnlyWhatWasAsked,
  findsNothingForNothing,
  findsManyAtOnce,
  findsAKeyAskedTwice,
  keepsOddKeys,
  takesLogsWithoutATask,
  takesUnknownMembers,
  takesOddNumbers,
  keepsLongNotes,
  keepsEveryScript,
  keepsItsOwnCopy,
  honoursItsSignal,
  endsAHangingCall,
  rejectsWithErrors,
  admitsFailure,
  tellsTheContact,
  keepsRejectedLogsApart,
  worksAfterClose,
];
