// The wire's names, by the names of the messages in schemas/ringex. No other module has any.

/** Any object on the wire. */
export type Members = Readonly<Record<string, unknown>>;

/** The tags of the envelopes, and the names of their members. */
export const envelope = {
  tag: 'type',
  widget: { request: 'rc-post-message-request', response: 'rc-adapter-message-response' },
  page: { request: 'rc-adapter-message-request', response: 'rc-post-message-response' },
  requestId: 'requestId',
  responseId: 'responseId',
  path: 'path',
  body: 'body',
  result: 'response',
} as const;

/** The pushes of the widget, which are all bare. */
export const pushes = {
  loginStatus: 'rc-login-status-notify',
  loginPopup: 'rc-login-popup-notify',
  callRing: 'rc-call-ring-notify',
  callInit: 'rc-call-init-notify',
  callStart: 'rc-call-start-notify',
  callEnd: 'rc-call-end-notify',
  callHold: 'rc-call-hold-notify',
  callResume: 'rc-call-resume-notify',
  callMute: 'rc-call-mute-notify',
  activeCall: 'rc-active-call-notify',
  ringoutCall: 'rc-ringout-call-notify',
  webphoneConnection: 'rc-webphone-connection-status-notify',
  webphoneSessions: 'rc-webphone-sessions-sync',
  inboundMessage: 'rc-inbound-message-notify',
  messageUpdated: 'rc-message-updated-notify',
  callingSettings: 'rc-calling-settings-notify',
  regionSettings: 'rc-region-settings-notify',
  dialerStatus: 'rc-dialer-status-notify',
  routeChanged: 'rc-route-changed-notify',
  callAutoLog: 'rc-callLogger-auto-log-notify',
  messageAutoLog: 'rc-messageLogger-auto-log-notify',
  callHistorySynced: 'rc-call-history-synced-notify',
  controlCallError: 'rc-control-call-error',
  pushAdapterState: 'rc-adapter-pushAdapterState',
  syncPresence: 'rc-adapter-syncPresence',
  syncSize: 'rc-adapter-syncSize',
  theme: 'rc-adapter-theme-notify',
  aiAssistantSettings: 'rc-adapter-ai-assistant-settings-notify',
  meetingStatus: 'rc-meeting-status-notify',
  brandAssets: 'rc-brand-assets-notify',
  sideDrawerOpen: 'rc-adapter-side-drawer-open-notify',
  phoneNumberFormat: 'rc-adapter-phone-number-format-settings-notify',
  callDisposed: 'rc-ringcx-call-disposed-notify',
  agentSession: 'rc-ringcx-agent-session-notify',
  agentState: 'rc-ringcx-agent-state-notify',
  lead: 'rc-ringcx-lead-notify',
} as const;

/** The name of a push of the simulated RingEX widget. */
export type RingexPush = keyof typeof pushes;

/** The pushes of the page. */
export const pagePushes = {
  register: 'rc-adapter-register-third-party-service',
  startCall: 'rc-adapter-new-call',
  sendSms: 'rc-adapter-new-sms',
  controlCall: 'rc-adapter-control-call',
  login: 'rc-adapter-login',
  logout: 'rc-adapter-logout',
  setCallingSettings: 'rc-calling-settings-update',
  setSmsSettings: 'rc-sms-settings-update',
  navigate: 'rc-adapter-navigate-to',
  setPresence: 'rc-adapter-set-presence',
  requestWebphoneSessions: 'rc-adapter-webphone-sessions-sync',
  setAutoLog: 'rc-adapter-update-auto-log-settings',
  setSideDrawerExtended: 'rc-adapter-set-side-drawer-extended',
  selectCallContact: 'rc-adapter-set-call-contact-matches-select',
  authorizationCode: 'rc-adapter-authorization-code',
  setAuthorization: 'rc-adapter-update-authorization-status',
  syncContacts: 'rc-adapter-sync-third-party-contacts',
  rematchCallLogs: 'rc-adapter-trigger-call-logger-match',
  rematchContacts: 'rc-adapter-trigger-contact-match',
  updateSettings: 'rc-adapter-update-third-party-settings',
  updateCallLogPage: 'rc-adapter-update-call-log-page',
  updateMessageLogPage: 'rc-adapter-update-messages-log-page',
  registerPage: 'rc-adapter-register-customized-page',
  updateBanner: 'rc-adapter-update-customized-banner',
  pickCall: 'rc-adapter-pick-call',
  setPhoneNumberFormat: 'rc-adapter-set-phone-number-format',
  startAgentSession: 'rc-adapter-ringcx-start-agent-session',
  endAgentSession: 'rc-adapter-ringcx-end-agent-session',
  setAgentState: 'rc-adapter-ringcx-set-agent-state',
  dialLead: 'rc-adapter-ringcx-dial-lead',
  syncClosed: 'rc-adapter-syncClosed',
  syncMinimized: 'rc-adapter-syncMinimized',
  syncSize: 'rc-adapter-syncSize',
  syncPosition: 'rc-adapter-syncPosition',
} as const;

export type PagePush = keyof typeof pagePushes;

/** The requests of the page, by their paths. */
export const pageRequests = {
  scheduleMeeting: '/schedule-meeting',
  checkPopupWindow: '/check-popup-window',
  showAlert: '/custom-alert-message',
  dismissAlert: '/dismiss-alert-message',
  createSmsTemplate: '/create-sms-template',
  getUnloggedCalls: '/unlogged-calls',
  getCallLog: '/get-call-log',
  refreshLoginSession: '/refresh-login-session',
  getAgentSession: '/ringcx/agent-session',
  getDispositions: '/ringcx/dispositions',
} as const;

