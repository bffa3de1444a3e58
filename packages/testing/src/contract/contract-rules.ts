import type { ContractRule } from './contract-rule.js';
import { answersAgain } from './rules/answers-again.js';
import { answersBeforeSetUp } from './rules/answers-before-set-up.js';
import { answersInAnyOrder } from './rules/answers-in-any-order.js';
import { answersInTime } from './rules/answers-in-time.js';
import { answersManyAtOnce } from './rules/answers-many-at-once.js';
import { answersConcurrentDuplicates } from './rules/answers-concurrent-duplicates.js';
import { answersUnderAskedKeys } from './rules/answers-under-asked-keys.js';
import { answersValidData } from './rules/answers-valid-data.js';
import { closesCleanly } from './rules/closes-cleanly.js';
import { acceptsEveryPush } from './rules/accepts-every-push.js';
import { hearsPushesInAnyOrder } from './rules/hears-pushes-in-any-order.js';
import { honoursItsSignal } from './rules/honours-its-signal.js';
import { keepsHostsApart } from './rules/keeps-hosts-apart.js';
import { leavesNoListener } from './rules/leaves-no-listener.js';
import { leavesNoTimer } from './rules/leaves-no-timer.js';
import { leavesNothingOpen } from './rules/leaves-nothing-open.js';
import { neverThrowsSynchronously } from './rules/never-throws-synchronously.js';
import { refusesInvalidData } from './rules/refuses-invalid-data.js';
import { resultsCanBeCopied } from './rules/results-can-be-copied.js';
import { leaksNoPersonalData } from './rules/leaks-no-personal-data.js';
import { survivesANeighbour } from './rules/survives-a-neighbour.js';
import { survivesAnInit } from './rules/survives-an-init.js';
import { survivesRawBodies } from './rules/survives-raw-bodies.js';
import { worksAfterClose } from './rules/works-after-close.js';

/** All that a plugin promises: what `testPlugin` checks, and docs/generated/plugin-contract.md tells. */
export const contractRules: readonly ContractRule[] = [
  answersValidData,
  answersUnderAskedKeys,
  resultsCanBeCopied,
  refusesInvalidData,
  survivesRawBodies,
  neverThrowsSynchronously,
  answersInTime,
  honoursItsSignal,
  answersAgain,
  answersConcurrentDuplicates,
  answersManyAtOnce,
  answersInAnyOrder,
  answersBeforeSetUp,
  survivesAnInit,
  acceptsEveryPush,
  hearsPushesInAnyOrder,
  closesCleanly,
  leavesNoTimer,
  leavesNoListener,
  leavesNothingOpen,
  worksAfterClose,
  survivesANeighbour,
  keepsHostsApart,
  leaksNoPersonalData,
];
