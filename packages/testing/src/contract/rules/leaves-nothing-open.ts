import type { ContractRule } from '../contract-rule.js';
import { expectNothingLeft } from '../leftovers.js';
import { whole } from '../subjects.js';
import { watchOpen } from '../watch/watch-open.js';

export const leavesNothingOpen: ContractRule = {
  id: 'leaves-nothing-open',
  promise:
    'When the host is closed, no database, channel, socket, worker or observer of the plugin is open.',
  why: 'An open database keeps every other tab from upgrading it; channels, sockets and workers cost the page for as long as it lives.',
  fix: 'Close it in what `setup` returns, also if it is still being opened then. Open it again when it is next used.',
  subjects: whole,
  check: (trial) => expectNothingLeft(trial, watchOpen),
};
