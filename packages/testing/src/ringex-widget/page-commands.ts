import type { AdapterState } from '../widget/storage.js';
import type { Context } from './context.js';
import type { Dialer } from './dialer.js';
import type { PhoneCall } from './phone-line.js';
import type { Ringcx } from './ringcx.js';
import { normalizeDialled, sessionOf } from './shapes.js';
import type { WidgetDocument } from './widget-document.js';
import type { Members, PagePush } from './wire.js';

/** What the commands of a page do beyond their document. */
export interface Owner {
  adapter(change: Partial<AdapterState>): void;
  setLoggedIn(isLoggedIn: boolean): Promise<unknown>;
  setAutoLog(change: { readonly call?: unknown; readonly message?: unknown }): void;
}

/** A made-up login address. */
const OAUTH_URI = 'https://login.example/authorize?response_type=code&state=1';

const DND = new Set([
  'TakeAllCalls',
  'DoNotAcceptAnyCalls',
  'DoNotAcceptDepartmentCalls',
  'TakeDepartmentCallsOnly',
]);
const USER = new Set(['Available', 'Busy', 'Offline', 'DoNotDisturb']);

/** Executes the commands of a page. They are not validated, as in the real widget (Adapter/index.js:341-440). */
export function createPageCommands(
  { does, settings, storage, line, toast, changed }: Context,
  document: WidgetDocument,
  dialer: Dialer,
  ringcx: Ringcx,
  owner: Owner,
): (name: PagePush | undefined, message: Members) => Promise<unknown> {
  const { thirdParty, push } = document;
  const isBrowser = settings.callingMode === 'browser';
  const isV3 = does('webphone-session-3');

  const live = (): readonly PhoneCall[] =>
    isBrowser ? line.data.calls.filter(({ session }) => session !== 'finished') : [];
  const isRinging = ({ direction, session }: PhoneCall): boolean =>
    direction === 'Inbound' && session === 'connecting';
  const byId = (id: unknown, isWanted: (call: PhoneCall) => boolean): PhoneCall | undefined =>
    id
      ? live().find((call) => sessionOf(call, isV3)['id'] === id)
      : [...live()].reverse().find(isWanted);
  const ringing = (id: unknown): PhoneCall | undefined => byId(id, isRinging);
  const current = (id: unknown): PhoneCall | undefined => byId(id, (call) => !isRinging(call));

  /** Adapter/index.js:1462-1491 */
  async function startCall(message: Members): Promise<unknown> {
    const { phoneNumber, toCall, callerId, callWith } = message;
    if (does('ringcx-session') && settings.ringcx) {
      if (callWith === 'ringcx') return ringcx.dial(phoneNumber);
      if (ringcx.isBusy) return toast('warning', 'Finish the RingCX call first.');
    }
    if (!storage.isLoggedIn) return undefined;
    const number = String(phoneNumber ?? '');
    if (live().some((call) => sessionOf(call, isV3)['to'] === normalizeDialled(number)))
      return undefined;
    if (callerId && does('caller-id') && isOwn(callerId)) storage.fromNumber = String(callerId);
    push('routeChanged', { path: '/dialer' });
    if (!toCall) return undefined;
    const none = { contactId: undefined, name: undefined, contactType: undefined };
    return dialer.call(number, {
      phoneNumber,
      ...none,
      entityType: undefined,
      phoneType: undefined,
    });
  }
  const isOwn = (number: unknown): boolean =>
    number === 'anonymous' || settings.fromNumbers.includes(number as string);

  function recordError(message: string, call: PhoneCall): void {
    const callId = sessionOf(call, isV3)['id'];
    push('controlCallError', { error: 'RecordError', message, callId });
  }

  /** Adapter/index.js:1069-1116, 1198-1276 */
  async function controlCall({ callAction, callId, options, source }: Members): Promise<unknown> {
    if (source === 'ringcx' && does('ringcx-session')) return ringcx.control(callAction);
    const given = options as Members;
    switch (callAction) {
      case 'answer': {
        const call = ringing(callId);
        return call && line.answer(call);
      }
      case 'reject':
      case 'toVoicemail': {
        const call = ringing(callId);
        return call && line.end(call);
      }
      case 'forward': {
        const call = ringing(callId);
        if (!given['forwardNumber'] || !call) return undefined;
        return line.end(call);
      }
      case 'hangup': {
        const call = current(callId);
        return call && line.end(call);
      }
      case 'transfer': {
        const call = current(callId);
        if (!given['transferNumber'] || !call) return undefined;
        return line.end(call);
      }
      case 'hold':
      case 'unhold': {
        const call = current(callId);
        if (call?.session !== 'connected') return undefined;
        return line.hold(call, callAction === 'hold');
      }
      case 'mute':
      case 'unmute': {
        const call = current(callId);
        return call && line.mute(call, callAction === 'mute');
      }
      case 'startRecord':
      case 'stopRecord': {
        const call = current(callId);
        const isStart = callAction === 'startRecord';
        if (!call) return undefined;
        if (call.isRecording === isStart)
          return recordError(`Can't ${isStart ? 'record' : 'stop record'} at current status`, call);
        call.isRecording = isStart;
        return changed();
      }
    }
    return undefined;
  }

  /** Adapter/index.js:1122-1196 */
  function pickCall({ extensionId, telephonySessionId }: Members): void {
    const message =
      extensionId && telephonySessionId
        ? isBrowser
          ? 'Call not found in monitored extensions'
          : 'Pick call is only supported in webphone mode'
        : 'extensionId and telephonySessionId are required';
    push('controlCallError', { error: 'PickError', message });
  }

  async function run(name: PagePush | undefined, message: Members): Promise<unknown> {
    const handled = name && thirdParty.receive(name, message);
    if (handled) {
      if (name === 'register') document.logger.onRegistered();
      return handled;
    }
    switch (name) {
      case 'startCall':
        return startCall(message);
      case 'controlCall':
        return controlCall(message);
      case 'pickCall':
        return does('pick-call') ? pickCall(message) : undefined;
      case 'login':
        if (!storage.isLoggedIn && settings.disableLoginPopup)
          push('loginPopup', { oAuthUri: OAUTH_URI });
        return undefined;
      case 'authorizationCode':
        return message['callbackUri'] ? owner.setLoggedIn(true) : undefined;
      case 'logout':
        return storage.isLoggedIn ? owner.setLoggedIn(false) : undefined;
      case 'requestWebphoneSessions':
        return push('webphoneSessions', { calls: document.sessions() });
      case 'setAutoLog':
        return owner.setAutoLog(message);
      case 'setCallingSettings':
        if (isOwn(message['fromNumber'])) storage.fromNumber = String(message['fromNumber']);
        return undefined;
      case 'setPhoneNumberFormat': {
        const { formatType, template } = message;
        if (!does('phone-number-format')) return undefined;
        return push('phoneNumberFormat', {
          formatType,
          template: formatType === 'custom' ? template : '',
        });
      }
      case 'selectCallContact': {
        const { telephonySessionId, contactId } = message;
        if (telephonySessionId && contactId) storage.chosen[String(telephonySessionId)] = contactId;
        return changed();
      }
      case 'setPresence': {
        const { userStatus, dndStatus } = message as Readonly<Record<string, string>>;
        if ((userStatus && !USER.has(userStatus)) || (dndStatus && !DND.has(dndStatus)))
          return undefined;
        storage.presence = {
          userStatus: userStatus || storage.presence.userStatus,
          dndStatus: dndStatus || storage.presence.dndStatus,
        };
        return document.pushPresence();
      }
      case 'navigate': {
        const path = message['path'];
        if (typeof path !== 'string' || !path) return undefined;
        if (path === 'goBack') return document.closeLogPage();
        if (path.startsWith('/log/call/'))
          return document.openLogPage((path.split('/')[3] as string).split('?')[0] as string);
        return push('routeChanged', { path });
      }
      case 'setSideDrawerExtended':
        return document.setSideDrawer(Boolean(message['extended']));
      case 'sendSms':
        return push('routeChanged', { path: '/composeText' });
      case 'startAgentSession':
        return does('ringcx-session') ? ringcx.start() : undefined;
      case 'endAgentSession':
        return does('ringcx-session') ? ringcx.end() : undefined;
      case 'setAgentState':
        return does('ringcx-session') ? ringcx.setState(message['state']) : undefined;
      case 'dialLead':
        return does('ringcx-session')
          ? ringcx.dialLead(message['lead'] as Members, message['destination'])
          : undefined;
      case 'syncClosed':
      case 'syncMinimized':
      case 'syncSize':
      case 'syncPosition': {
        const key = name.slice(4).toLowerCase() as keyof AdapterState;
        return owner.adapter({ [key]: message[key] });
      }
    }
    return undefined;
  }
  return run;
}
