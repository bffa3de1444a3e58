/** Login, softphone, the adapter script's business, tabs. */
export const windowBehaviours = {
  logout: {
    says: 'The page may log the agent out; leads are gone then.',
    versions: 'all',
    source: 'Adapter.ts:253-255; EvLeads.ts:116-118; X0 Adapter/index.ts:117-118',
  },
  'logout-refused': {
    says: 'A logout during a call is refused with a toast.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:344-353',
  },
  'logout-on-call': {
    says: 'A logout is heeded during a call, too.',
    versions: '1.0 next',
    source: 'EvAuth.ts:56, 408-413 (nobody sets canUserLogoutFn)',
  },
  'logout-falls-through': {
    says: 'A logout runs on into dialLead, which throws if there are leads.',
    versions: '0.x',
    source: 'X0 Adapter/index.ts:117-121 (no break)',
  },
  'login-popup': {
    says: 'With disableLoginPopup a login is told in no envelope, with the address to open.',
    versions: '0.x',
    source: 'X0 OAuth/index.ts:18-27',
  },
  'login-callback': {
    says: 'Any message with a `callbackUri`, whatever its type, logs the agent in.',
    versions: '0.x',
    source: 'JSW OAuth.ts:100-110',
  },
  'environment-throws': {
    says: 'The command for the environment throws: its worker has no window.',
    versions: '1.0 next',
    source: 'Adapter.ts:337-342',
  },
  'popup-check': {
    says: 'Asked whether it is in a popup, it says yes if there is one, or a call on the integrated softphone, and shows a toast.',
    versions: 'all',
    source: 'Adapter.ts:263-283; X0 Adapter/index.ts:126-142',
  },
  'popup-check-slow': {
    says: 'Without a popup it takes 800 ms to say no.',
    versions: '0.x',
    source: 'X0 lib/PopupWindowManager/index.js:42-69',
  },
  'adapter-state': {
    says: 'A change of closed, minimized or position is pushed from every tab.',
    versions: 'all',
    source: 'Adapter.ts:214-223, 414-434; X0 Adapter/index.ts:146-148, 297-317',
  },
  'adapter-state-start': {
    says: 'The adapter state is pushed at the start, too.',
    versions: '0.x',
    source: 'X0 Adapter/index.ts:33-35, 146-148, 297-317 (compared with undefined)',
  },
  'adapter-state-size': {
    says: 'A change of size is pushed, too.',
    versions: 'next',
    source: 'X1+ Adapter.ts (_setupStateWatcher)',
  },
  'adapter-restored': {
    says: 'Minimised, it opens at an inbound ring and at the answer.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:237, 280, 316-323; X0 Adapter/index.ts:334-336',
  },
  'side-widget': {
    says: 'The panel beside it tells when it opens and closes, and the page may extend it.',
    versions: 'next',
    source: 'X1+ Adapter.ts (onSideWidgetOpenNotify, setSideWidgetExtended)',
  },
  'sip-ring': {
    says: 'The integrated softphone tells its ringing, its registration and its end, and nothing of the call.',
    versions: 'all',
    source: 'Redirect.ts:219-225; Adapter.ts:135-148; X0 Phone/index.ts:236-242',
  },
  'sip-ring-auto': {
    says: 'An invitation that is answered by itself is told as ringing, too.',
    versions: '0.x',
    source: 'JSW EvIntegratedSoftphone.ts:429-437 (told before the check)',
  },
  'sip-ring-not-auto': {
    says: 'An invitation that is answered by itself is not told as ringing, only its end is.',
    versions: '1.0 next',
    source: 'EvIntegratedSoftphone.ts:297-307; Redirect.ts:223-225',
  },
  'sip-end-after-ring': {
    says: 'The end of a softphone call is told only after its ringing was told.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:236-242',
  },
  'tabs-all': {
    says: 'Every open tab tells ring, new and end of a call.',
    versions: '0.x',
    source: 'X0 Adapter/index.ts:210-295; JSW EvCallMonitor.ts:158-181 [inf]',
  },
  'tabs-active': {
    says: 'Only the active tab tells events, asks for logs and shows leads.',
    versions: '1.0 next',
    source: 'Adapter.ts:344-405, 447-450; ThirdParty.ts:262-265, 284-287',
  },
  'tabs-main': {
    says: 'Contacts and logs are looked up by the page of the main tab.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:188, 227',
  },
  'tabs-own': {
    says: 'Each tab looks up contacts and logs in its own page.',
    versions: '0.x',
    source: 'X0 ThirdPartyService/index.ts:109-182',
  },
  'tabs-none-active': {
    says: 'While no tab has had the focus, events are dropped.',
    versions: '1.0 next',
    source: 'Adapter.ts:447-450',
  },
  'tabs-none-active-log': {
    says: 'While no tab has had the focus, logCall and viewLead are dropped, too, and nobody waits.',
    versions: '1.0',
    source: 'ThirdParty.ts:265, 287',
  },
  'tabs-none-active-asked': {
    says: 'While no tab has had the focus, every tab sends logCall and viewLead.',
    versions: 'next',
    source: 'X1+ ThirdParty.ts (_canSendToHost, 18288f4) [inf] for several tabs',
  },
  'popup-main': {
    says: 'A popup becomes the main tab: the others reload, and its own page is asked for contacts and logs.',
    versions: '1.0 next',
    source: 'EvTabManager.ts:70-102',
  },
} as const;
