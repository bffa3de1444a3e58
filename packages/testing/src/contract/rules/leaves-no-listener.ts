import type { ContractRule } from '../contract-rule.js';
import { expectNothingLeft } from '../leftovers.js';
import { whole } from '../subjects.js';
import { watchListeners } from '../watch/watch-listeners.js';

export const leavesNoListener: ContractRule = {
  id: 'leaves-no-listener',
  promise:
    'After the host is closed, no listener of the plugin remains on a target that outlives it.',
  why: 'The page stays open. A remaining listener runs for a widget that is gone, twice after the next start, and keeps the plugin in memory.',
  fix: 'Pass the signal that `setup` receives to addEventListener, `{ signal }`, or remove the listener in the clean-up that `setup` returns.',
  subjects: whole,
  check: (ruleContext) => expectNothingLeft(ruleContext, watchListeners),
};
