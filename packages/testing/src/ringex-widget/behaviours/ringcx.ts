/** RingCX in 3.1, as its document says. */
export const ringcxBehaviours = {
  'ringcx-session': {
    description: 'The session starts on demand, and its status and the agent state are pushed.',
    versions: '3.1',
    source: '[doc] Enable RingCX, Events',
  },
  'ringcx-restored': {
    description: 'A session that has been ready is restored by a reload, until it is ended.',
    versions: '3.1',
    source: '[doc] Enable RingCX',
  },
  'ringcx-not-ready': {
    description: 'A command without a ready session shows a message, and pushes the status.',
    versions: '3.1',
    source: '[doc] Commands',
  },
  'ringcx-calls': {
    description: 'A call pushes the events of RingEX, and the active call, with the source ringcx.',
    versions: '3.1',
    source: '[doc] Events',
  },
  'ringcx-ids': {
    description:
      'The uii is the id, the session id and the key of the log; the time is a text in events and a number elsewhere.',
    versions: '3.1',
    source: '[doc] Events',
  },
  'ringcx-match': {
    description: 'Numbers are plain, and matched with the body of RingEX.',
    versions: '3.1',
    source: '[doc] Contact matching',
  },
  'ringcx-disposition': {
    description:
      'A disposition is pushed with its notes, then logged as callDisposition with redirect.',
    versions: '3.1',
    source: '[doc] Call logging',
  },
  'ringcx-disposition-early': {
    description: 'A disposition during the call is pushed before the end.',
    versions: '3.1',
    source: '[doc] Events',
  },
  'ringcx-log-fails': {
    description: 'A log that fails leaves no pending disposition.',
    versions: '3.1',
    source: '[doc] Call logging',
  },
  'ringcx-log-page': {
    description:
      'With a log page the page opens at the end of the call, and logForm is sent with the notes.',
    versions: '3.1',
    source: '[doc] Call logging',
  },
  'ringcx-no-step': {
    description:
      'A call without a step pushes no disposition, and is logged at its end with automatic logs.',
    versions: '3.1',
    source: '[doc] Call logging',
  },
  'ringcx-unlogged': {
    description: 'Calls of RingCX are not among the unlogged calls, but the page can ask for one.',
    versions: '3.1',
    source: '[doc] Call logging, Message requests',
  },
  'ringcx-new-call': {
    description: 'The page dials with callWith; without it a call during one of RingCX is refused.',
    versions: '3.1',
    source: '[doc] Commands',
  },
  'ringcx-control': {
    description: 'The page controls the current call with the source ringcx.',
    versions: '3.1',
    source: '[doc] Commands',
  },
  'ringcx-end-refused': {
    description: 'The session does not end during a call, nor before its disposition.',
    versions: '3.1',
    source: '[doc] Commands',
  },
  'ringcx-leads': {
    description: 'Leads are pushed when they are loaded, passed and dialled, with the raw lead.',
    versions: '3.1',
    source: '[doc] Events, Leads',
  },
  'ringcx-view-lead': {
    description: 'A lead is opened in the page with the id of the agent.',
    versions: '3.1',
    source: '[doc] Leads',
  },
  'ringcx-dispositions': {
    description: 'The page can ask for the session and for the dispositions.',
    versions: '3.1',
    source: '[doc] Message requests',
  },
  'ringcx-unknown': {
    description: 'Versions before do not know the commands and requests of RingCX.',
    versions: '2.x 3.x',
    source: 'Adapter/index.js:341-440, 570-577',
  },
} as const;
