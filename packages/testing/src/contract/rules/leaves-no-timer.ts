import type { ContractRule } from '../contract-rule.js';
import { expectNothingLeft } from '../leftovers.js';
import { whole } from '../subjects.js';
import { watchTimers } from '../watch/watch-timers.js';

export const leavesNoTimer: ContractRule = {
  id: 'leaves-no-timer',
  promise: 'After the host is closed, no timer of the plugin is pending.',
  why: 'Single-page applications open and close the widget many times a day. A timer that keeps running polls the CRM for no purpose, and keeps the plugin in memory.',
  fix: 'Clear the timer when it is no longer needed: in a `finally` of the handler that set it, or in the clean-up that `setup` returns.',
  subjects: whole,
  check: (ruleContext) =>
    expectNothingLeft(ruleContext, watchTimers, ({ pluginClock }) => pluginClock.timers),
};
