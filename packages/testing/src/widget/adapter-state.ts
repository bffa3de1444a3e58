import type { Does } from './behaviours.js';
import type { AdapterState } from './storage.js';

type Seen = Pick<AdapterState, 'closed' | 'minimized' | 'size' | 'position'>;

/** Compares the adapter state with what a document has pushed last. */
export interface AdapterWatch {
  /** Whether the state differs from what was pushed; it counts as pushed then. */
  differs(state: AdapterState): boolean;
}

/** What is compared differs by version (Adapter.ts:87-89, 214-223, 414-434; X0 Adapter/index.ts:33-35, 297-317). */
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
