import { asE164 } from '../widget/phone-number.js';
import { isInternal, type PhoneCall } from './phone-line.js';
import type { Members } from './wire.js';

interface Party {
  readonly phoneNumber?: string;
  readonly extensionNumber?: string;
  readonly name?: string;
}

/** A call of the list of active calls or of the history, as the widget's modules pass it on. */
export interface ListedCall extends Members {
  readonly sessionId: string;
  readonly telephonySessionId: string;
  readonly direction: string;
  readonly from: Party;
  readonly to: Party;
  readonly startTime: number;
  readonly telephonyStatus?: string;
}

/** Returns a number in E.164 where it can be converted (COM CallMonitor.ts:420-433). */
export const normalizeDialled = (number: string): string =>
  isInternal(number) ? number : (asE164(number) ?? number);

const numberOf = ({ phoneNumber, extensionNumber }: Party): string =>
  phoneNumber || extensionNumber || '';

/** Returns the number of the other side, as the matchers query it. */
export const otherNumber = ({ direction, from, to }: ListedCall): string =>
  numberOf(direction === 'Inbound' ? from : to);

function parties(call: PhoneCall): { readonly from: string; readonly to: string } {
  return call.direction === 'Inbound'
    ? { from: call.number, to: call.ourNumber }
    : { from: call.fromNumber ?? call.ourNumber, to: call.number };
}

/**
 * Returns the session of the webphone (3.x WebphoneV2/webphoneHelper.ts:41-109; COM
 * modules/Webphone/webphoneHelper.ts for 2.x).
 */
export function sessionOf(call: PhoneCall, isV3: boolean, contactMatch?: unknown): Members {
  const { from, to } = parties(call);
  const isInbound = call.direction === 'Inbound';
  return {
    // 2.x has an id of its own beside the SIP Call-ID, which it knows with the first response.
    id: isV3 ? call.callId : `webphone-${call.callId}`,
    callId: isV3 || call.hasIds ? call.callId : undefined,
    direction: call.direction,
    callStatus: `webphone-session-${call.status === 'OnHold' && !isV3 ? 'onHold' : call.session}`,
    to,
    toUserName: isInbound ? '' : call.name,
    from,
    fromNumber: call.fromNumber,
    fromUserName: isInbound ? call.name : '',
    startTime:
      call.session === 'connected' ? (call.connectedAt ?? call.startedAt) : call.connectedAt,
    creationTime: call.startedAt,
    isOnHold: call.status === 'OnHold',
    isOnMute: call.isMuted,
    isOnFlip: false,
    isOnTransfer: false,
    isToVoicemail: false,
    isForwarded: false,
    isReplied: false,
    recordStatus: `webphone-record-${call.isRecording ? 'recording' : 'idle'}`,
    minimized: false,
    partyData: call.hasIds ? { partyId: call.partyId, sessionId: call.telephonySessionId } : null,
    lastActiveTime: call.startedAt,
    cached: false,
    removed: false,
    callQueueName: call.queue === undefined ? null : isV3 ? `${call.queue} - ` : call.queue,
    warmTransferSessionId: isV3 ? undefined : '',
    ...(isV3 && {
      voicemailDropStatus: undefined,
      originalLocalNumber: undefined,
      originalLocalName: undefined,
      isReceivedTransfer: false,
      receivedTransferFromNumber: undefined,
      receivedTransferFromName: undefined,
    }),
    contactMatch,
  };
}

/** Returns the call of presence (COM Presence.ts:173-203). */
export function presenceOf(call: PhoneCall): ListedCall {
  const { from, to } = parties(call);
  const isInbound = call.direction === 'Inbound';
  return {
    id: call.id,
    direction: call.direction,
    from: { phoneNumber: from },
    to: { phoneNumber: to },
    fromName: isInbound ? call.name : '',
    toName: isInbound ? '' : call.name,
    startTime: call.startedAt,
    telephonyStatus: call.status,
    ...(call.status === 'NoCall' && { terminationType: 'final' }),
    sessionId: call.sessionId,
    telephonySessionId: call.telephonySessionId,
    partyId: call.partyId,
    offset: 0,
    sipData: { fromTag: `${call.callId}-from`, toTag: `${call.callId}-to` },
  };
}

/** Returns the call in the list that the loggers use (COM CallMonitor.ts:386-455). */
export function monitoredOf(call: PhoneCall, webphoneSession: Members | undefined): ListedCall {
  const presence = presenceOf(call);
  return {
    ...presence,
    from: { phoneNumber: normalizeDialled(presence.from.phoneNumber ?? '') },
    to: { phoneNumber: normalizeDialled(presence.to.phoneNumber ?? '') },
    startTime: (webphoneSession?.['startTime'] as number | undefined) ?? presence.startTime,
    webphoneSession,
  };
}

const RECORDING = 'https://platform.ringcentral.example/restapi/v1.0/account/1/recording';

/** Returns the row of a call in the call log, with numbers normalised (COM CallHistory.ts:302-332). */
export function rowOf(call: PhoneCall): ListedCall {
  const { from, to } = parties(call);
  const isInbound = call.direction === 'Inbound';
  const isAnswered = call.connectedAt !== undefined;
  const seconds = Math.round(
    ((call.endedAt ?? 0) - (call.connectedAt ?? call.endedAt ?? 0)) / 1_000,
  );
  const party = (number: string, name: string): Party => ({
    ...(isInternal(number)
      ? { extensionNumber: number }
      : { phoneNumber: normalizeDialled(number) }),
    ...(name && { name }),
  });
  const fromParty = party(from, isInbound ? call.name : '');
  const toParty = party(to, isInbound ? '' : call.name);
  return {
    uri: `https://platform.ringcentral.example/restapi/v1.0/account/1/extension/1/call-log/${call.id}`,
    id: `row-${call.id}`,
    sessionId: call.sessionId,
    telephonySessionId: call.telephonySessionId,
    partyId: call.partyId,
    startTime: call.startedAt,
    duration: seconds,
    durationMs: seconds * 1_000,
    type: 'Voice',
    internalType: isInternal(call.number) ? 'Local' : 'LongDistance',
    direction: call.direction,
    action: isInbound ? 'Phone Call' : 'VoIP Call',
    result: isInbound
      ? isAnswered
        ? 'Accepted'
        : 'Missed'
      : isAnswered
        ? 'Call connected'
        : 'Hang Up',
    from: fromParty,
    to: toParty,
    fromName: fromParty.name ?? fromParty.phoneNumber,
    toName: toParty.name ?? toParty.phoneNumber,
    ...(call.hasRecording && {
      recording: {
        id: call.sessionId,
        type: 'Automatic',
        uri: `${RECORDING}/${call.sessionId}`,
        contentUri: `${RECORDING}/${call.sessionId}/content`,
      },
    }),
  };
}

/** Returns the numbers and extensions of a call, `from` first (COM callHistoryHelper.ts:42-75). */
export const numbersOf = ({ from, to }: ListedCall): readonly string[] =>
  [numberOf(from), numberOf(to)].filter(Boolean);
