/** Calls of RingEX. */
export const callBehaviours = {
  'ready-pushes': {
    description: 'A document posts the state of its frame once, and its login status.',
    versions: 'all',
    source: 'Adapter/index.js:310-323, 580-591, 669-725',
  },
  'start-pushes': {
    description: 'A document posts each of its states once when it starts.',
    versions: 'all',
    source: 'Adapter/index.js:310-339, 727-901, 1760-1830',
  },
  'presence-synced': {
    description: 'The presence is pushed at the start and when it changes.',
    versions: 'all',
    source: 'Adapter/index.js:593-613',
  },
  'login-status': {
    description:
      'Each change of the login is pushed; without a login there is no number and no feature.',
    versions: 'all',
    source: 'Adapter/index.js:669-725',
  },
  'login-ringcx': {
    description: 'The login status says whether the user has RingCX.',
    versions: '3.x 3.1',
    source: 'Adapter/index.js:706-714',
  },
  'call-events': {
    description:
      'In the browser mode a call pushes ring or init, start and end; the end has its time.',
    versions: 'all',
    source: 'Adapter/index.js:239-276, 928-999',
  },
  'call-other-modes': {
    description: 'In other modes a call pushes no such events.',
    versions: 'all',
    source: 'docs/integration/events.md "Web phone call event"',
  },
  'call-internal-start': {
    description: 'A call to an extension starts when the far side rings.',
    versions: 'all',
    source: 'docs/integration/events.md "VOIP call vs physical phone calls"',
  },
  'call-hold-mute': {
    description: 'Hold, resume and mute are pushed.',
    versions: 'all',
    source: 'Adapter/index.js:250-263, 277-282, 1002-1032',
  },
  'webphone-session-2': {
    description: 'The id of a session is its own, and its Call-ID is unknown at first.',
    versions: '2.x',
    source: 'COM modules/Webphone/webphoneHelper.ts normalizeSession',
  },
  'webphone-session-3': {
    description:
      'The id of a session is the SIP Call-ID; it has the members of voicemail drop and transfer.',
    versions: '3.x 3.1',
    source: 'WebphoneV2/webphoneHelper.ts:41-109',
  },
  'session-texts': {
    description:
      'From and to are texts; the ids of the telephony session are in partyData, and null at first for an outbound call.',
    versions: 'all',
    source: 'WebphoneV2/webphoneHelper.ts:66-96',
  },
  'session-contact': {
    description:
      'The event has the first contact that was found by exactly the number of the session, or the chosen one.',
    versions: 'all',
    source: 'lib/contactMatchHelper.js:3-16; Adapter/index.js:1836-1857',
  },
  'active-call': {
    description: 'Each change of a call in presence is pushed, without its id and its SIP data.',
    versions: 'all',
    source: 'Adapter/index.js:615-655',
  },
  'active-call-tabs': {
    description:
      'Every tab pushes it, unless the widget is loaded with disableInactiveTabCallEvent.',
    versions: 'all',
    source: 'Adapter/index.js:616-619; docs/integration/events.md',
  },
  'active-call-end': {
    description: 'The end of a call is one with the status NoCall.',
    versions: 'all',
    source: 'Adapter/index.js:629-643; COM callLogHelpers.ts isEnded',
  },
  'ringout-call': {
    description: 'In the RingOut mode it is pushed as a RingOut call too.',
    versions: 'all',
    source: 'Adapter/index.js:657-667',
  },
  'call-events-tabs': {
    description:
      'The events of the webphone are pushed in every tab; mute only where the webphone is.',
    versions: 'all',
    source: 'Adapter/index.js:250-263; docs/config/multiple-tabs.md',
  },
  'history-synced': {
    description: 'Rows that arrive in the call log are announced.',
    versions: 'all',
    source: 'Adapter/index.js:293-295',
  },
  'inbound-message': {
    description: 'A message is pushed by one tab.',
    versions: 'all',
    source: 'Adapter/index.js:217-238; lib/isDuplicated.ts:14-26',
  },
} as const;
