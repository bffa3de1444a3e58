/** The envelopes of both sides. */
export const wireBehaviours = {
  'push-bare': {
    description: 'Every push is bare: an object with its type, and no envelope.',
    versions: 'all',
    source: 'Adapter/index.js:580-591, 1710-1714',
  },
  'request-envelope': {
    description: 'A request has a path and a new version 4 UUID; the body is sent as it is.',
    versions: 'all',
    source: 'lib/requestWithPostMessage.js:3-30',
  },
  'response-any': {
    description:
      'A response resolves a request with whatever it contains: an error member has no effect.',
    versions: 'all',
    source: 'lib/requestWithPostMessage.js:10-21',
  },
  'response-unknown': {
    description: 'A response with an unknown id is ignored, as are a second and a late one.',
    versions: 'all',
    source: 'lib/requestWithPostMessage.js:10-21',
  },
  'timeout-by-path': {
    description:
      'A request waits for 3 s, but 15 s for a log, 30 s for a match or a search and 60 s for contacts.',
    versions: 'all',
    source:
      'ThirdPartyService/index.ts:610, 663, 697, 744, 974, 1065, 1856; lib/requestWithPostMessage.js:3',
  },
  'timeout-silent': {
    description: 'A time-out is only written to the console: the agent sees nothing.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:715-717, 757-760, 981-983',
  },
  'host-request-answered': {
    description:
      'A request of the page is answered with its own id; a path that nobody knows with "no matched path".',
    versions: 'all',
    source: 'Adapter/index.js:442-578, 1716-1722',
  },
  'host-request-no-path': {
    description: 'A request of the page without a path is ignored.',
    versions: 'all',
    source: 'Adapter/index.js:443-445',
  },
  'host-request-bodyless': {
    description:
      'Requests for calls and for a template without a body throw, and are never answered.',
    versions: 'all',
    source: 'Adapter/index.js:500-544',
  },
  'host-request-popup-bodyless': {
    description:
      'A bodyless question about the popup is answered with no, and never answered where the answer is yes.',
    versions: 'all',
    source: 'Adapter/index.js:457-473',
  },
  'host-request-meeting': {
    description: 'A meeting request gets no answer if the account may not schedule meetings.',
    versions: 'all',
    source: 'Adapter/index.js:447-456',
  },
  'refresh-login': {
    description: 'The page can have the login session refreshed.',
    versions: '3.x 3.1',
    source: 'Adapter/index.js:546-569',
  },
  'not-validated': {
    description: 'Any window may post: neither origin nor source is checked.',
    versions: 'all',
    source: 'Adapter/index.js:305, 341; ThirdPartyService/index.ts:120-123',
  },
} as const;
