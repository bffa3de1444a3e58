import type { ShownHost } from './shown-host.js';

/** What a phone does, as far as its events say. */
export type CallState = 'idle' | 'ringing' | 'connected' | 'ended';

const STATES: Readonly<Record<string, CallState>> = {
  ringCall: 'ringing',
  newCall: 'connected',
  endCall: 'ended',
  // The agent has submitted the disposition.
  logCall: 'idle',
};

/** A ring is over after this time: not every version of the widget says that nobody answered. */
const LONGEST_RING_MS = 60_000;

/** Follows the calls of each phone, by the events of its host. */
export function followCalls(
  hosts: readonly ShownHost[],
  onChange: (states: ReadonlyMap<ShownHost['host'], CallState>) => void,
): void {
  const states = new Map<ShownHost['host'], CallState>();
  const timers = new Map<ShownHost['host'], ReturnType<typeof setTimeout>>();
  for (const { host } of hosts) {
    const set = (state: CallState): void => {
      clearTimeout(timers.get(host));
      if (state === 'ringing') timers.set(host, setTimeout(set, LONGEST_RING_MS, 'idle'));
      states.set(host, state);
      onChange(states);
    };
    host.on('message', ({ direction, name = '', outcome }) => {
      const state = direction === 'in' && outcome !== 'invalid' ? STATES[name] : undefined;
      const before = states.get(host);
      // RingCX rings at every leg, so also after the answer.
      const isLate = name === 'ringCall' && before === 'connected';
      // A log may be written while the next call lasts.
      const isOld = name === 'logCall' && before !== 'ended';
      if (state && !isLate && !isOld) set(state);
    });
    host.on('widget', () => set('idle'));
    set('idle');
  }
}
