import type { Context } from './context.js';
import type { PageChannel } from './page-channel.js';
import type { WorkerState } from './worker-state.js';

/** The events of the integrated softphone. */
export type SipEvent = 'registered' | 'unregistered' | 'unstable' | 'failed' | 'ringing' | 'ended';

const STATES = {
  registered: 'sipRegistered',
  unregistered: 'sipUnregistered',
  unstable: 'sipUnstable',
  failed: 'sipFailed',
} as const;

/**
 * Pushes an event of the softphone (Redirect.ts:219-225; Adapter.ts:135-148; X0 Phone/index.ts:236-242).
 *
 * @param isAutomatic - whether the invitation is answered automatically
 */
export function emitSipEvent(
  { does }: Context,
  worker: WorkerState,
  pageChannel: PageChannel,
  event: SipEvent,
  isAutomatic: boolean,
): void {
  const end = (): void =>
    pageChannel.event('sipEndCall', { message: { message: 'SIP Call Ended' } });
  if (event === 'ringing') {
    if (isAutomatic && !does('sip-ring-auto')) return;
    worker.sipRings += 1;
    pageChannel.event('sipRingCall', { message: { message: 'SIP Ringing' } });
  } else if (event !== 'ended') pageChannel.event(STATES[event], {});
  else if (!does('sip-end-after-ring')) end();
  else {
    // Each ring has added a listener to the next end.
    for (; worker.sipRings > 0; worker.sipRings -= 1) end();
  }
}
