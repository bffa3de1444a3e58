/** The matchers of contacts and of logs. */
export const matchBehaviours = {
  'match-new-call': {
    description: 'At a new call the numbers of both sides and the session are matched, once.',
    versions: 'all',
    source: 'COM CallMonitor.ts:155-190, 718-737',
  },
  'match-main-tab': {
    description: 'Only the main tab matches; the others share its cache.',
    versions: 'all',
    source: 'COM CallMonitor.ts:159, 181; COM DataMatcher.ts:61-63',
  },
  'match-normalized': {
    description:
      'Numbers are queried in E.164 where they can be converted; extensions as they are.',
    versions: 'all',
    source: 'COM CallMonitor.ts:420-433',
  },
  'match-contact-fresh': {
    description: 'A contact is not queried again for 5 minutes, found or not.',
    versions: 'all',
    source: 'Phone/index.js:387-393; COM DataMatcher.ts:285-294',
  },
  'match-log-fresh': {
    description: 'A log is not queried again for 2 hours, found or not.',
    versions: 'all',
    source: 'Phone/index.js:394-401; COM DataMatcher.ts:285-294',
  },
  'match-own-times': {
    description:
      'A register message may set both times for contacts; only the one that adds the provider counts.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:324-343',
  },
  'match-error-empty': {
    description:
      'No answer, an answer without data, an empty one, and a contact that is null all mean "nothing found", for as long.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:697-718; COM DataMatcher.ts:91-101',
  },
  'match-own-keys': {
    description:
      'Only the keys that were queried are read; another value than a list means nothing found.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:701-712, 749-755',
  },
  'match-entity-type': {
    description: 'A contact without an entity type gets its type.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:703-708',
  },
  'match-caller-names': {
    description: 'Names that the network sent for earlier calls are sent with the query.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:689-696; CallHistory/index.ts:104-121',
  },
  'match-manual': {
    description: 'A refresh by the agent passes the cache, and says so.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:682-688; CallsListUI/index.ts:255-258',
  },
  'match-active-sessions': {
    description: 'The query of logs says which sessions are active.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:738-745',
  },
  'match-triggered': {
    description: 'The page can have numbers and sessions matched again, if the lists have them.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:986-1024',
  },
  'match-history': {
    description: 'The history is matched at the registration and after each change of it.',
    versions: 'all',
    source: 'COM CallHistory.ts:161-199',
  },
  'match-after-login': {
    description: 'A register message before the login sends no queries; the login does.',
    versions: 'all',
    source: 'COM DataMatcher.ts:190-203; COM CallHistory.ts:180-199',
  },
  search: {
    description: 'A search of contacts is sent to the page.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:295-312, 655-673',
  },
  'view-contact': {
    description: 'A contact is opened in the page, which gets the contact itself.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:724-730',
  },
} as const;
