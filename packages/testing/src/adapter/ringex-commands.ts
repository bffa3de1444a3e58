import { pagePushes, pageRequests, types } from './ringex-types.js';
import type { Request } from './ringex-requests.js';

type Options = Readonly<Record<string, unknown>>;

/** The commands of `RCAdapter` of RingEX. What a page passes is posted as it is: nothing is checked. */
export interface RingexCommands {
  /** Opens the dialler with the number, and dials if `toCall` is true, or an object of options (3.1). */
  clickToCall(phoneNumber: unknown, toCall?: unknown): void;
  clickToSMS(
    phoneNumber: unknown,
    text?: unknown,
    conversation?: unknown,
    attachments?: unknown,
    recipient?: unknown,
  ): void;
  controlCall(action: unknown, id?: unknown, options?: Options): void;
  logoutUser(): void;
  updateCallingSetting(settings: Options): void;
  updateSmsSetting(settings: Options): void;
  updateRingtone(ringtone: Options): void;
  navigateTo(path: unknown): void;
  setAutoLog(autoLog?: Options): void;
  /** From 3.x on. */
  setPhoneNumberFormat(format: Options): void;
  gotoPresence(): void;
  setEnvironment(): void;
  scheduleMeeting(meetingInfo: unknown): Promise<unknown>;
  isWindowPoppedUp(options?: { readonly alert?: unknown }): Promise<unknown>;
  createSMSTemplate(displayName: unknown, text: unknown): Promise<unknown>;
  alertMessage(alert: Options): Promise<unknown>;
  dismissMessage(id?: unknown): Promise<unknown>;
  getUnloggedCalls(perPage?: unknown, page?: unknown): Promise<unknown>;
  getCallLog(ids: Options): Promise<unknown>;
  /** From 3.x on. */
  refreshLoginSession(force?: unknown): Promise<unknown>;
  /** The following are in 3.1, whose source is not public (docs/integration/ringcx.md). */
  startRingCXAgentSession(): void;
  endRingCXAgentSession(): void;
  setRingCXAgentState(state: unknown): void;
  dialRingCXLead(lead: unknown, destination: unknown): void;
}

const isOptions = (value: unknown): value is Options => typeof value === 'object' && value !== null;

const only = (options: Options, ...names: readonly string[]): Options =>
  Object.fromEntries(names.map((name) => [name, options[name]]));

/**
 * Creates the commands (lib/Adapter/index.js:505-617, 716-788; 3.x adds 798-816).
 *
 * @param open - opens the widget, as a call and a message do (553-572)
 */
export function createCommands(
  post: (type: string, body?: object) => void,
  request: Request,
  open: () => void,
): RingexCommands {
  return {
    clickToCall(phoneNumber, toCall = false) {
      open();
      // 3.1 has options there: callWith and callerId (docs/integration/ringcx.md, "Commands").
      const options = isOptions(toCall) ? { toCall: false, ...toCall } : { toCall };
      post(pagePushes.startCall, { phoneNumber, ...options });
    },
    clickToSMS(phoneNumber, text, conversation, attachments, recipient) {
      open();
      post(pagePushes.sendSms, { phoneNumber, text, conversation, attachments, recipient });
    },
    controlCall(callAction, callId, options = {}) {
      // 3.1 reads `source` beside the options.
      const { source, ...others } = options;
      post(pagePushes.controlCall, {
        callAction,
        callId,
        options: others,
        ...(source !== undefined && { source }),
      });
    },
    logoutUser: () => post(pagePushes.logout),
    updateCallingSetting: (settings) =>
      post(
        pagePushes.setCallingSettings,
        only(settings, 'callWith', 'myLocation', 'ringoutPrompt', 'fromNumber'),
      ),
    updateSmsSetting: (settings) => post(pagePushes.setSmsSettings, only(settings, 'senderNumber')),
    updateRingtone: (ringtone) =>
      post(pagePushes.setRingtone, only(ringtone, 'name', 'uri', 'volume')),
    navigateTo: (path) => post(pagePushes.navigate, { path }),
    setAutoLog: (autoLog = {}) => post(pagePushes.setAutoLog, only(autoLog, 'message', 'call')),
    setPhoneNumberFormat: (format) =>
      post(
        pagePushes.setPhoneNumberFormat,
        only(format, 'formatType', 'template', 'readOnly', 'readOnlyReason'),
      ),
    gotoPresence: () => post(types.gotoPresence),
    setEnvironment: () => post(types.setEnvironment),
    scheduleMeeting: (meetingInfo) => request(pageRequests.scheduleMeeting, meetingInfo),
    isWindowPoppedUp: ({ alert = false } = {}) => request(pageRequests.checkPopupWindow, { alert }),
    createSMSTemplate: (displayName, text) =>
      request(pageRequests.createSmsTemplate, { displayName, text }),
    alertMessage: (alert) =>
      request(pageRequests.showAlert, only(alert, 'message', 'level', 'ttl', 'details')),
    dismissMessage: (id = null) => request(pageRequests.dismissAlert, { id }),
    getUnloggedCalls: (perPage, page) => request(pageRequests.getUnloggedCalls, { perPage, page }),
    getCallLog: (ids) =>
      request(pageRequests.getCallLog, only(ids, 'sessionId', 'telephonySessionId')),
    refreshLoginSession: (force) => request(pageRequests.refreshLoginSession, { force }),
    startRingCXAgentSession: () => post(pagePushes.startAgentSession),
    endRingCXAgentSession: () => post(pagePushes.endAgentSession),
    setRingCXAgentState: (state) => post(pagePushes.setAgentState, { state }),
    dialRingCXLead: (lead, destination) => post(pagePushes.dialLead, { lead, destination }),
  };
}
