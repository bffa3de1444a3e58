import type { Messages as Canonical } from '@jackfield/core';
import type { MessageMaps, Protocol, PushEntry } from '@jackfield/core/protocol';
import {
  pagePushes,
  pageRequests,
  pushes,
  requests,
  wire,
} from './generated/areas/base/messages.js';
import { spokenByWidget } from './generated/areas/base/speaks.js';
import type { Area, RingexMessages } from './messages.js';

/** The messages of a protocol by name. */
export type Tables = Pick<
  Protocol<MessageMaps>,
  'requests' | 'pushes' | 'pageRequests' | 'pagePushes'
>;

type Received = (typeof spokenByWidget)[keyof typeof spokenByWidget][number];

/** The pushes of RingCX that never come. */
const SILENT: Readonly<Record<Exclude<keyof Canonical['pushes'], Received>, 0>> = {
  sipEndCall: 0,
  sipFailed: 0,
  sipRingCall: 0,
  sipUnstable: 0,
};

const named = (names: readonly string[]): Readonly<Record<string, PushEntry>> =>
  Object.fromEntries(names.map((name) => [name, { type: name }]));

/** The messages as plugins know them: those of RingCX, and what RingEX has besides. */
export function tablesOf(areas: readonly Area[]): Tables {
  const all = (group: keyof Tables, ...own: readonly object[]): object =>
    Object.assign({}, ...own, ...areas.map(({ protocol }) => protocol[group]));
  return {
    requests: all('requests', requests),
    // Which repetitions plugins get, the translator knows.
    pushes: all('pushes', pushes, named(Object.values(spokenByWidget).flat())),
    pageRequests: all('pageRequests', pageRequests),
    pagePushes: all('pagePushes', pagePushes, {
      clickToDial: pagePushes.startCall,
      setSideWidgetExtended: pagePushes.setSideDrawerExtended,
    }),
  };
}

/** What a plugin is made for: the wire, and the areas whose messages it knows. */
export const nameOf = (areas: readonly Area[]): string =>
  [wire.name, ...areas.map(({ name }) => name).sort()].join('+');

/** The tables, with their types, for `definePlugin`. */
export const forPlugins = <A extends Area>(
  areas: readonly A[],
): Pick<Protocol<RingexMessages<A>>, 'name' | 'requests' | 'pushes' | 'messages'> => {
  const { requests: known, pushes: received } = tablesOf(areas);
  // Not the wire's own names of what plugins know from RingCX; `loginPopup` is called so on both.
  const spoken = new Set<string>(Object.values(spokenByWidget).flat());
  const own = Object.entries<PushEntry>(received).filter(
    ([name]) => spoken.has(name) || !Object.hasOwn(spokenByWidget, name),
  );
  return {
    name: nameOf(areas),
    requests: known,
    pushes: { ...named(Object.keys(SILENT)), ...Object.fromEntries(own) },
  } as object as Pick<Protocol<RingexMessages<A>>, 'name' | 'requests' | 'pushes'>;
};
