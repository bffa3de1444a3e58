/** Registration, and the two layers that it is kept in. */
export const serviceBehaviours = {
  'register-nameless': {
    description: 'A register message without a service or a name is ignored silently.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:125-128',
  },
  'register-sticky': {
    description: 'A later register message keeps the paths that it omits.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:134-199',
  },
  'register-path-changes': {
    description: 'A path is read when a request is sent: a later register message changes it.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:679, 735, 951',
  },
  'register-before-listening': {
    description:
      'A register message before the service listens is lost; the pushes that mean ready may come before.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:119-120; Adapter/index.js:310-323',
  },
  'register-reload-forgets': {
    description: 'A reload loses everything that the page has registered.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:54-86, 92; app.js:203-204; CORE RcModule.ts:160-168',
  },
  'register-reload-keeps-screen': {
    description:
      'With a fixed main tab, a reload keeps what is shown and loses the paths, so that logs are dropped silently.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:92, 950-953, 1201-1346; CORE RcModule.ts:160-168',
  },
  'provider-first-name': {
    description:
      'A provider is added once, under the first name: a later name sends no queries of its own.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:324-336, 493-506',
  },
  'provider-renamed-leaks': {
    description:
      'A provider of an earlier name cannot be removed: after unauthorizing under a later name, no matcher is ready.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:349-355; COM DataMatcher.ts:124-140',
  },
  'register-first-triggers': {
    description: 'The first register message triggers the matchers through the cache.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:241-249, 261-270',
  },
  'register-again-refreshes': {
    description:
      'A later one queries the first 30 again: contacts through the cache, logs past it.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:203-214, 263-267, 357-366, 516-525',
  },
  'register-main-tab': {
    description: 'Only the main tab queries at a register message.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:261-270',
  },
  'register-own-tab': {
    description: 'A register message applies to the tab that received it.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:119-124',
  },
  'register-buttons-checked': {
    description: 'A button without four texts is ignored.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:565-591',
  },
  'authorized-by-default': {
    description: 'A service without an authorization path is authorized.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:203-209',
  },
  'authorization-gates': {
    description:
      'With an authorization path, nothing is matched until the service is authorized, and nothing after it is not.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:251-279, 422-437, 1235-1240',
  },
  'authorization-button': {
    description: 'The button sends whether the service is authorized, and expects nothing.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:1077-1088',
  },
  'authorization-unregistered': {
    description: 'A change of the authorization before any register message is ignored.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:452-457',
  },
  'contacts-listed': {
    description:
      'At registration, contacts are listed page by page, with the time of the last list.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:258-260, 604-648',
  },
  'contacts-delta': {
    description: 'A later list with a time of the last one adds, replaces and removes contacts.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:638-642, 1184-1194',
  },
  'contacts-synced': {
    description: 'The page can have them listed again: the body then has a type.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:650-653',
  },
  'setting-changed': {
    description: 'A changed setting is sent with all settings.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:1103-1109',
  },
  'button-clicked': {
    description: 'A button of the page is sent with its resource.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:1129-1141',
  },
  'do-not-contact': {
    description: 'A number is checked before a call; the agent cannot call one that is restricted.',
    versions: 'all',
    source: 'DialerUI/index.ts:20-78',
  },
  'do-not-contact-open': {
    description: 'Without an answer in 3 s, or without an object, the call is made.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:1852-1858; DialerUI/index.ts:72-75',
  },
  'do-not-contact-sms': {
    description: 'The recipients of a message are checked too.',
    versions: 'all',
    source: 'ComposeText/index.ts:24-70',
  },
} as const;
