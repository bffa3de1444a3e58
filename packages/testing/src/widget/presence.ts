import { keyOf, type LineCall } from './call.js';
import type { Context } from './context.js';
import type { LineListener } from './line.js';
import type { WorkerState } from './worker-state.js';

/** Handlers of changes in the list of calls. Each resolves when everything that it caused is done. */
export interface PresenceOwner {
  ringing(call: LineCall): Promise<unknown>;
  answered(call: LineCall): Promise<unknown>;
  ended(call: LineCall): Promise<unknown>;
}

export interface Presence extends LineListener {
  /** Compares the list of calls with that of the last comparison. */
  compareCalls(): Promise<unknown>;
}

/**
 * Derives ring, answer and end from the server's events about legs (EvPresence.ts:372-414, 495-512; JSW
 * EvCallMonitor.ts:158-181):
 *
 * 1. A leg of the agent adds a call to the list, the end of the call removes it.
 * 2. 0.x rings when the customer's leg is added, 1.x at every leg.
 * 3. A list that is longer than at the last comparison means "answered", a shorter one "ended". So
 *    state that is lost between two comparisons changes which events are sent.
 */
export function createPresence(
  { does, storage }: Context,
  worker: WorkerState,
  owner: PresenceOwner,
): Presence {
  async function compareCalls(): Promise<unknown> {
    const { active } = storage;
    const old = worker.oldActive;
    if (active.length > old.length) {
      const call = storage.calls[active[0] as string];
      if (!call || !storage.mains[call.uii]) {
        storage.active = [];
        return undefined;
      }
      worker.oldActive = [...active];
      return owner.answered(call);
    }
    if (active.length === old.length) return undefined;
    worker.oldActive = [...active];
    const call = storage.calls[old[0] as string];
    return call && owner.ended(call);
  }

  return {
    compareCalls,
    async session(call, leg) {
      const key = keyOf(call);
      if (leg === 'customer') storage.mains[call.uii] = true;
      else {
        storage.calls[key] = call;
        if (!storage.active.includes(key)) storage.active.unshift(key);
      }
      const rings = leg === 'customer' || does('ring-every-leg');
      return Promise.all([rings ? owner.ringing(call) : undefined, compareCalls()]);
    },
    async ended(call) {
      const key = keyOf(call);
      if (!storage.calls[key]) return undefined;
      storage.active = storage.active.filter((one) => one !== key);
      if (!storage.history.includes(key)) storage.history.unshift(key);
      return compareCalls();
    },
  };
}
