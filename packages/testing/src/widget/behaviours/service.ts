/** The service that a page registers. */
export const serviceBehaviours = {
  'service-nameless': {
    description: 'A register message without a name is ignored silently.',
    versions: 'all',
    source: 'ThirdParty.ts:138-139; X0 ThirdPartyService/index.ts:81-82',
  },
  'service-last-wins': {
    description: 'There is one service: the last register message wins, without an answer.',
    versions: 'all',
    source: 'ThirdParty.ts:88-106; X0 ThirdPartyService/index.ts:41-59',
  },
  'service-flags-replaced': {
    description: 'A register message replaces all flags: an omitted flag is off.',
    versions: 'all',
    source: 'ThirdParty.ts:97-106; X0 ThirdPartyService/index.ts:51-59',
  },
  'service-flags-boolean': {
    description: 'An omitted flag is `false`; in 0.x it is `undefined`.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:97-106; X0 ThirdPartyService/index.ts:51-59',
  },
  'service-flags-late': {
    description:
      'A flag is checked at the time of the request: when it is off, there are no further requests.',
    versions: 'all',
    source: 'ThirdParty.ts:192-194, 231-233, 264, 286',
  },
  'provider-per-name': {
    description:
      'Each name sends its own queries and is never removed: a second name doubles every query.',
    versions: 'all',
    source: 'ThirdParty.ts:154-183; DM DataMatcher.ts:205-221',
  },
  'provider-flagged': {
    description:
      'A name sends only the queries whose flags were on in a register message of that name.',
    versions: 'all',
    source: 'ThirdParty.ts:141-148; X0 ThirdPartyService/index.ts:84-91',
  },
  'register-matches': {
    description: 'A register message causes queries for the current calls at once.',
    versions: 'all',
    source: 'ThirdParty.ts:141-148; EvCallMonitor.ts:51-60',
  },
  'register-history': {
    description: 'A register message causes queries for the whole history too, contacts and logs.',
    versions: '0.x',
    source: 'JSW EvCallHistory.ts:29-36',
  },
  'register-before-login': {
    description:
      'A register message before login is kept; there are no queries then, nor at the login.',
    versions: 'all',
    source: 'ThirdParty.ts:138-149; DM DataMatcher.ts:191-203',
  },
  'register-all-tabs': {
    description: 'A register message from any tab applies to all tabs.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:137',
  },
  'register-own-tab': {
    description: 'A register message applies to the tab that received it.',
    versions: '0.x',
    source: 'X0 ThirdPartyService/index.ts:35-48',
  },
  'match-at-ring': {
    description: 'It queries the caller at the ring and at the answer, without the cache.',
    versions: 'all',
    source: 'Redirect.ts:175, 186; EvCallMonitor.ts:65-75; X0 Phone/index.ts:283-285, 329-331',
  },
  'match-every-leg': {
    description: 'It queries at every leg, so three times a call, the last two at once.',
    versions: '1.0 next',
    source: 'EvPresence.ts:372-378; Redirect.ts:168-187',
  },
  'match-outbound': {
    description: 'It queries the customer of an outbound call too.',
    versions: 'all',
    source: 'Redirect.ts:168-177; X0 Phone/index.ts:283-285',
  },
  'match-query': {
    description:
      'The number and the call type are joined in one lower-case string: everything after an underscore in the number is lost.',
    versions: 'all',
    source: 'contactMatchIdentify.ts:12-24; ThirdParty.ts:195-203',
  },
  'match-cache': {
    description:
      'An answer is cached for 30 seconds, found or not; after that a register message causes a new query.',
    versions: 'all',
    source: 'DM DataMatcher.ts:29-30, 285-294',
  },
  'match-purge': {
    description:
      'A register message first removes cache entries older than 30 minutes, of any call.',
    versions: 'all',
    source: 'DM DataMatcher.ts:29, 103-121, 190-203',
  },
  'match-no-array': {
    description: 'Only arrays in an answer count; everything else is "nothing found".',
    versions: 'all',
    source: 'ThirdParty.ts:205-216, 242-249',
  },
  'match-error': {
    description: 'An error and a time-out are "nothing found" too, and the agent sees neither.',
    versions: 'all',
    source: 'ThirdParty.ts:218-221, 251-254',
  },
  'match-queue': {
    description: 'While it waits for an answer, further queries are queued and sent afterwards.',
    versions: 'all',
    source: 'DM DataMatcher.ts:254-337',
  },
  'match-two-names': {
    description: 'The answers for several names are joined in the order of the names.',
    versions: 'all',
    source: 'DM DataMatcher.ts:364-371',
  },
  'match-first': {
    description: 'It uses the first of the contacts found.',
    versions: 'all',
    source: 'formatEvCall.ts:62-63; X0 EvActivityCallUI/index.ts:381',
  },
} as const;
