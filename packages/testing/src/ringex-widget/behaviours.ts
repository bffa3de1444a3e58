import { callBehaviours } from './behaviours/calls.js';
import { commandBehaviours } from './behaviours/commands.js';
import { logBehaviours } from './behaviours/logging.js';
import { matchBehaviours } from './behaviours/matching.js';
import { ringcxBehaviours } from './behaviours/ringcx.js';
import { serviceBehaviours } from './behaviours/service.js';
import { windowBehaviours } from './behaviours/window.js';
import { wireBehaviours } from './behaviours/wire.js';
import { isTrueFor } from '../widget/version.js';
import type { RingexBehaviour, RingexVersion } from './version.js';

type All = typeof wireBehaviours &
  typeof serviceBehaviours &
  typeof matchBehaviours &
  typeof callBehaviours &
  typeof logBehaviours &
  typeof commandBehaviours &
  typeof ringcxBehaviours &
  typeof windowBehaviours;

export type RingexBehaviourId = keyof All;

/** The behaviours of the simulated RingEX widget, by area, each with its source. */
export const ringexBehaviours: Readonly<Record<string, Readonly<Record<string, RingexBehaviour>>>> =
  {
    'The wire': wireBehaviours,
    'The service': serviceBehaviours,
    Matching: matchBehaviours,
    Calls: callBehaviours,
    Logs: logBehaviours,
    'Commands of the page': commandBehaviours,
    'RingCX in 3.1': ringcxBehaviours,
    Tabs: windowBehaviours,
  };

const byId: Readonly<Record<RingexBehaviourId, RingexBehaviour>> = {
  ...wireBehaviours,
  ...serviceBehaviours,
  ...matchBehaviours,
  ...callBehaviours,
  ...logBehaviours,
  ...commandBehaviours,
  ...ringcxBehaviours,
  ...windowBehaviours,
};

/** Behaviours of the real widget that the simulated one lacks. */
export const ringexLeftOut: readonly string[] = [];

/** Returns whether the simulated version has this behaviour. Every check of the version uses it. */
export type Does = (id: RingexBehaviourId) => boolean;

export function behavesLike(version: RingexVersion): Does {
  return (id) => isTrueFor(byId[id], version);
}
