import { type CallState, followCalls } from './call-state.js';
import type { ShownHost } from './shown-host.js';

/** What the end of the phone's document would lose; the most urgent first. */
const LOSSES: readonly (readonly [state: CallState, text: string])[] = [
  ['connected', 'The phone is on a call.'],
  ['ringing', 'A call rings.'],
  ['ended', 'The last call is not submitted yet.'],
];

/** Returns a function that says which call would be lost if the phones were loaded again; '' if none. */
export function callsAtRisk(hosts: readonly ShownHost[]): () => string {
  let current: ReadonlySet<CallState> = new Set();
  followCalls(hosts, (states) => {
    current = new Set(
      hosts.flatMap(({ host }) => {
        const state = states.get(host) ?? 'idle';
        // RingEX waits for nothing after a call, and RingCX only if the page takes its log.
        const isLost = state !== 'ended' || host.capabilities.includes('callLoggerEnabled');
        return isLost ? [state] : [];
      }),
    );
  });
  return () => LOSSES.find(([state]) => current.has(state))?.[1] ?? '';
}
