import type { Call } from '@jackfield/core';
import type { PushMap as Wire } from '../generated/areas/base/messages.js';
import { defined, msOf, partyOf } from './parts.js';
import type { Phase, SeenCalls } from './seen-calls.js';

/** A call that plugins have to know, in the words of RingCX. */
export interface CallPush {
  readonly name: 'ringCall' | 'newCall' | 'endCall';
  readonly body: { readonly call: Call };
}

const NAMES = { ringing: 'ringCall', connected: 'newCall', ended: 'endCall' } as const;

type PhoneCall = Wire['callStart']['call'];
type PresenceCall = Wire['activeCall']['call'];

/** Translates the events of calls; `undefined` for what plugins know already. */
export interface CallTranslator {
  /** An event of the widget's own phone. */
  phone(phase: Phase, call: PhoneCall): CallPush | undefined;
  /** An event of any phone of the user: sent beside the events of the widget's own. */
  presence(call: PresenceCall): CallPush | undefined;
}

export function createCallTranslator(seen: SeenCalls): CallTranslator {
  /** @param names - of who called, and of who was called */
  function push(
    phase: Phase | undefined,
    call: Pick<PhoneCall & PresenceCall, 'direction' | 'from' | 'to' | 'startTime'>,
    ids: readonly (string | null | undefined)[],
    key: string | null | undefined,
    partyId: string | null | undefined,
    names: readonly (string | null | undefined)[],
  ): CallPush | undefined {
    const direction = call.direction.toUpperCase();
    // RingCX sends none for a call that the agent makes.
    if (!phase || (phase === 'ringing' && direction !== 'INBOUND')) return undefined;
    const id = seen.idOf(...ids);
    const logKey = seen.keyOf(id, key);
    if (!seen.isNew(phase, id)) return undefined;
    const translated = defined({
      id,
      direction,
      from: partyOf(call.from, names[0]),
      to: partyOf(call.to, names[1]),
      // On RingCX this is a constant of the message, rather than the state of the call.
      telephonyStatus: phase === 'ringing' ? 'CallRing' : 'CallConnected',
      telephonySessionId: ids[0] ?? id,
      partyId,
      startTime: msOf(call.startTime),
      logKey,
    });
    return { name: NAMES[phase], body: { call: translated } };
  }

  return {
    phone(phase, call) {
      const { id, callId, partyData, contactMatch, fromUserName, toUserName } = call;
      const isInbound = call.direction.toUpperCase() === 'INBOUND';
      const key = call.source === 'ringcx' ? id : undefined;
      const session = key ?? partyData?.sessionId;
      const matched = contactMatch?.name;
      return push(phase, call, [session, callId, id], key, partyData?.partyId, [
        (isInbound && matched) || fromUserName,
        (!isInbound && matched) || toUserName,
      ]);
    },
    presence(call) {
      const { telephonySessionId, sessionId, partyId, fromName, toName } = call;
      const ids = [telephonySessionId, sessionId];
      return push(phaseOf(call), call, ids, sessionId, partyId, [fromName, toName]);
    },
  };
}

/** Returns how far a call has come; `undefined` if plugins need not know. */
function phaseOf({ telephonyStatus, terminationType }: PresenceCall): Phase | undefined {
  if (telephonyStatus === 'Ringing') return 'ringing';
  if (telephonyStatus === 'CallConnected') return 'connected';
  // `intermediate`: it flaps, and goes on.
  return telephonyStatus === 'NoCall' && terminationType !== 'intermediate' ? 'ended' : undefined;
}
