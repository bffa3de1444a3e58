/** Commands of the page. */
export const commandBehaviours = {
  'new-call': {
    description: 'The page dials with toCall; without it only the number is filled in.',
    versions: 'all',
    source: 'Adapter/index.js:1462-1491',
  },
  'new-call-refused': {
    description: 'It does not dial without a login, or to a number with a call in progress.',
    versions: 'all',
    source: 'Adapter/index.js:1463-1472, 1508-1515',
  },
  'caller-id': {
    description:
      "A caller's number of the account becomes the agent's setting; another has no effect.",
    versions: '3.x 3.1',
    source: 'Adapter/index.js:1473-1481',
  },
  'control-call': {
    description: 'The page controls the ringing or the active call, or the one with the id.',
    versions: 'all',
    source: 'Adapter/index.js:1069-1116',
  },
  'record-error': {
    description: 'Recording twice is an error that is pushed.',
    versions: 'all',
    source: 'Adapter/index.js:1198-1276',
  },
  'pick-call': {
    description: 'Picking a call that cannot be picked is an error that is pushed, without the id.',
    versions: '3.x 3.1',
    source: 'Adapter/index.js:1122-1196',
  },
  'login-popup': {
    description: 'With disableLoginPopup a login pushes its address, and the callback logs in.',
    versions: 'all',
    source: 'OAuth/index.ts:183-195; docs/integration/authorization.md:80',
  },
  logout: {
    description: 'The page logs the agent out.',
    versions: 'all',
    source: 'Adapter/index.js:365-374',
  },
  'sessions-sync': {
    description: 'The page gets the sessions of the webphone.',
    versions: 'all',
    source: 'Adapter/index.js:903-915',
  },
  'select-contact': {
    description: 'The page chooses the contact of a call.',
    versions: 'all',
    source: 'Adapter/index.js:1836-1857',
  },
  'presence-set': {
    description: 'The page sets the presence; an unknown value has no effect.',
    versions: 'all',
    source: 'Adapter/index.js:1610-1625',
  },
  'side-drawer': {
    description:
      'The side drawer pushes its state and the new size, for the page too that opens it.',
    versions: 'all',
    source: 'Adapter/index.js:1278-1280, 1760-1781',
  },
  'phone-number-format': {
    description: 'The format of numbers is pushed, and set by the page.',
    versions: '3.x 3.1',
    source: 'Adapter/index.js:1282-1311',
  },
  alerts: {
    description: 'The page shows and removes messages.',
    versions: 'all',
    source: 'Adapter/index.js:474-499',
  },
  'adapter-synced': {
    description: 'The page moves, closes and minimises the frame.',
    versions: 'all',
    source: 'COM AdapterCore; Adapter/index.js:435-437',
  },
  'popup-busy': {
    description: 'The phone does not move to a popup while one is open or a call is in progress.',
    versions: 'all',
    source: 'Adapter/index.js:457-473',
  },
} as const;
