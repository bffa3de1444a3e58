import type { Messages as Canonical } from '@jackfield/core';
import type { MessageMaps, Protocol, PushEntry } from '@jackfield/core/protocol';
import { pagePushes, pageRequests, pushes, requests, wire } from './generated/base/messages.js';
import { speaks } from './generated/base/speaks.js';
import type { Area, RingexMessages } from './messages.js';

/** The messages of a protocol by name. */
export type Tables = Pick<
  Protocol<MessageMaps>,
  'requests' | 'pushes' | 'pageRequests' | 'pagePushes'
>;

type Heard = (typeof speaks.fromWidget)[keyof typeof speaks.fromWidget][number];

/** The pushes of RingCX that never come. */
const SILENT: Readonly<Record<Exclude<keyof Canonical['pushes'], Heard>, 0>> = {
  sipEndCall: 0,
  sipFailed: 0,
  sipRingCall: 0,
  sipUnstable: 0,
};

/** The messages as plugins know them: those of RingCX, and what RingEX has besides. */
export function tablesOf(areas: readonly Area[]): Tables {
  const known = Object.fromEntries(
    [...Object.values(speaks.fromWidget).flat(), ...Object.keys(SILENT)].map((name) => [
      name,
      { type: name },
    ]),
  ) as Readonly<Record<string, PushEntry>>;
  const own = Object.entries<PushEntry>(pushes).filter(
    ([name]) => !Object.hasOwn(speaks.fromWidget, name),
  );
  const added = areas.map(({ protocol }) => protocol);
  const all = (group: keyof Tables): object =>
    Object.assign({}, ...added.map((protocol) => protocol[group]));
  return {
    requests: { ...requests, ...all('requests') },
    pushes: { ...known, ...Object.fromEntries(own), ...all('pushes') },
    pageRequests: { ...pageRequests, ...all('pageRequests') },
    pagePushes: {
      ...pagePushes,
      clickToDial: pagePushes.startCall,
      setSideWidgetExtended: pagePushes.setSideDrawerExtended,
      ...all('pagePushes'),
    },
  };
}

/** What a plugin is made for: the wire, and the areas whose messages it knows. */
export const nameOf = (areas: readonly Area[]): string =>
  [wire.name, ...areas.map(({ name }) => name).sort()].join('+');

/** The tables, with their types, for `definePlugin`. */
export const forPlugins = <A extends Area>(
  areas: readonly A[],
): Pick<Protocol<RingexMessages<A>>, 'name' | 'requests' | 'pushes' | 'messages'> => ({
  name: nameOf(areas),
  ...(tablesOf(areas) as object as Pick<Protocol<RingexMessages<A>>, 'requests' | 'pushes'>),
});
