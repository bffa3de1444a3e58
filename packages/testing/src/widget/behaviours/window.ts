/** Login, softphone, adapter script, tabs. */
export const windowBehaviours = {
  logout: {
    description: 'The page can log the agent out; the leads are removed then.',
    versions: 'all',
    source: 'Adapter.ts:253-255; EvLeads.ts:116-118; X0 Adapter/index.ts:117-118',
  },
  'logout-refused': {
    description: 'A logout during a call is refused with a toast.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:344-353',
  },
  'logout-on-call': {
    description: 'A logout works during a call, too.',
    versions: '1.0 next',
    source: 'EvAuth.ts:56, 408-413 (canUserLogoutFn is never set)',
  },
  'logout-falls-through': {
    description: 'A logout falls through into dialLead, which throws if there are leads.',
    versions: '0.x',
    source: 'X0 Adapter/index.ts:117-121 (no break)',
  },
  'login-popup': {
    description: 'With disableLoginPopup a login posts a bare message with the address to open.',
    versions: '0.x',
    source: 'X0 OAuth/index.ts:18-27',
  },
  'login-callback': {
    description: 'Any message with a `callbackUri`, of any type, logs the agent in.',
    versions: '0.x',
    source: 'JSW OAuth.ts:100-110',
  },
  'environment-throws': {
    description: 'The command setEnvironment throws: the worker has no window.',
    versions: '1.0 next',
    source: 'Adapter.ts:337-342',
  },
  'popup-check': {
    description:
      'It answers checkPopupWindow with true if there is a popup, or a call on the integrated softphone, and shows a toast.',
    versions: 'all',
    source: 'Adapter.ts:263-283; X0 Adapter/index.ts:126-142',
  },
  'popup-check-slow': {
    description: 'Without a popup it takes 800 ms to answer false.',
    versions: '0.x',
    source: 'X0 lib/PopupWindowManager/index.js:42-69',
  },
  'adapter-state': {
    description: 'Every tab pushes a change of closed, minimized or position.',
    versions: 'all',
    source: 'Adapter.ts:214-223, 414-434; X0 Adapter/index.ts:146-148, 297-317',
  },
  'adapter-state-start': {
    description: 'The adapter state is pushed at the start, too.',
    versions: '0.x',
    source: 'X0 Adapter/index.ts:33-35, 146-148, 297-317 (compared with undefined)',
  },
  'adapter-state-size': {
    description: 'A change of size is pushed, too.',
    versions: 'next',
    source: 'X1+ Adapter.ts (_setupStateWatcher)',
  },
  'adapter-restored': {
    description: 'A minimised widget opens at an inbound ring and at the answer.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:237, 280, 316-323; X0 Adapter/index.ts:334-336',
  },
  'side-widget': {
    description:
      'The side panel sends an event when it opens and closes, and the page can extend it.',
    versions: 'next',
    source: 'X1+ Adapter.ts (onSideWidgetOpenNotify, setSideWidgetExtended)',
  },
  'sip-ring': {
    description:
      'The integrated softphone sends events about its ring, its registration and its end, without the call.',
    versions: 'all',
    source: 'Redirect.ts:219-225; Adapter.ts:135-148; X0 Phone/index.ts:236-242',
  },
  'sip-ring-auto': {
    description: 'An automatically answered invitation causes sipRingCall, too.',
    versions: '0.x',
    source: 'JSW EvIntegratedSoftphone.ts:429-437 (pushed before the check)',
  },
  'sip-ring-not-auto': {
    description: 'An automatically answered invitation causes only sipEndCall, not sipRingCall.',
    versions: '1.0 next',
    source: 'EvIntegratedSoftphone.ts:297-307; Redirect.ts:223-225',
  },
  'sip-end-after-ring': {
    description: 'It pushes sipEndCall only after sipRingCall.',
    versions: '0.x',
    source: 'X0 Phone/index.ts:236-242',
  },
  'tabs-all': {
    description: 'Every open tab pushes ringCall, newCall and endCall.',
    versions: '0.x',
    source: 'X0 Adapter/index.ts:210-295; JSW EvCallMonitor.ts:158-181 [inf]',
  },
  'tabs-active': {
    description: 'Only the active tab pushes events and sends logCall and viewLead.',
    versions: '1.0 next',
    source: 'Adapter.ts:344-405, 447-450; ThirdParty.ts:262-265, 284-287',
  },
  'tabs-main': {
    description: 'Queries for contacts and logs go to the page of the main tab.',
    versions: '1.0 next',
    source: 'ThirdParty.ts:188, 227',
  },
  'tabs-own': {
    description: 'Each tab sends queries for contacts and logs to its own page.',
    versions: '0.x',
    source: 'X0 ThirdPartyService/index.ts:109-182',
  },
  'tabs-none-active': {
    description: 'While no tab has had the focus, events are dropped.',
    versions: '1.0 next',
    source: 'Adapter.ts:447-450',
  },
  'tabs-none-active-log': {
    description:
      'While no tab has had the focus, logCall and viewLead are dropped, too, and the agent does not wait.',
    versions: '1.0',
    source: 'ThirdParty.ts:265, 287',
  },
  'tabs-none-active-asked': {
    description: 'While no tab has had the focus, every tab sends logCall and viewLead.',
    versions: 'next',
    source: 'X1+ ThirdParty.ts (_canSendToHost, 18288f4) [inf] for several tabs',
  },
  'popup-main': {
    description:
      'A popup becomes the main tab: the others reload, and queries for contacts and logs go to the popup’s page.',
    versions: '1.0 next',
    source: 'EvTabManager.ts:70-102',
  },
} as const;
