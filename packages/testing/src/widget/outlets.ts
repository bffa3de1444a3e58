import { protocol } from '@jackfield/core/ringcx';
import type { Does } from './behaviours.js';
import type { Outlet, PushName } from './outlet.js';
import type { Wire } from './wire.js';

interface Speaker {
  readonly wire: Wire;
}

/** Who may speak for the worker that all tabs share, at each moment. */
interface Speakers {
  /** The tabs that are open, the oldest first. */
  readonly open: readonly Speaker[];
  active(): Speaker | undefined;
  main(): Speaker | undefined;
}

export const typeOfPush = (name: PushName): string => protocol.pushes[name].type;

/** Where the one worker of 1.x speaks (ThirdParty.ts:188, 227, 262, 284; Adapter.ts:344-450). */
export function sharedOutlet(
  does: Does,
  { open, active, main }: Speakers,
  isOver: () => boolean,
): Outlet {
  return {
    event: (name, body) => active()?.wire.push(typeOfPush(name), body),
    async ask(name, data) {
      const isLookup = name === 'matchContacts' || name === 'matchCallLogs';
      const one = isLookup ? main() : active();
      if (one) return one.wire.request(name, data);
      if (isLookup || !does('tabs-none-active-asked')) return undefined;
      const [first] = await Promise.all(open.map(({ wire }) => wire.request(name, data)));
      return first;
    },
    bare: (name, body) => active()?.wire.bare(typeOfPush(name), body),
    isActive: () => active() !== undefined,
    isOver,
  };
}

/** Where a tab of 0.x speaks: to its own page. */
export function ownOutlet(tab: Speaker, isActive: () => boolean, isOver: () => boolean): Outlet {
  return {
    event: (name, body) => tab.wire.push(typeOfPush(name), body),
    ask: (name, data) => tab.wire.request(name, data),
    bare: (name, body) => tab.wire.bare(typeOfPush(name), body),
    isActive,
    isOver,
  };
}
