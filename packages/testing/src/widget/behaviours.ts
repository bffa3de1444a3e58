import { callBehaviours } from './behaviours/calls.js';
import { leadBehaviours } from './behaviours/leads.js';
import { logBehaviours } from './behaviours/logging.js';
import { serviceBehaviours } from './behaviours/service.js';
import { windowBehaviours } from './behaviours/window.js';
import { wireBehaviours } from './behaviours/wire.js';
import { type Behaviour, isTrueFor, type WidgetVersion } from './version.js';

type All = typeof wireBehaviours &
  typeof serviceBehaviours &
  typeof callBehaviours &
  typeof logBehaviours &
  typeof leadBehaviours &
  typeof windowBehaviours;

export type BehaviourId = keyof All;

/** All that the simulated widget does, by area, each with its source. docs/simulator.md shows it. */
export const behaviours: Readonly<Record<string, Readonly<Record<string, Behaviour>>>> = {
  'The wire': wireBehaviours,
  'Service and matching': serviceBehaviours,
  Calls: callBehaviours,
  'Call logs': logBehaviours,
  'Leads and commands': leadBehaviours,
  'Login, softphone, frame and tabs': windowBehaviours,
};

const byId: Readonly<Record<BehaviourId, Behaviour>> = {
  ...wireBehaviours,
  ...serviceBehaviours,
  ...callBehaviours,
  ...logBehaviours,
  ...leadBehaviours,
  ...windowBehaviours,
};

/** Whether the widget that is played does this. Every switch on the version goes through here. */
export type Does = (id: BehaviourId) => boolean;

export function behavesLike(version: WidgetVersion): Does {
  return (id) => isTrueFor(byId[id], version);
}
