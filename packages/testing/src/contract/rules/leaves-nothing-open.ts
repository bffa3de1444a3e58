import type { ContractRule } from '../contract-rule.js';
import { expectNothingLeft } from '../leftovers.js';
import { whole } from '../subjects.js';
import { watchOpen } from '../watch/watch-open.js';

export const leavesNothingOpen: ContractRule = {
  id: 'leaves-nothing-open',
  promise:
    'After the host is closed, no database, channel, socket, worker or observer of the plugin is open.',
  why: 'An open database prevents every other tab from upgrading it; channels, sockets and workers use resources until the page is closed.',
  fix: 'Close it in the clean-up that `setup` returns, even if it is still being opened then. Open it again on its next use.',
  subjects: whole,
  check: (ruleContext) => expectNothingLeft(ruleContext, watchOpen),
};
