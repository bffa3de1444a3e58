import type { ContractRule } from '../contract-rule.js';
import { expectNothingLeft } from '../leftovers.js';
import { whole } from '../subjects.js';
import { watchListeners } from '../watch/watch-listeners.js';

export const leavesNoListener: ContractRule = {
  id: 'leaves-no-listener',
  promise:
    'When the host is closed, no listener of the plugin is left on anything that outlives it.',
  why: 'The page goes on. A listener that was left runs for a widget that is gone, twice after the next start, and holds the plugin in memory.',
  fix: 'Give addEventListener the signal that `setup` gets, `{ signal }`, or remove the listener in what `setup` returns.',
  subjects: whole,
  check: (trial) => expectNothingLeft(trial, watchListeners),
};
