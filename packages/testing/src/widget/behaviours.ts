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

/** All that the simulated widget does, by area, each with its source. docs/generated/simulator.md shows it. */
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

/** What the real widget does and the simulated one does not. docs/generated/simulator.md shows it, too. */
export const leftOut: readonly string[] = [
  '0.x waits 50 ms before it tells a ring or an answer (X0 Phone/index.ts:360-366). Here both are told at once.',
  'In 1.x a word between the worker and a tab takes time and may be lost: that code is not public. Here it takes none.',
  'There is one call at a time: no transfer, conference, hold or monitoring.',
  'The softphone says something only when it is told to with `sip()`, and not by itself with each call.',
  'Numbers of North America are checked digit by digit. Of others only the length and the calling code are.',
  'What RingCX says to a second outbound call is not in the source: here it is not made.',
  'The dialler does not change the states of leads, and the history is not cut after seven days.',
  'The history of `next` asks for the number of a row in a form of its own; here it asks for it as the carrier sent it.',
  'The AI summary is there as a whole when the call ends, and does not come in parts.',
  '1.x does not push its login address: whether the real one does is in code that is not public.',
  'Login is one step: no token, no choice of accounts, no session settings.',
];

/** Whether the widget that is played does this. Every switch on the version goes through here. */
export type Does = (id: BehaviourId) => boolean;

export function behavesLike(version: WidgetVersion): Does {
  return (id) => isTrueFor(byId[id], version);
}
