import type { Does } from './behaviours.js';
import type { AdapterState } from './storage.js';

type Seen = Pick<AdapterState, 'closed' | 'minimized' | 'size' | 'position'>;

/** Compares the adapter state with the one that a document pushed last. */
export interface AdapterWatch {
  /** Returns whether the state differs from the last pushed one, and stores it as pushed. */
  differs(state: AdapterState): boolean;
}

/** Creates a watch; the compared members differ by version (Adapter.ts:87-89, 214-223, 414-434; X0 Adapter/index.ts:33-35, 297-317). */
export function watchAdapter(does: Does): AdapterWatch {
  // 0.x compares with undefined at first, so it always pushes once.
  let last: Partial<Seen> = does('adapter-state-start') ? {} : { closed: false, minimized: false };
  return {
    differs(state) {
      const part = ({ closed, minimized, size, position }: Partial<Seen>): string =>
        JSON.stringify([closed, minimized, position, does('adapter-state-size') ? size : 0]);
      const isNew = part(last) !== part(state);
      if (isNew) last = structuredClone(state);
      return isNew;
    },
  };
}
