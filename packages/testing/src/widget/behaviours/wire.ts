/** How messages are sent and received. */
export const wireBehaviours = {
  'wire-any-origin': {
    description: 'It posts to any origin, and accepts messages from any window and any origin.',
    versions: 'all',
    source: 'MT PostMessageTransporter.ts; MessageTransport.ts:98-102; Adapter.ts:125-127',
  },
  'wire-request-id': {
    description: 'Each of its requests has a new version 4 UUID.',
    versions: 'all',
    source: 'MT MessageTransport.ts:160-175',
  },
  'wire-timeout': {
    description:
      'A request without an answer fails after 90 seconds, with an error that quotes it.',
    versions: 'all',
    source: 'MT TransportBase.ts:19; MessageTransport.ts:177-187',
  },
  'wire-late-response': {
    description: 'A response after the time-out is dropped.',
    versions: 'all',
    source: 'MT MessageTransport.ts:110-118',
  },
  'wire-first-response': {
    description: 'The first response counts; a second one is dropped.',
    versions: 'all',
    source: 'MT MessageTransport.ts:110-118, 191-204',
  },
  'wire-error-text': {
    description: 'A truthy error fails the request with that text.',
    versions: 'all',
    source: 'MT MessageTransport.ts:112-116',
  },
  'wire-error-object': {
    description:
      'An error that is not a string loses its text: an object becomes "[object Object]".',
    versions: 'all',
    source: 'MT MessageTransport.ts:112-116',
  },
  'wire-error-falsy': {
    description: 'An error of null, 0 or an empty string is ignored: the result counts.',
    versions: 'all',
    source: 'MT MessageTransport.ts:112-116',
  },
  'wire-stray-response': {
    description: 'A response to an unknown request is dropped.',
    versions: 'all',
    source: 'MT MessageTransport.ts:111',
  },
  'wire-null-throws': {
    description: 'A posted null throws an uncaught error in both of its transports.',
    versions: 'all',
    source: 'MT MessageTransport.ts:103; ThirdParty.ts:72; Adapter.ts:125',
  },
  'wire-no-payload': {
    description: 'A push without a payload, or with one that is not an object, is ignored.',
    versions: 'all',
    source: 'MT MessageTransport.ts:105-109; Adapter.ts:232-233; ThirdParty.ts:119-121',
  },
  'wire-unknown-request': {
    description: 'An unknown request is never answered.',
    versions: 'all',
    source: 'MT MessageTransport.ts:119-127; Adapter.ts:263-283',
  },
  'wire-answer-null-error': {
    description: 'Its own answers carry `error: null`.',
    versions: 'all',
    source: 'Adapter.ts:290-297; X0 Adapter/index.ts:319-325',
  },
  'init-bare': {
    description: 'When its document starts, it posts init without an envelope.',
    versions: 'all',
    source: 'ThirdParty.ts:59-86; X0 Adapter/index.ts:49, 204-208',
  },
  'init-once': {
    description: 'It posts init once for each document.',
    versions: '0.x',
    source: 'X0 Adapter/index.ts:49, 204-208',
  },
  'init-repeated': {
    description: 'It may post init several times, once for each connection to its worker.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:59-67',
  },
  'init-drops-earlier-messages': {
    description: 'Messages that a page posts before init are lost.',
    versions: 'all',
    source: 'ThirdParty.ts:69-79; Adapter.ts:123-130; X0 Adapter/index.ts:44-49',
  },
  'init-missed': {
    description: 'A page that does not listen when it starts misses init.',
    versions: 'all',
    source: 'ThirdParty.ts:82-86',
  },
  'reload-init': {
    description: 'After a reload it posts init again.',
    versions: 'all',
    source: 'ThirdParty.ts:59-86; X0 Adapter/index.ts:49',
  },
  'reload-forgets': {
    description: 'A reload loses the service and the names that send queries.',
    versions: '0.x',
    source: 'X0 ThirdPartyService/index.ts:41-48 (plain state)',
  },
  'reload-keeps': {
    description:
      'The service survives the reload of a tab: it lives in the worker that all tabs share.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:88-95, 137; app.ts:13-22; worker.ts',
  },
  'worker-end-forgets': {
    description: 'The service ends with the worker, and the worker with the last tab.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:88-95 (state, not storage); the HTML standard on shared workers',
  },
  'reload-loses-requests': {
    description: 'The requests of a document end with it: a later response is dropped.',
    versions: 'all',
    source: 'MT MessageTransport.ts:111, 163 (requests are kept in the document)',
  },
  'reload-new-call': {
    description: 'A reload during a call pushes newCall for that call again.',
    versions: '0.x',
    source:
      'JSW EvCallMonitor.ts:27, 158-181 (the old calls are forgotten, the list is stored) [inf]',
  },
  'worker-end-no-end-call': {
    description: 'If the worker ends during a call, there is no endCall.',
    versions: '1.0 next',
    source: 'EvPresence.ts:56, 495-512 (the old calls are forgotten, the list is stored) [inf]',
  },
} as const;
