/** What is logged, and what the agent sees of it. */
export const logBehaviours = {
  'log-submit': {
    says: 'The call is logged when the agent presses Submit, under the key `uii$leg`.',
    versions: 'all',
    source: 'DispositionView.view.tsx:431-444; X0 EvActivityCallUI/index.ts:683-693',
  },
  'log-during-call': {
    says: 'Submit may be pressed during the call.',
    versions: 'all',
    source: 'DispositionView.view.tsx:471-502; X0 EvActivityCallUI/index.ts:731-752',
  },
  'log-holds': {
    says: 'The agent waits for the answer before the call is disposed of, for 90 seconds if none comes.',
    versions: 'all',
    source: 'DispositionView.view.tsx:434-447; X0 EvActivityCallUI/index.ts:683-694',
  },
  'log-failure-hidden': {
    says: 'The agent sees success also when the log failed.',
    versions: 'all',
    source:
      'DispositionView.view.tsx:442-444, 489-490; X0 EvActivityCallUI/index.ts:691-693, 766-772',
  },
  'log-off': {
    says: 'Without callLoggerEnabled nothing is asked and nobody waits.',
    versions: 'all',
    source: 'ThirdParty.ts:264; X0 ThirdPartyService/index.ts:187-189',
  },
  'log-again': {
    says: 'The same key is logged again from the history.',
    versions: 'all',
    source: 'AppView.tsx:113-116; X0 EvActivityCallUI/index.ts:662-677',
  },
  'log-twice': {
    says: 'A submit during the call that disposes of nothing leads to a second one at its end.',
    versions: '1.0 next',
    source: 'EvCallDisposition.ts:207-226; Redirect.ts:195-213',
  },
  'log-disposed': {
    says: 'A call that was disposed of while it was on has no wrap-up.',
    versions: '1.0 next',
    source: 'Redirect.ts:195-206; EvCallDisposition.ts:225',
  },
  'log-no-task': {
    says: 'When the agent touched nothing, `task` is there and undefined.',
    versions: '1.0 next',
    source: 'DispositionView.view.tsx:433-440; EvCallDisposition.ts:231-242 (no caller)',
  },
  'log-task-undefined': {
    says: 'When the agent touched nothing, the members of `task` are there and undefined.',
    versions: '0.x',
    source: 'X0 EvActivityCallUI/index.ts:387, 423-426',
  },
  'log-task-default': {
    says: 'Where a call has dispositions, the default one and empty notes are filled in at the answer.',
    versions: '0.x',
    source: 'JSW EvCallDisposition.ts:60-73',
  },
  'log-summary': {
    says: 'A task has a summary, and it is filled in by the AI where the call has one.',
    versions: '1.0 next',
    source: 'DispositionView.view.tsx:293-364; EvCallDisposition.ts:86-105, 141-153',
  },
  'log-disposition-id': {
    says: 'Of a disposition only the id is sent, never its label.',
    versions: 'all',
    source: 'EvCallDisposition.interface.ts:11-15; X0 EvActivityCallUI/index.ts:599-602',
  },
  'log-note-required': {
    says: 'A disposition that needs a note refuses a submit without one; nothing is logged.',
    versions: 'all',
    source: 'DispositionView.view.tsx:300-315, 477-484; X0 EvActivityCallUI/index.ts:731-746',
  },
  'log-name': {
    says: 'A logged call has the name of the first contact that was found.',
    versions: 'all',
    source: 'EvCallMonitor.ts:150-188; formatEvCall.ts:62-63; X0 EvActivityCallUI/index.ts:381',
  },
  'log-then-match': {
    says: 'After a log that went well it asks for the logs of that key, past the cache; nobody waits for that.',
    versions: 'all',
    source: 'ThirdParty.ts:272-277; X0 ThirdPartyService/index.ts:196-201',
  },
  'log-failed-no-match': {
    says: 'After a log that failed it does not ask.',
    versions: 'all',
    source: 'ThirdParty.ts:266-277 (the rejection comes first)',
  },
  'hide-note-logs': {
    says: 'With hideCallNote and no submit step, the call is logged by itself at its end.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:338-341; X0 EvActivityCallUI/index.ts:922-941',
  },
  'hide-note-never': {
    says: 'With hideCallNote and no submit step, the call is never logged.',
    versions: '1.0 next',
    source: 'Redirect.ts:195-206; shouldShowDispositionSubmitStep.ts:16-30',
  },
  'hide-note-step': {
    says: 'With hideCallNote an inbound call that has dispositions still has its submit step.',
    versions: 'all',
    source: 'shouldShowDispositionSubmitStep.ts:24-29; X0 EvActivityCallUI/index.ts:922-935',
  },
  'done-a-second': {
    says: 'The success is shown for one second, then the agent is free.',
    versions: 'all',
    source: 'DispositionView.view.tsx:492-502; X0 EvActivityCallUI/index.ts:773-774',
  },
  'leave-unlogged': {
    says: 'An agent who leaves the wrap-up without Submit logs nothing, and can dial nobody until the call is disposed of.',
    versions: 'all',
    source:
      'DispositionView.view.tsx:271-290; EvCall.ts:269-288; EvWorkingState.ts:207-226; X0 EvActivityCallUI/index.ts:637-645',
  },
  'history-match': {
    says: 'The history on screen asks for contacts and logs, a call under both of its keys.',
    versions: 'next',
    source: 'X1+ EvCallHistory.ts (getCallActivityMatchQueries)',
  },
  'log-server-row': {
    says: 'A call that only the server knows is logged under its segment id, with the name of its disposition.',
    versions: 'next',
    source: 'X1+ DispositionView (logServerOnlyHistoryCall, formatEvCallFromHistory)',
  },
} as const;
