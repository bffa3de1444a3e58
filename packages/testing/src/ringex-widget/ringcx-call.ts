import type { LineCall } from '../widget/call.js';
import { asE164 } from '../widget/phone-number.js';
import type { ListedCall } from './shapes.js';
import type { Members } from './wire.js';

/** A call of RingCX in 3.1. Plain data. */
export interface RingcxCall {
  call: LineCall;
  /** When it rang, or was dialled. */
  readonly startedAt: number;
  status: 'Ringing' | 'CallConnected' | 'OnHold' | 'NoCall';
  isMuted: boolean;
  disposition: string | null;
  notes: string;
  /** The summary on the disposition form. */
  summary: string | undefined;
  isDisposed: boolean;
}

/** The key of the call and of its log: the uii, without a leg. */
export const uiiOf = ({ call }: RingcxCall): string => call.uii;

const isInbound = ({ call }: RingcxCall): boolean => call.direction === 'INBOUND';

const startOf = ({ call, startedAt }: RingcxCall): number => call.connectedAt ?? startedAt;

/** Numbers are plain: what the carrier sent, in E.164 where it can be converted. */
export const customerOf = ({ call }: RingcxCall): string => asE164(call.ani) ?? call.ani;

const ourSide = ({ call }: RingcxCall): string => asE164(call.dnis) ?? call.dnis;

/** What only calls of RingCX have. */
function ringcxOf(call: RingcxCall): Members {
  const { disposition, notes, isDisposed } = call;
  return {
    callType: isInbound(call) ? 'INBOUND' : 'OUTBOUND',
    ...(isDisposed && { disposition, notes }),
  };
}

/** Returns the call of the events: `startTime` is a text. */
export function eventOf(
  call: RingcxCall,
  parties: 'text' | 'object',
  contactMatch: unknown,
): Members {
  const side = (phoneNumber: string): unknown =>
    parties === 'text' ? phoneNumber : { phoneNumber };
  const [from, to] = isInbound(call)
    ? [customerOf(call), ourSide(call)]
    : [ourSide(call), customerOf(call)];
  return {
    id: uiiOf(call),
    sessionId: uiiOf(call),
    source: 'ringcx',
    direction: isInbound(call) ? 'Inbound' : 'Outbound',
    from: side(from),
    to: side(to),
    startTime: new Date(startOf(call)).toISOString(),
    isOnHold: call.status === 'OnHold',
    isOnMute: call.isMuted,
    ringcx: ringcxOf(call),
    ...(call.isDisposed && call.summary !== undefined && { aiNote: call.summary }),
    contactMatch,
  };
}

/** Returns the call of the logger, the list of active calls and the history: `startTime` is a number. */
export function listedOf(call: RingcxCall): ListedCall {
  const [from, to] = isInbound(call)
    ? [customerOf(call), ourSide(call)]
    : [ourSide(call), customerOf(call)];
  const startTime = startOf(call);
  return {
    id: uiiOf(call),
    sessionId: uiiOf(call),
    telephonySessionId: uiiOf(call),
    source: 'ringcx',
    direction: isInbound(call) ? 'Inbound' : 'Outbound',
    from: { phoneNumber: from },
    to: { phoneNumber: to },
    startTime,
    telephonyStatus: call.status,
    ...(call.status === 'NoCall' && { terminationType: 'final' }),
    ...(call.call.endedAt !== undefined && {
      duration: Math.round((call.call.endedAt - startTime) / 1_000),
    }),
    ringcx: ringcxOf(call),
    ...(call.isDisposed && call.summary !== undefined && { aiNote: call.summary }),
  };
}
