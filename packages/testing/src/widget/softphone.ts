import type { Context } from './context.js';
import type { Outlet } from './outlet.js';
import type { WorkerState } from './worker-state.js';

/** What may befall the integrated softphone. */
export type SipEvent = 'registered' | 'unregistered' | 'unstable' | 'failed' | 'ringing' | 'ended';

const STATES = {
  registered: 'sipRegistered',
  unregistered: 'sipUnregistered',
  unstable: 'sipUnstable',
  failed: 'sipFailed',
} as const;

/**
 * Tells what befalls the softphone (Redirect.ts:219-225; Adapter.ts:135-148; X0 Phone/index.ts:236-242).
 *
 * @param isAutomatic - an invitation is answered by itself
 */
export function tellSip(
  { does }: Context,
  worker: WorkerState,
  outlet: Outlet,
  event: SipEvent,
  isAutomatic: boolean,
): void {
  const end = (): void => outlet.event('sipEndCall', { message: { message: 'SIP Call Ended' } });
  if (event === 'ringing') {
    if (isAutomatic && !does('sip-ring-auto')) return;
    worker.sipRings += 1;
    outlet.event('sipRingCall', { message: { message: 'SIP Ringing' } });
  } else if (event !== 'ended') outlet.event(STATES[event], {});
  else if (!does('sip-end-after-ring')) end();
  else {
    // Each ringing has left a listener to the next end.
    for (; worker.sipRings > 0; worker.sipRings -= 1) end();
  }
}
