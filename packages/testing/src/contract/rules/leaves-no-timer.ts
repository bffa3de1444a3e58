import type { ContractRule } from '../contract-rule.js';
import { expectNothingLeft } from '../leftovers.js';
import { whole } from '../subjects.js';
import { watchTimers } from '../watch/watch-timers.js';

export const leavesNoTimer: ContractRule = {
  id: 'leaves-no-timer',
  promise: 'When the host is closed, no timer of the plugin waits any longer.',
  why: 'Single-page applications open and close the widget many times a day. A timer that goes on polls the CRM for nobody, and holds the plugin in memory.',
  fix: 'Clear it where its purpose ends: in a `finally` of the handler that set it, or in what `setup` returns.',
  subjects: whole,
  check: (trial) => expectNothingLeft(trial, watchTimers, ({ pluginClock }) => pluginClock.timers),
};
