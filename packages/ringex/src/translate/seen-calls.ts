/** What plugins know of the calls that the widget has sent: their ids, and how far they have come. */
export interface SeenCalls {
  /**
   * Returns the id of a call: the first that plugins were given for any of `ids`, otherwise the first
   * of them. All of `ids` are the same call from then on.
   */
  idOf(...ids: readonly (string | null | undefined)[]): string;
  /** Returns whether plugins do not know yet that the call has come this far. */
  isNew(phase: Phase, id: string): boolean;
  hasEnded(id: string): boolean;
  /** Returns the key of the call's log, if an event of the call had it: `key` from then on. */
  keyOf(id: string, key: string | null | undefined): string | undefined;
}

export type Phase = 'ringing' | 'connected' | 'ended';

/** How many ids are remembered. The calls of a day of an agent have fewer. */
const REMEMBERED = 1_000;

/** Removes the oldest entry of a map that has grown too large. */
export function bound(map: Map<unknown, unknown>, limit: number): void {
  if (map.size > limit) map.delete(map.keys().next().value);
}

export function createSeenCalls(): SeenCalls {
  const known = new Map<string, string>();
  const phases = new Map<string, readonly Phase[]>();
  const keys = new Map<string, string>();

  return {
    idOf(...ids) {
      const given = ids.filter((id): id is string => typeof id === 'string' && id !== '');
      const first = given.map((id) => known.get(id)).find(Boolean);
      const id = first ?? given[0] ?? '';
      for (const one of given) {
        known.set(one, id);
        bound(known, REMEMBERED);
      }
      return id;
    },
    isNew(phase, id) {
      const before = phases.get(id) ?? [];
      if (before.includes(phase)) return false;
      // A call may flap: Ringing, NoCall, Ringing, CallConnected. What ends it is still to come then.
      const kept = phase === 'connected' ? before.filter((one) => one !== 'ended') : before;
      phases.set(id, [...kept, phase]);
      bound(phases, REMEMBERED);
      return true;
    },
    hasEnded: (id) => !!phases.get(id)?.includes('ended'),
    keyOf(id, key) {
      if (key) keys.set(id, key);
      bound(keys, REMEMBERED);
      return keys.get(id);
    },
  };
}
