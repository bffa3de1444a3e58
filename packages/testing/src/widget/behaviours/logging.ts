/** What the widget logs, and what the agent sees. */
export const logBehaviours = {
  'log-submit': {
    description: 'The call is logged when the agent presses Submit, under the key `uii$leg`.',
    versions: 'all',
    source: 'DispositionView.view.tsx:431-444; X0 EvActivityCallUI/index.ts:683-693',
  },
  'log-during-call': {
    description: 'Submit may be pressed during the call.',
    versions: 'all',
    source: 'DispositionView.view.tsx:471-502; X0 EvActivityCallUI/index.ts:731-752',
  },
  'log-holds': {
    description:
      'The agent waits for the answer before the disposition is submitted, for 90 seconds if there is none.',
    versions: 'all',
    source: 'DispositionView.view.tsx:434-447; X0 EvActivityCallUI/index.ts:683-694',
  },
  'log-failure-hidden': {
    description: 'The agent sees success even if the log failed.',
    versions: 'all',
    source:
      'DispositionView.view.tsx:442-444, 489-490; X0 EvActivityCallUI/index.ts:691-693, 766-772',
  },
  'log-off': {
    description: 'Without callLoggerEnabled there is no request and the agent does not wait.',
    versions: 'all',
    source: 'ThirdParty.ts:264; X0 ThirdPartyService/index.ts:187-189',
  },
  'log-again': {
    description: 'The same key is logged again from the history.',
    versions: 'all',
    source: 'AppView.tsx:113-116; X0 EvActivityCallUI/index.ts:662-677',
  },
  'log-twice': {
    description:
      'After a submit during the call without a disposition, the agent submits again at its end.',
    versions: '1.0 next',
    source: 'EvCallDisposition.ts:207-226; Redirect.ts:195-213',
  },
  'log-disposed': {
    description: 'A call whose disposition was submitted during the call has no wrap-up.',
    versions: '1.0 next',
    source: 'Redirect.ts:195-206; EvCallDisposition.ts:225',
  },
  'log-no-task': {
    description: 'When the agent entered nothing, `task` is present and undefined.',
    versions: '1.0 next',
    source: 'DispositionView.view.tsx:433-440; EvCallDisposition.ts:231-242 (no caller)',
  },
  'log-task-undefined': {
    description: 'When the agent entered nothing, the members of `task` are present and undefined.',
    versions: '0.x',
    source: 'X0 EvActivityCallUI/index.ts:387, 423-426',
  },
  'log-task-default': {
    description:
      'If there are dispositions, the default one and empty notes are filled in at the answer.',
    versions: '0.x',
    source: 'JSW EvCallDisposition.ts:60-73',
  },
  'log-summary': {
    description: 'A task has a summary, which the AI fills in where the call has one.',
    versions: '1.0 next',
    source: 'DispositionView.view.tsx:293-364; EvCallDisposition.ts:86-105, 141-153',
  },
  'log-disposition-id': {
    description: 'It sends only the id of a disposition, never its label.',
    versions: 'all',
    source: 'EvCallDisposition.interface.ts:11-15; X0 EvActivityCallUI/index.ts:599-602',
  },
  'log-note-required': {
    description:
      'A submit without a note is refused, and not logged, if the disposition requires a note.',
    versions: 'all',
    source: 'DispositionView.view.tsx:300-315, 477-484; X0 EvActivityCallUI/index.ts:731-746',
  },
  'log-name': {
    description: 'A logged call has the name of the first contact found.',
    versions: 'all',
    source: 'EvCallMonitor.ts:150-188; formatEvCall.ts:62-63; X0 EvActivityCallUI/index.ts:381',
  },
  'log-then-match': {
    description:
      'After a successful log it requests the logs of that key, without the cache; the agent does not wait for that.',
    versions: 'all',
    source: 'ThirdParty.ts:272-277; X0 ThirdPartyService/index.ts:196-201',
  },
  'log-failed-no-match': {
    description: 'After a failed log it does not request them.',
    versions: 'all',
    source: 'ThirdParty.ts:266-277 (the rejection comes first)',
  },
  'hide-note-logs': {
    description:
      'With hideCallNote and no submit step, the call is logged automatically at its end.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:338-341; X0 EvActivityCallUI/index.ts:922-941',
  },
  'hide-note-never': {
    description: 'With hideCallNote and no submit step, the call is never logged.',
    versions: '1.0 next',
    source: 'Redirect.ts:195-206; shouldShowDispositionSubmitStep.ts:16-30',
  },
  'hide-note-step': {
    description:
      'With hideCallNote an inbound call that has dispositions still has its submit step.',
    versions: 'all',
    source: 'shouldShowDispositionSubmitStep.ts:24-29; X0 EvActivityCallUI/index.ts:922-935',
  },
  'done-a-second': {
    description: 'The success is shown for one second, then the agent is available.',
    versions: 'all',
    source: 'DispositionView.view.tsx:492-502; X0 EvActivityCallUI/index.ts:773-774',
  },
  'leave-unlogged': {
    description:
      'If the agent leaves the wrap-up without Submit, the call is not logged, and the agent cannot dial until its disposition is submitted.',
    versions: 'all',
    source:
      'DispositionView.view.tsx:271-290; EvCall.ts:269-288; EvWorkingState.ts:207-226; X0 EvActivityCallUI/index.ts:637-645',
  },
  'history-match': {
    description: 'The open history requests contacts and logs, each call under both of its keys.',
    versions: 'next',
    source: 'X1+ EvCallHistory.ts (getCallActivityMatchQueries)',
  },
  'log-server-row': {
    description:
      'A call that only the server has is logged under its segment id, with the name of its disposition.',
    versions: 'next',
    source: 'X1+ DispositionView (logServerOnlyHistoryCall, formatEvCallFromHistory)',
  },
} as const;
