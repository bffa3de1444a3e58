import type { Protocol, PushEntry } from '@jackfield/core/protocol';
import { pagePushes, pageRequests, pushes, requests, wire } from './generated/messages.js';
import { silent, speaks } from './generated/speaks.js';
import type { RingexMessages } from './messages.js';

type Tables = Pick<
  Protocol<RingexMessages>,
  'name' | 'requests' | 'pushes' | 'pageRequests' | 'pagePushes'
>;

const spoken: Readonly<Record<string, readonly string[]>> = speaks.fromWidget;

/** A push that reaches plugins under a name of RingCX; which repetitions they get, the translator knows. */
const entries = (names: readonly string[]): readonly (readonly [string, PushEntry])[] =>
  names.map((name) => [name, { type: name, bare: true }]);

/** The messages as plugins know them: those of RingCX, and what RingEX has besides. */
export const tables: Tables = /* @__PURE__ */ (() => {
  const own = Object.entries<PushEntry>(pushes).filter(([name]) => !Object.hasOwn(spoken, name));
  const heard = Object.keys(pushes).flatMap((name) => spoken[name] ?? []);
  return {
    name: wire.name,
    requests,
    pushes: Object.fromEntries([...own, ...entries([...heard, ...silent.fromWidget])]),
    pageRequests,
    pagePushes: {
      ...pagePushes,
      clickToDial: pagePushes.startCall,
      setSideWidgetExtended: pagePushes.setSideDrawerExtended,
    },
  } as Tables;
})();
