import type { Messages as Canonical } from '@jackfield/core';
import type { MessageMaps, Protocol, PushEntry } from '@jackfield/core/protocol';
import {
  pagePushes,
  pageRequests,
  requests,
  wire,
  type PushMap,
} from './generated/areas/base/messages.js';
import { spokenByWidget, type SpokenPushes } from './generated/areas/base/speaks.js';
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

/** The pushes that plugins do not know from RingCX. */
const OWN: Readonly<Record<Exclude<keyof PushMap, SpokenPushes>, PushEntry>> = {
  agentSession: { type: 'rc-ringcx-agent-session-notify', bare: true },
  loginStatus: { type: 'rc-login-status-notify', bare: true },
};

const isPush = (name: string): boolean => !Object.hasOwn(requests, name);

/** The messages as plugins know them: those of RingCX, and what RingEX has besides. */
export function tablesOf(areas: readonly Area[]): Tables {
  const all = (group: keyof Tables, ...own: readonly object[]): object =>
    Object.assign({}, ...own, ...areas.map(({ protocol }) => protocol[group]));
  return {
    requests: all('requests', requests),
    // Which repetitions plugins get, the translator knows.
    pushes: all('pushes', OWN, named(Object.values(spokenByWidget).flat().filter(isPush))),
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
  return {
    name: nameOf(areas),
    requests: known,
    pushes: { ...named(Object.keys(SILENT)), ...received },
  } as object as Pick<Protocol<RingexMessages<A>>, 'name' | 'requests' | 'pushes'>;
};
