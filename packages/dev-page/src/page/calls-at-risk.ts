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
      hosts.flatMap(({ host, wire }) => {
        const state = states.get(host) ?? 'idle';
        // After a call, RingEX waits for nothing.
        return state === 'ended' && wire ? [] : [state];
      }),
    );
  });
  return () => LOSSES.find(([state]) => current.has(state))?.[1] ?? '';
}
