/** What is told of calls, and when. */
export const callBehaviours = {
  'ring-inbound': {
    says: 'Only an inbound call rings; nothing is told of an outbound call before it is connected.',
    versions: 'all',
    source: 'Redirect.ts:172-174; X0 Phone/index.ts:279-282',
  },
  'ring-once': {
    says: 'It rings once, with the leg of the customer.',
    versions: '0.x',
    source: 'JSW EvCallDataSource.ts:134-141; X0 Phone/index.ts:275-282',
  },
  'ring-every-leg': {
    says: 'It rings at every leg: twice, the second time after the call was told as new.',
    versions: '1.0 next',
    source: 'EvPresence.ts:372-378; Redirect.ts:168-177',
  },
  'ring-status': {
    says: 'A ring is CallRing only if the server called it a new call, else CallConnected.',
    versions: '0.x',
    source: 'X0 lib/formatEvCall.ts:7',
  },
  'ring-bare': {
    says: 'A ringing call has no names, no leg and no recording.',
    versions: 'all',
    source: 'formatEvCall.ts:31-54; X0 lib/formatEvCall.ts:8-27',
  },
  'ring-abandoned': {
    says: 'When a caller gives up before the answer, nothing is told.',
    versions: 'all',
    source: 'EvPresence.ts:406-414, 495-512; JSW EvCallMonitor.ts:158-181',
  },
  'new-call-at-answer': {
    says: 'A call is new when the leg of the agent is added.',
    versions: 'all',
    source: 'EvPresence.ts:495-506; JSW EvCallMonitor.ts:158-170',
  },
  'new-call-then-match': {
    says: 'The call is told as new first, then its contact is asked for.',
    versions: '1.0 next',
    source: 'Redirect.ts:185-186',
  },
  'match-then-new-call': {
    says: 'The contact is asked for first, then the call is told as new.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:329-332',
  },
  'event-no-name': {
    says: 'A new or ended call has no name of the customer, whatever was found.',
    versions: '1.0 next',
    source: 'Redirect.ts:178-211; formatEvCall.ts:60-75 (the call comes without matches)',
  },
  'event-name': {
    says: 'A new or ended call has the name that was found, if it was in time.',
    versions: '0.x',
    source: 'X0 EvActivityCallUI/index.ts:373-402; JSW EvCallMonitor.ts:104-138',
  },
  'call-parties': {
    says: 'The customer is `from` of an inbound call and `to` of an outbound one; the name of the agent is a number.',
    versions: 'all',
    source: 'formatEvCall.ts:60-76; X0 EvActivityCallUI/index.ts:383-402',
  },
  'call-leg': {
    says: 'The `sessionId` of a call is the number of its leg, 2 for every agent.',
    versions: 'all',
    source: 'formatEvCall.ts:78; agentLibrary.js@357476',
  },
  'call-start-zone': {
    says: 'The time of New York is read in the zone of the browser: elsewhere `startTime` is wrong.',
    versions: '0.x 1.0',
    source: 'formatEvCall.ts:48, 81; X0 lib/formatEvCall.ts:22; X0 EvActivityCallUI/index.ts:407',
  },
  'call-start-right': {
    says: '`startTime` is right in every zone.',
    versions: 'next',
    source: 'X1+ getEvServerTimestamp.ts (4de8bcf)',
  },
  'call-start-nan': {
    says: 'Without a time from the server, `startTime` is NaN.',
    versions: '0.x',
    source: 'X0 lib/formatEvCall.ts:22; X0 EvActivityCallUI/index.ts:407',
  },
  'call-start-absent': {
    says: 'Without a time from the server, `startTime` is left undefined.',
    versions: '1.0 next',
    source: 'formatEvCall.ts:48, 81',
  },
  'call-raw-number': {
    says: 'Numbers are told as the carrier sent them.',
    versions: '0.x 1.0',
    source: 'formatEvCall.ts:64-65; X0 EvActivityCallUI/index.ts:383-386',
  },
  'call-e164': {
    says: 'Numbers are told in E.164 where the server knows that form, while a query may still be raw.',
    versions: 'next',
    source: 'X1+ getEvCallNumbers.ts (53ff1e2)',
  },
  'call-duration': {
    says: 'An ended call has its duration in seconds.',
    versions: 'next',
    source: 'X1+ formatEvCall.ts (endedCall.duration)',
  },
  'call-segment': {
    says: 'A connected call has the id of its segment.',
    versions: 'next',
    source: 'X1+ formatEvCall.ts (segmentId)',
  },
  'end-call': {
    says: 'The end is told before the submit, and the call is still CallConnected.',
    versions: 'all',
    source: 'Redirect.ts:188-213; X0 Phone/index.ts:334-337',
  },
  'end-call-viewed': {
    says: 'The end of a call is told with the call that the agent looks at, whichever that is.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:337; X0 EvActivityCallUI/index.ts:223-225, 238-240, 360-371, 802',
  },
  'end-without-call': {
    says: 'A call that it no longer knows ends without a call, and without a wrap-up.',
    versions: '1.0 next',
    source: 'Redirect.ts:190-194',
  },
  'end-forgotten-throws': {
    says: 'A call that is on no page any more, as after a submit during the call, throws at its end and is not told.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:337; X0 EvActivityCallUI/index.ts:369-371, 637-645',
  },
} as const;
