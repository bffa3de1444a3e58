/** How messages travel. */
export const wireBehaviours = {
  'wire-any-origin': {
    says: 'It posts to any origin, and takes a message from any window and any origin.',
    versions: 'all',
    source: 'MT PostMessageTransporter.ts; MessageTransport.ts:98-102; Adapter.ts:125-127',
  },
  'wire-request-id': {
    says: 'Each of its requests has a fresh uuid, version 4.',
    versions: 'all',
    source: 'MT MessageTransport.ts:160-175',
  },
  'wire-timeout': {
    says: 'A request that nobody answers fails after 90 seconds, with an error that quotes it.',
    versions: 'all',
    source: 'MT TransportBase.ts:19; MessageTransport.ts:177-187',
  },
  'wire-late-response': {
    says: 'A response after the time-out is dropped.',
    versions: 'all',
    source: 'MT MessageTransport.ts:110-118',
  },
  'wire-first-response': {
    says: 'The first response counts; a second one is dropped.',
    versions: 'all',
    source: 'MT MessageTransport.ts:110-118, 191-204',
  },
  'wire-error-text': {
    says: 'A truthy error fails the request with that text.',
    versions: 'all',
    source: 'MT MessageTransport.ts:112-116',
  },
  'wire-error-object': {
    says: 'An error that is no string loses its text: an object becomes "[object Object]".',
    versions: 'all',
    source: 'MT MessageTransport.ts:112-116',
  },
  'wire-error-falsy': {
    says: 'An error of null, 0 or an empty string is none: the result counts.',
    versions: 'all',
    source: 'MT MessageTransport.ts:112-116',
  },
  'wire-stray-response': {
    says: 'A response to a request that it never made is dropped.',
    versions: 'all',
    source: 'MT MessageTransport.ts:111',
  },
  'wire-null-throws': {
    says: 'null, posted by anybody, throws in both of its transports with nobody to catch it.',
    versions: 'all',
    source: 'MT MessageTransport.ts:103; ThirdParty.ts:72; Adapter.ts:125',
  },
  'wire-no-payload': {
    says: 'A push without a payload, or with one that is no object, is passed over.',
    versions: 'all',
    source: 'MT MessageTransport.ts:105-109; Adapter.ts:232-233; ThirdParty.ts:119-121',
  },
  'wire-unknown-request': {
    says: 'A request that it does not know is never answered.',
    versions: 'all',
    source: 'MT MessageTransport.ts:119-127; Adapter.ts:263-283',
  },
  'wire-answer-null-error': {
    says: 'Its own answers carry `error: null`.',
    versions: 'all',
    source: 'Adapter.ts:290-297; X0 Adapter/index.ts:319-325',
  },
  'init-bare': {
    says: 'When its document starts it says so, in no envelope.',
    versions: 'all',
    source: 'ThirdParty.ts:59-86; X0 Adapter/index.ts:49, 204-208',
  },
  'init-once': {
    says: 'It says so once a document.',
    versions: '0.x',
    source: 'X0 Adapter/index.ts:49, 204-208',
  },
  'init-repeated': {
    says: 'It may say so several times, once for each connection to its worker.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:59-67',
  },
  'init-deaf': {
    says: 'What a page says before that is lost.',
    versions: 'all',
    source: 'ThirdParty.ts:69-79; Adapter.ts:123-130; X0 Adapter/index.ts:44-49',
  },
  'init-unheard': {
    says: 'Whoever did not listen when it started is not told again.',
    versions: 'all',
    source: 'ThirdParty.ts:82-86',
  },
  'reload-init': {
    says: 'After a reload it says once more that it has started.',
    versions: 'all',
    source: 'ThirdParty.ts:59-86; X0 Adapter/index.ts:49',
  },
  'reload-forgets': {
    says: 'A reload forgets the service and the names under which it asks.',
    versions: '0.x',
    source: 'X0 ThirdPartyService/index.ts:41-48 (plain state)',
  },
  'reload-keeps': {
    says: 'The service survives the reload of a tab: it lives in the worker that all tabs share.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:88-95, 137; app.ts:13-22; worker.ts',
  },
  'worker-end-forgets': {
    says: 'The service dies with the worker, and the worker with the last tab.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:88-95 (state, not storage); the HTML standard on shared workers',
  },
  'reload-loses-requests': {
    says: 'What a document has asked dies with it: a later response finds nobody.',
    versions: 'all',
    source: 'MT MessageTransport.ts:111, 163 (requests are kept in the document)',
  },
  'reload-new-call': {
    says: 'A reload during a call tells that call as new once more.',
    versions: '0.x',
    source:
      'JSW EvCallMonitor.ts:27, 158-181 (the old calls are forgotten, the list is stored) [inf]',
  },
  'worker-end-no-end-call': {
    says: 'A call during which the worker dies ends without a word.',
    versions: '1.0 next',
    source: 'EvPresence.ts:56, 495-512 (the old calls are forgotten, the list is stored) [inf]',
  },
} as const;
