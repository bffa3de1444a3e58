import { protocol } from '@jackfield/core/ringcx';
import type { Does } from './behaviours.js';
import type { PageChannel, PushName } from './page-channel.js';
import type { Wire } from './wire.js';

interface WiredTab {
  readonly wire: Wire;
}

/** The tabs through which the shared worker sends messages. */
interface TabRoles {
  /** The tabs that are open, the oldest first. */
  readonly open: readonly WiredTab[];
  active(): WiredTab | undefined;
  main(): WiredTab | undefined;
}

export const typeOfPush = (name: PushName): string => protocol.pushes[name].type;

/** Creates the channel of the one worker of 1.x (ThirdParty.ts:188, 227, 262, 284; Adapter.ts:344-450). */
export function sharedPageChannel(
  does: Does,
  { open, active, main }: TabRoles,
  isOver: () => boolean,
): PageChannel {
  return {
    event: (name, body) => active()?.wire.push(typeOfPush(name), body),
    async request(name, data) {
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

/** Creates the channel of a tab of 0.x: to its own page. */
export function ownPageChannel(
  tab: WiredTab,
  isActive: () => boolean,
  isOver: () => boolean,
): PageChannel {
  return {
    event: (name, body) => tab.wire.push(typeOfPush(name), body),
    request: (name, data) => tab.wire.request(name, data),
    bare: (name, body) => tab.wire.bare(typeOfPush(name), body),
    isActive,
    isOver,
  };
}
