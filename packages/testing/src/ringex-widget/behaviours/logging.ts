/** Logs of calls and messages. */
export const logBehaviours = {
  'log-auto': {
    description: 'With automatic logs a call is logged at each change of its status.',
    versions: 'all',
    source: 'COM CallLogger.ts:278-362',
  },
  'log-off': {
    description: 'Without them nothing is logged by itself.',
    versions: 'all',
    source: 'COM CallLogger.ts:116-119; CallLogger/index.ts:31-42',
  },
  'log-not-registered': {
    description: 'Without a registered logger nothing is logged.',
    versions: 'all',
    source: 'CallLogger/index.ts:22; COM LoggerBase.ts:50-59',
  },
  'log-main-tab': {
    description: 'Only the main tab logs.',
    versions: 'all',
    source: 'COM CallLogger.ts:109-119; CallLogger/index.ts:31-33',
  },
  'log-ringing-off': {
    description: 'With logOnRinging off a ringing call is not logged, and a missed one never.',
    versions: 'all',
    source: 'COM CallLogger.ts:116-119; CallLogger/index.ts:33',
  },
  'log-entities': {
    description: 'The first log has the only contact of each side; later ones have none.',
    versions: 'all',
    source: 'COM CallLogger.ts:191-263',
  },
  'log-waits-for-matches': {
    description: 'The first log waits for both matchers.',
    versions: 'all',
    source: 'COM CallLogger.ts:192-202',
  },
  'log-known': {
    description: 'A call that has a log already is logged without contacts.',
    versions: 'all',
    source: 'COM CallLogger.ts:196-246',
  },
  'log-live-figures': {
    description:
      'The duration of a live call counts from its start, with the ringing; its result is its status.',
    versions: 'all',
    source: 'COM CallLogger.ts:143-168',
  },
  'log-left-old': {
    description:
      'A call that has left the list is logged with its old object: the status is old, the result is Disconnected.',
    versions: 'all',
    source: 'COM CallLogger.ts:344-359; CallHistory/index.ts:17-27',
  },
  'log-left-connected': {
    description:
      'If its row is in the call log already, the result is the old status, and no log with the real one follows until a recording arrives.',
    versions: 'all',
    source:
      'COM CallHistory.ts:204-228; COM CallLogger.ts:161-162, 364-402; CallLogger/index.ts:69-107',
  },
  'log-transfer': {
    description: 'A change of the caller is logged, with the earlier number.',
    versions: 'all',
    source: 'COM CallLogger.ts:321-342',
  },
  'log-sync': {
    description: 'When the row of a call arrives, it is logged with the real duration and result.',
    versions: 'all',
    source: 'COM CallLogger.ts:364-402',
  },
  'log-recording': {
    description: 'A recording that arrives later is logged, with a link to play it.',
    versions: 'all',
    source: 'CallLogger/index.ts:69-107; ThirdPartyService/index.ts:929-947, 966-973',
  },
  'log-note': {
    description: 'An AI note that arrives is logged.',
    versions: 'all',
    source: 'CallLogger/index.ts:227-236; ThirdPartyService/index.ts:954-965',
  },
  'log-matched-off': {
    description:
      'A call with any match, a status row included, is updated even without automatic logs.',
    versions: 'all',
    source: 'CallLogger/index.ts:31-42',
  },
  'log-then-match': {
    description: 'After a log the session is matched past the cache, unless there was no answer.',
    versions: 'all',
    source: 'ThirdPartyService/index.ts:974-983',
  },
  'log-queue': {
    description: 'A log waits for the pending one of its session.',
    versions: 'all',
    source: 'COM LoggerBase.ts:76-93',
  },
  'log-queue-together': {
    description: 'Two that wait for the same one start together.',
    versions: 'all',
    source: 'COM LoggerBase.ts:76-93',
  },
  'log-other-session': {
    description: 'A log does not wait for other sessions.',
    versions: 'all',
    source: 'COM LoggerBase.ts:76-79',
  },
  'log-button': {
    description:
      'The button sends createLog, or editLog where there is a log, with the chosen contact.',
    versions: 'all',
    source: 'CallItem/helper.ts:127-149; CallsListUI/index.ts:236-251',
  },
  'log-button-modal': {
    description: 'With a log page the button opens the page; saving sends logForm, and closes it.',
    versions: 'all',
    source: 'CallsListUI/index.ts:237-241; LogCallUI/index.ts:84-108',
  },
  'log-page-matches': {
    description: 'Opening the log page matches the call past the cache.',
    versions: 'all',
    source: 'LogCallUI/index.ts:109-115',
  },
  'log-view': {
    description: 'The button to view sends viewLog, also with a log page.',
    versions: 'all',
    source: 'CallItem/helper.ts:272-279; CallsListUI/index.ts:237',
  },
  'log-pending-disabled': {
    description:
      'A status row with the status pending disables the button; a status row is not a log.',
    versions: 'all',
    source: 'CallItem/helper.ts:127-149',
  },
  'log-contact-updated': {
    description: 'Another contact that the agent chooses is logged with automatic logs.',
    versions: 'all',
    source: 'CallItem/index.tsx:201-214',
  },
  'log-auto-read-only': {
    description: 'A page can fix the setting when it registers.',
    versions: 'all',
    source: 'CallLogger/index.ts:56-67; ThirdPartyService/index.ts:1366-1370',
  },
  'auto-log-pushed': {
    description:
      'The setting is pushed when the logger is ready, and at each change; before, a change is ignored.',
    versions: 'all',
    source: 'Adapter/index.js:756-767, 1648-1655; COM CallLogger.ts:405-410',
  },
  'unlogged-calls': {
    description:
      'The page can ask for ended calls without a log; those of the last 20 seconds are not among them, and only the first 10 have an AI note.',
    versions: 'all',
    source: 'CallLogger/index.ts:109-171',
  },
  'get-call-log': {
    description: 'The page can ask for a call: null if there is none, an error without an id.',
    versions: 'all',
    source: 'Adapter/index.js:527-545; CallLogger/index.ts:173-201',
  },
  'log-messages': {
    description: 'Messages are logged per conversation and day, then matched past the cache.',
    versions: 'all',
    source: 'ConversationLogger/index.ts:190-290; ThirdPartyService/index.ts:1026-1075',
  },
  'messages-selected': {
    description:
      'Where the page permits it, single messages are queried and logged, but not with automatic logs.',
    versions: '3.x 3.1',
    source: 'ConversationUI/index.ts:45-52, 208-236; ThirdPartyService/index.ts:789-853',
  },
  'messages-granular': {
    description: 'A page can register a path of its own to open the log of a message.',
    versions: '3.x 3.1',
    source: 'ThirdPartyService/index.ts:176-178, 856-866',
  },
} as const;
