import type { ContractRule } from './contract-rule.js';
import { answersAgain } from './rules/answers-again.js';
import { answersBeforeSetUp } from './rules/answers-before-set-up.js';
import { answersInAnyOrder } from './rules/answers-in-any-order.js';
import { answersInTime } from './rules/answers-in-time.js';
import { answersManyAtOnce } from './rules/answers-many-at-once.js';
import { answersConcurrentDuplicates } from './rules/answers-concurrent-duplicates.js';
import { answersUnderRequestedKeys } from './rules/answers-under-requested-keys.js';
import { answersSideBySide } from './rules/answers-side-by-side.js';
import { answersValidData } from './rules/answers-valid-data.js';
import { changesNoGlobal } from './rules/changes-no-global.js';
import { closesCleanly } from './rules/closes-cleanly.js';
import { acceptsEveryPush } from './rules/accepts-every-push.js';
import { acceptsPushesInAnyOrder } from './rules/accepts-pushes-in-any-order.js';
import { finishesBeforeItAnswers } from './rules/finishes-before-it-answers.js';
import { handlesEveryError } from './rules/handles-every-error.js';
import { honoursItsSignal } from './rules/honours-its-signal.js';
import { keepsNotes } from './rules/keeps-notes.js';
import { keepsHostsApart } from './rules/keeps-hosts-apart.js';
import { leavesItsDataUnchanged } from './rules/leaves-its-data-unchanged.js';
import { leavesNoListener } from './rules/leaves-no-listener.js';
import { leavesNoTimer } from './rules/leaves-no-timer.js';
import { leavesNothingOpen } from './rules/leaves-nothing-open.js';
import { logsUnderTheRequestedKey } from './rules/logs-under-the-requested-key.js';
import { neverThrowsSynchronously } from './rules/never-throws-synchronously.js';
import { refusesInvalidData } from './rules/refuses-invalid-data.js';
import { resultsCanBeCopied } from './rules/results-can-be-copied.js';
import { leaksNoPersonalData } from './rules/leaks-no-personal-data.js';
import { startsNothingAfterItsSignal } from './rules/starts-nothing-after-its-signal.js';
import { survivesAnotherHostsClose } from './rules/survives-another-hosts-close.js';
import { survivesAnInit } from './rules/survives-an-init.js';
import { survivesRawBodies } from './rules/survives-raw-bodies.js';
import { distinguishesCallers } from './rules/distinguishes-callers.js';
import { updatesARepeatedLog } from './rules/updates-a-repeated-log.js';
import { worksAfterClose } from './rules/works-after-close.js';

/** Every rule of the contract that `testPlugin` checks; docs/generated/plugin-contract.md lists them. */
export const contractRules: readonly ContractRule[] = [
  answersValidData,
  answersUnderRequestedKeys,
  distinguishesCallers,
  resultsCanBeCopied,
  refusesInvalidData,
  survivesRawBodies,
  neverThrowsSynchronously,
  handlesEveryError,
  leavesItsDataUnchanged,
  answersInTime,
  finishesBeforeItAnswers,
  honoursItsSignal,
  startsNothingAfterItsSignal,
  logsUnderTheRequestedKey,
  updatesARepeatedLog,
  keepsNotes,
  answersAgain,
  answersConcurrentDuplicates,
  answersManyAtOnce,
  answersSideBySide,
  answersInAnyOrder,
  answersBeforeSetUp,
  survivesAnInit,
  acceptsEveryPush,
  acceptsPushesInAnyOrder,
  closesCleanly,
  leavesNoTimer,
  leavesNoListener,
  leavesNothingOpen,
  worksAfterClose,
  survivesAnotherHostsClose,
  keepsHostsApart,
  leaksNoPersonalData,
  changesNoGlobal,
];
