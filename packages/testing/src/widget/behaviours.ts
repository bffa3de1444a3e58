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

/** The behaviours of the simulated widget, by area, each with its source. docs/generated/simulator.md lists them. */
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

/** Behaviours of the real widget that the simulated one lacks. docs/generated/simulator.md lists them, too. */
export const leftOut: readonly string[] = [
  '0.x waits 50 ms before it pushes a ring or an answer (X0 Phone/index.ts:360-366). The simulated widget pushes both at once.',
  'In 1.x a message between the worker and a tab takes time and may be lost: that code is not public. In the simulated widget it takes no time.',
  'There is one call at a time: no transfer, conference, hold or monitoring.',
  'The softphone sends an event only when the test calls `sip()`, not by itself with each call.',
  'North American numbers are checked digit by digit. For others only the length and the calling code are checked.',
  'How RingCX reacts to a second outbound call is not in the source: the simulated widget does not make the call.',
  'The dialler does not change the states of leads, and the history keeps calls older than seven days.',
  'The history of `next` queries the number of a row in a different format; the simulated widget queries it as the carrier sent it.',
  'The AI summary is complete when the call ends, and does not arrive in parts.',
  'The simulated 1.x does not push its login address: whether the real one does is in code that is not public.',
  'Login is one step: no token, no choice of accounts, no session settings.',
];

/** Returns whether the simulated version has this behaviour. Every check of the version uses it. */
export type Does = (id: BehaviourId) => boolean;

export function behavesLike(version: WidgetVersion): Does {
  return (id) => isTrueFor(byId[id], version);
}
