/** Tabs. */
export const windowBehaviours = {
  'tab-main-visible': {
    description: 'The tab that was opened or focused last is the main one; a hidden one is not.',
    versions: 'all',
    source: 'COM Tabbie.ts:119-127, 276-282',
  },
  'tab-main-closed': {
    description: 'When the main tab closes, logs wait until another is focused.',
    versions: 'all',
    source: 'COM Tabbie.ts:169-205',
  },
  'tab-main-fixed': {
    description: 'A fixed main tab stays the main one; after it closes there is none.',
    versions: 'all',
    source: 'COM Tabbie.ts:207-213; app.js:203-204',
  },
  'reload-mid-call': {
    description: 'After a reload, a live call is pushed again, but is not logged until it changes.',
    versions: 'all',
    source: 'COM CallLogger.ts:283; Adapter/index.js:200, 615-646',
  },
} as const;
