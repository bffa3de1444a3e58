/** What a page registers. */
export const serviceBehaviours = {
  'service-nameless': {
    says: 'A register without a name is passed over without a trace.',
    versions: 'all',
    source: 'ThirdParty.ts:138-139; X0 ThirdPartyService/index.ts:81-82',
  },
  'service-last-wins': {
    says: 'There is one service: the last register wins, without an answer.',
    versions: 'all',
    source: 'ThirdParty.ts:88-106; X0 ThirdPartyService/index.ts:41-59',
  },
  'service-flags-replaced': {
    says: 'A register replaces all flags: one that it leaves out is off.',
    versions: 'all',
    source: 'ThirdParty.ts:97-106; X0 ThirdPartyService/index.ts:51-59',
  },
  'service-flags-boolean': {
    says: 'A flag that was left out is `false`; before, it was `undefined`.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:97-106; X0 ThirdPartyService/index.ts:51-59',
  },
  'service-flags-late': {
    says: 'A flag counts at the moment of the request: turned off, nothing is asked any more.',
    versions: 'all',
    source: 'ThirdParty.ts:192-194, 231-233, 264, 286',
  },
  'provider-per-name': {
    says: 'Each name asks for itself and none is ever removed: a second name doubles every query.',
    versions: 'all',
    source: 'ThirdParty.ts:154-183; DM DataMatcher.ts:205-221',
  },
  'provider-flagged': {
    says: 'A name asks only for what was on in a register of that name.',
    versions: 'all',
    source: 'ThirdParty.ts:141-148; X0 ThirdPartyService/index.ts:84-91',
  },
  'register-matches': {
    says: 'A register asks at once for the calls that are on.',
    versions: 'all',
    source: 'ThirdParty.ts:141-148; EvCallMonitor.ts:51-60',
  },
  'register-history': {
    says: 'A register asks for the whole history too, contacts and logs.',
    versions: '0.x',
    source: 'JSW EvCallHistory.ts:29-36',
  },
  'register-before-login': {
    says: 'A register before login is kept; nothing is asked then, nor at the login.',
    versions: 'all',
    source: 'ThirdParty.ts:138-149; DM DataMatcher.ts:191-203',
  },
  'register-all-tabs': {
    says: 'A register from any tab is for all tabs.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:137',
  },
  'register-own-tab': {
    says: 'A register is for the tab that it came to.',
    versions: '0.x',
    source: 'X0 ThirdPartyService/index.ts:35-48',
  },
  'match-at-ring': {
    says: 'It asks for the caller at the ring and at the answer, past the cache.',
    versions: 'all',
    source: 'Redirect.ts:175, 186; EvCallMonitor.ts:65-75; X0 Phone/index.ts:283-285, 329-331',
  },
  'match-every-leg': {
    says: 'It asks at every leg, so three times a call, the last two at once.',
    versions: '1.0 next',
    source: 'EvPresence.ts:372-378; Redirect.ts:168-187',
  },
  'match-outbound': {
    says: 'It asks for the customer of an outbound call too.',
    versions: 'all',
    source: 'Redirect.ts:168-177; X0 Phone/index.ts:283-285',
  },
  'match-query': {
    says: 'The number travels in one lower-case string with the kind of call: what follows an underscore in it is lost.',
    versions: 'all',
    source: 'contactMatchIdentify.ts:12-24; ThirdParty.ts:195-203',
  },
  'match-cache': {
    says: 'What it has asked for is good for 30 seconds, found or not; then a register asks again.',
    versions: 'all',
    source: 'DM DataMatcher.ts:29-30, 285-294',
  },
  'match-purge': {
    says: 'A register forgets first what it has known for more than 30 minutes, of any call.',
    versions: 'all',
    source: 'DM DataMatcher.ts:29, 103-121, 190-203',
  },
  'match-no-array': {
    says: 'Of an answer only arrays count; all else is "nothing found".',
    versions: 'all',
    source: 'ThirdParty.ts:205-216, 242-249',
  },
  'match-error': {
    says: 'An error and a time-out are "nothing found" too, and the agent sees neither.',
    versions: 'all',
    source: 'ThirdParty.ts:218-221, 251-254',
  },
  'match-queue': {
    says: 'While it waits for an answer, what is wanted meanwhile gathers and is asked after it.',
    versions: 'all',
    source: 'DM DataMatcher.ts:254-337',
  },
  'match-two-names': {
    says: 'The answers to several names are joined in the order of the names.',
    versions: 'all',
    source: 'DM DataMatcher.ts:364-371',
  },
  'match-first': {
    says: 'Of the contacts found it reads the first one.',
    versions: 'all',
    source: 'formatEvCall.ts:62-63; X0 EvActivityCallUI/index.ts:381',
  },
} as const;