export type PageRequest = keyof typeof pageRequests;

interface RequestKind {
  /** The member of the registered service that has the path. */
  readonly field: string;
  /** How long the widget waits, in milliseconds. Default: {@link TIMEOUT_MS}. */
  readonly timeoutMs?: number;
}

/** How long a request of the widget waits if its kind says nothing else, in milliseconds. */
export const TIMEOUT_MS = 3_000;

/** The requests of the widget. */
export const requests = {
  logCall: { field: 'callLoggerPath', timeoutMs: 15_000 },
  viewCallLog: { field: 'callLoggerPath', timeoutMs: 15_000 },
  matchContacts: { field: 'contactMatchPath', timeoutMs: 30_000 },
  matchCallLogs: { field: 'callLogEntityMatcherPath', timeoutMs: 30_000 },
  viewLead: { field: 'leadViewerPath' },
  viewContact: { field: 'viewMatchedContactPath' },
  searchContacts: { field: 'contactSearchPath', timeoutMs: 30_000 },
  listContacts: { field: 'contactsPath', timeoutMs: 60_000 },
  listActivities: { field: 'activitiesPath' },
  viewActivity: { field: 'activityPath' },
  callLogPageChanged: { field: 'callLogPageInputChangedEventPath' },
  logMessages: { field: 'messageLoggerPath', timeoutMs: 15_000 },
  logSelectedMessages: { field: 'messageLoggerPath', timeoutMs: 15_000 },
  openMessageLog: { field: 'messageLoggerPath', timeoutMs: 15_000 },
  matchMessageLogs: { field: 'messageLogEntityMatcherPath', timeoutMs: 30_000 },
  matchMessages: { field: 'messageLogEntityMatcherPath', timeoutMs: 30_000 },
  messageLogPageChanged: { field: 'messagesLogPageInputChangedEventPath' },
  inviteToMeeting: { field: 'meetingInvitePath' },
  listMeetings: { field: 'meetingUpcomingPath' },
  logMeeting: { field: 'meetingLoggerPath', timeoutMs: 6_000 },
  openFeedback: { field: 'feedbackPath' },
  changeSetting: { field: 'settingsPath' },
  clickButton: { field: 'buttonEventPath' },
  openVcard: { field: 'vcardHandlerPath' },
  checkDoNotContact: { field: 'doNotContactPath' },
  authorize: { field: 'authorizationPath' },
  customPageChanged: { field: 'customizedPageInputChangedEventPath' },
  listVoicemailDrops: { field: 'voicemailDropFilesPath' },
} as const;

/** The name of a request of the simulated RingEX widget. */
export type RingexRequest = keyof typeof requests;

/** Returns how long the widget waits for a response, in milliseconds. */
export const timeoutOf = (name: RingexRequest): number =>
  (requests[name] as RequestKind).timeoutMs ?? TIMEOUT_MS;

const inverted = <Name extends string>(
  table: Readonly<Record<Name, string>>,
): ReadonlyMap<unknown, Name> =>
  new Map(Object.entries(table).map(([name, type]) => [type, name as Name]));

const pushNames = inverted(pushes);
const pagePushNames = inverted(pagePushes);
const pageRequestNames = inverted(pageRequests);

/** Returns the name of a push of the widget; `undefined` for anything else. */
export const nameOfPush = (message: unknown): RingexPush | undefined =>
  pushNames.get((message as Members | null | undefined)?.[envelope.tag]);

/** A message from the page. */
export type FromPage =
  | { readonly kind: 'push'; readonly name: PagePush | undefined; readonly body: Members }
  | {
      readonly kind: 'request';
      readonly name: PageRequest | undefined;
      readonly id: unknown;
      /** `undefined` if the page sent none, which four paths cannot take. */
      readonly body: Members | undefined;
    }
  | { readonly kind: 'response'; readonly id: unknown; readonly result: unknown };

/** Reads a message from the page; `undefined` for what the widget ignores (Adapter/index.js:341-344, 442-445). */
export function readFromPage(data: unknown): FromPage | undefined {
  const message = data as Members | null | undefined;
  if (!message) return undefined;
  const type = message[envelope.tag];
  if (type === envelope.page.response)
    return { kind: 'response', id: message[envelope.responseId], result: message[envelope.result] };
  if (type !== envelope.page.request)
    return { kind: 'push', name: pagePushNames.get(type), body: message };
  const path = message[envelope.path];
  if (!path) return undefined;
  return {
    kind: 'request',
    name: pageRequestNames.get(path),
    id: message[envelope.requestId],
    body: message[envelope.body] as Members | undefined,
  };
}

/** Wraps messages of the widget. */
export const wrap = {
  push: (name: RingexPush, body: Members): Members => ({ [envelope.tag]: pushes[name], ...body }),
  request: (id: string, path: unknown, body: unknown): Members => ({
    [envelope.tag]: envelope.widget.request,
    [envelope.requestId]: id,
    [envelope.path]: path,
    [envelope.body]: body,
  }),
  response: (id: unknown, result: unknown): Members => ({
    [envelope.tag]: envelope.widget.response,
    [envelope.responseId]: id,
    [envelope.result]: result,
  }),
};
