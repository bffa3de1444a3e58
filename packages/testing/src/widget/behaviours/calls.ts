/** Which call events the widget sends, and when. */
export const callBehaviours = {
  'ring-inbound': {
    description:
      'Only an inbound call rings; there is no event about an outbound call before it is connected.',
    versions: 'all',
    source: 'Redirect.ts:172-174; X0 Phone/index.ts:279-282',
  },
  'ring-once': {
    description: 'It rings once, with the leg of the customer.',
    versions: '0.x',
    source: 'JSW EvCallDataSource.ts:134-141; X0 Phone/index.ts:275-282',
  },
  'ring-every-leg': {
    description: 'It rings at every leg: twice, the second time after newCall.',
    versions: '1.0 next',
    source: 'EvPresence.ts:372-378; Redirect.ts:168-177',
  },
  'ring-status': {
    description:
      'The status of a ring is CallRing only if the server announced a new call, otherwise CallConnected.',
    versions: '0.x',
    source: 'X0 lib/formatEvCall.ts:7',
  },
  'ring-bare': {
    description: 'A ringing call has no names, no leg and no recording.',
    versions: 'all',
    source: 'formatEvCall.ts:31-54; X0 lib/formatEvCall.ts:8-27',
  },
  'ring-abandoned': {
    description: 'When a caller gives up before the answer, there is no event.',
    versions: 'all',
    source: 'EvPresence.ts:406-414, 495-512; JSW EvCallMonitor.ts:158-181',
  },
  'new-call-at-answer': {
    description: 'A call is new when the leg of the agent is added.',
    versions: 'all',
    source: 'EvPresence.ts:495-506; JSW EvCallMonitor.ts:158-170',
  },
  'new-call-then-match': {
    description: 'It pushes newCall first, then requests the contact.',
    versions: '1.0 next',
    source: 'Redirect.ts:185-186',
  },
  'match-then-new-call': {
    description: 'It requests the contact first, then pushes newCall.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:329-332',
  },
  'event-no-name': {
    description:
      'A new or ended call never has the name of the customer, even if a contact was found.',
    versions: '1.0 next',
    source: 'Redirect.ts:178-211; formatEvCall.ts:60-75 (the call comes without matches)',
  },
  'event-name': {
    description: 'A new or ended call has the name of the contact, if the answer arrived in time.',
    versions: '0.x',
    source: 'X0 EvActivityCallUI/index.ts:373-402; JSW EvCallMonitor.ts:104-138',
  },
  'call-parties': {
    description:
      'The customer is `from` of an inbound call and `to` of an outbound one; the name of the agent is a phone number.',
    versions: 'all',
    source: 'formatEvCall.ts:60-76; X0 EvActivityCallUI/index.ts:383-402',
  },
  'call-leg': {
    description: 'The `sessionId` of a call is the number of its leg, 2 for every agent.',
    versions: 'all',
    source: 'formatEvCall.ts:78; agentLibrary.js@357476',
  },
  'call-start-zone': {
    description:
      'It parses New York time in the browser’s time zone: in other zones `startTime` is wrong.',
    versions: '0.x 1.0',
    source: 'formatEvCall.ts:48, 81; X0 lib/formatEvCall.ts:22; X0 EvActivityCallUI/index.ts:407',
  },
  'call-start-right': {
    description: '`startTime` is correct in every time zone.',
    versions: 'next',
    source: 'X1+ getEvServerTimestamp.ts (4de8bcf)',
  },
  'call-start-nan': {
    description: 'Without a time from the server, `startTime` is NaN.',
    versions: '0.x',
    source: 'X0 lib/formatEvCall.ts:22; X0 EvActivityCallUI/index.ts:407',
  },
  'call-start-absent': {
    description: 'Without a time from the server, `startTime` is left undefined.',
    versions: '1.0 next',
    source: 'formatEvCall.ts:48, 81',
  },
  'call-raw-number': {
    description: 'Numbers have the format in which the carrier sent them.',
    versions: '0.x 1.0',
    source: 'formatEvCall.ts:64-65; X0 EvActivityCallUI/index.ts:383-386',
  },
  'call-e164': {
    description:
      'Numbers are in E.164 where the server knows that format, but queries may still be raw.',
    versions: 'next',
    source: 'X1+ getEvCallNumbers.ts (53ff1e2)',
  },
  'call-duration': {
    description: 'An ended call has its duration in seconds.',
    versions: 'next',
    source: 'X1+ formatEvCall.ts (endedCall.duration)',
  },
  'call-segment': {
    description: 'A connected call has the id of its segment.',
    versions: 'next',
    source: 'X1+ formatEvCall.ts (segmentId)',
  },
  'end-call': {
    description:
      'It pushes endCall before the submit, and the status of the call is still CallConnected.',
    versions: 'all',
    source: 'Redirect.ts:188-213; X0 Phone/index.ts:334-337',
  },
  'end-call-viewed': {
    description:
      'It pushes endCall with the call that the agent has open, even if another call ended.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:337; X0 EvActivityCallUI/index.ts:223-225, 238-240, 360-371, 802',
  },
  'end-without-call': {
    description: 'If it has lost the call, endCall has no `call`, and there is no wrap-up.',
    versions: '1.0 next',
    source: 'Redirect.ts:190-194',
  },
  'end-forgotten-throws': {
    description:
      'If no page shows the call any longer, as after a submit during the call, its end throws and endCall is not pushed.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:337; X0 EvActivityCallUI/index.ts:369-371, 637-645',
  },
} as const;
