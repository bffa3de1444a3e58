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
export const ringexLeftOut: readonly string[] = [
  'Widget apps: neither their registration nor the requests of their pages. `request` sends any request, `push` any push.',
  'Meetings beyond the request of the page, faxes, voicemails, voicemail drops, vCards, feedback, activities and pages: their requests are not sent by themselves.',
  'Messages: no threads, no attachments, and no query of contacts for a message. Only messages of RingEX are grouped.',
  "Settings of ringtones, features, AI assistant, typing times and the license: the commands have no observable effect here. Of the calling settings, only the caller's number.",
  'Telephony sessions, SMS settings, analytics, and changes of the theme, the brand, the region and the meetings are not pushed.',
  'There is no conference, no warm transfer, no monitoring and no call flip. A transfer to another number ends the call here.',
  'How long the server takes is not in the source: the row of a call arrives after `callLogMs`, a picked-up call after `pickUpMs`; presence has no delay.',
  'A reload keeps the calls of a browser phone: in a real browser the audio of the tab ends, and what remains depends on the server.',
  '2.x opens a phone in each tab, or one in all with `multipleTabsSupport`; the simulated one behaves as with it.',
  'A state that all tabs share is changed at once in all: the real widget sends it through the storage, and inactive tabs do not write it.',
  'With a fixed main tab, a change of the authorization reaches the matchers of its own tab only.',
  'A call of a number to itself is twice in the list of the real widget, and logged once.',
  'Numbers are normalised as North American ones; others are kept.',
  'A call that is being set up does not prevent another: `Call.isIdle` is not simulated.',
  'Login is one step; a popup is not opened, and no token is refreshed.',
  'RingCX in 3.1 follows a document, not the source. Not in it, and so decided here: the times of the states of a session, which of several tabs sends the events (the main one), the time-out for leads (the default), the members of `from` and `to` in events (`ringcxParties`), and that a missed call pushes its end.',
  'RingCX has no scripts, no choice of accounts, no transfer, no recording, and no softphone of its own.',
];

/** Returns whether the simulated version has this behaviour. Every check of the version uses it. */
export type Does = (id: RingexBehaviourId) => boolean;

export function behavesLike(version: RingexVersion): Does {
  return (id) => isTrueFor(byId[id], version);
}
