import type { Call } from '@jackfield/core';
import type { Does } from './behaviours.js';
import { AGENT_LEG, type LineCall } from './call.js';
import { asE164 } from './phone-number.js';
import type { Settings } from './settings.js';
import { readWallTime } from './wall-time.js';

type Version = { readonly does: Does; readonly settings: Settings };

const AGENT_ID = '1554304';
const NEW_YORK = 'America/New_York';

function startTime({ does, settings }: Version, { queueDts }: LineCall): number | undefined {
  if (!queueDts && does('call-start-absent')) return undefined;
  return readWallTime(queueDts, does('call-start-right') ? NEW_YORK : settings.timeZone);
}

/** Returns the members that ringCall, newCall, endCall and logCall share. */
function formatCommon(version: Version, call: LineCall): Omit<Call, 'from' | 'to'> {
  return {
    id: call.uii,
    direction: call.direction,
    telephonySessionId: call.uii,
    partyId: AGENT_ID,
    startTime: startTime(version, call),
    offset: 0,
    fromMatches: [],
    toMatches: [],
    activityMatches: [],
  };
}

function numbersOf(
  { does }: Version,
  { ani, dnis }: LineCall,
): { customer: string; agent: string } {
  if (!does('call-e164')) return { customer: ani, agent: dnis };
  return { customer: asE164(ani) ?? ani, agent: asE164(dnis) ?? dnis };
}

/** Formats a ringing call (formatEvCall.ts:31-54; X0 lib/formatEvCall.ts). */
export function formatRing(version: Version, call: LineCall): Call {
  const numbers = numbersOf(version, call);
  const [from, to] = [{ phoneNumber: numbers.customer }, { phoneNumber: numbers.agent }];
  const isNew = !version.does('ring-status') || call.message.includes('NEW-CALL');
  return {
    ...formatCommon(version, call),
    from: call.direction === 'OUTBOUND' ? to : from,
    to: call.direction === 'OUTBOUND' ? from : to,
    telephonyStatus: isNew ? 'CallRing' : 'CallConnected',
    sessionId: undefined,
  };
}

/**
 * Formats a connected, ended or logged call (formatEvCall.ts:60-88; X0
 * EvActivityCallUI/index.ts:389-413).
 *
 * @param name - of the customer
 */
export function formatConnected(version: Version, call: LineCall, name: string | undefined): Call {
  const numbers = numbersOf(version, call);
  const customer = { phoneNumber: numbers.customer, name };
  const agent = { phoneNumber: numbers.agent, name: numbers.agent };
  const isOutbound = call.direction === 'OUTBOUND';
  const isOurs = call.serverDisposition === undefined;
  const { connectedAt, endedAt } = call;
  return {
    ...formatCommon(version, call),
    from: isOutbound ? agent : customer,
    to: isOutbound ? customer : agent,
    telephonyStatus: 'CallConnected',
    sessionId: isOurs ? AGENT_LEG : call.segmentId,
    recordingUrl: call.recordingUrl,
    ...(version.does('call-segment') ? { segmentId: call.segmentId } : {}),
    ...(version.does('call-duration') && connectedAt !== undefined && endedAt !== undefined
      ? { duration: Math.floor((endedAt - connectedAt) / 1000) }
      : {}),
  };
}
