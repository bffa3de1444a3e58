import type { Call } from '@jackfield/core';
import type { PushMap as Wire } from '../generated/base/messages.js';
import { defined, msOf, partyOf } from './parts.js';
import type { Phase, SeenCalls } from './seen-calls.js';

/** A call that plugins have to know, in the words of RingCX. */
export type CallPush =
  | { readonly name: 'ringCall' | 'newCall'; readonly body: { readonly call: Call } }
  | { readonly name: 'endCall'; readonly body: { readonly call: Call } };

const NAMES = { ringing: 'ringCall', connected: 'newCall', ended: 'endCall' } as const;

/** On RingCX this is a constant of the message, rather than the state of the call. */
const STATUS = { ringing: 'CallRing', connected: 'CallConnected', ended: 'CallConnected' } as const;

/** Translates the events of calls; `undefined` for what plugins know already. */
export interface CallTranslator {
  /** An event of the widget's own phone. */
  phone(phase: Phase, call: Wire['callStart']['call']): CallPush | undefined;
  /** An event of any phone of the user: sent beside the events of the widget's own. */
  presence(call: Wire['activeCall']['call']): CallPush | undefined;
}

export function createCallTranslator(seen: SeenCalls): CallTranslator {
  function push(phase: Phase, call: Call): CallPush | undefined {
    if (!seen.isNew(phase, call.id)) return undefined;
    return { name: NAMES[phase], body: { call: { ...call, telephonyStatus: STATUS[phase] } } };
  }

  return {
    phone(phase, call) {
      const direction = call.direction.toUpperCase();
      // RingCX sends none for a call that the agent makes.
      if (phase === 'ringing' && direction !== 'INBOUND') return undefined;
      const { partyData } = call;
      const telephonySessionId = call.source === 'ringcx' ? call.id : partyData?.sessionId;
      const id = seen.idOf(telephonySessionId, call.callId, call.id);
      const isInbound = direction === 'INBOUND';
      const matched = call.contactMatch?.name;
      return push(
        phase,
        defined({
          id,
          direction,
          from: partyOf(call.from, isInbound ? matched || call.fromUserName : call.fromUserName),
          to: partyOf(call.to, isInbound ? call.toUserName : matched || call.toUserName),
          telephonySessionId: telephonySessionId ?? id,
          partyId: partyData?.partyId ?? undefined,
          startTime: msOf(call.startTime),
        }),
      );
    },
    presence(call) {
      const direction = call.direction.toUpperCase();
      const phase = phaseOf(call, direction);
      if (phase === undefined) return undefined;
      const id = seen.idOf(call.telephonySessionId, call.sessionId);
      return push(
        phase,
        defined({
          id,
          direction,
          from: partyOf(call.from, call.fromName),
          to: partyOf(call.to, call.toName),
          telephonySessionId: call.telephonySessionId ?? id,
          partyId: call.partyId ?? undefined,
          startTime: msOf(call.startTime),
        }),
      );
    },
  };
}

/** Returns how far a call has come; `undefined` if plugins need not know. */
function phaseOf(
  { telephonyStatus, terminationType }: Wire['activeCall']['call'],
  direction: string,
): Phase | undefined {
  if (telephonyStatus === 'Ringing') return direction === 'INBOUND' ? 'ringing' : undefined;
  if (telephonyStatus === 'CallConnected') return 'connected';
  // `intermediate`: it flaps, and goes on.
  return telephonyStatus === 'NoCall' && terminationType !== 'intermediate' ? 'ended' : undefined;
}
