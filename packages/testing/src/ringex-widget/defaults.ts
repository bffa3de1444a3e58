import { TestingError } from '../testing-error.js';
import { SEEDS } from '../widget/line.js';
import { DISPOSITIONS, LEADS } from '../widget/defaults.js';
import { OUR_NUMBER } from './phone-line.js';
import type { RingexSettings } from './settings.js';
import { RINGEX_VERSIONS } from './version.js';
import type { RingexWidgetOptions } from './widget.js';

/** Throws `BAD_OPTION`. */
function refuse(expected: string, member: string, received: unknown): never {
  throw new TestingError(
    'BAD_OPTION',
    `createRingexWidget: expected ${expected} at /${member}, received ${JSON.stringify(received)}`,
  );
}

/** Returns the settings with their defaults. Throws `BAD_OPTION` for an invalid option. */
export function settingsOf(options: RingexWidgetOptions): RingexSettings {
  const { version = '3.x', ringcx = false, seed = 0 } = options;
  if (!RINGEX_VERSIONS.includes(version))
    refuse(`one of ${RINGEX_VERSIONS.join(', ')}`, 'version', version);
  if (ringcx && version !== '3.1') refuse("version '3.1'", 'ringcx', ringcx);
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEEDS)
    refuse(`an integer from 0 to ${SEEDS - 1}`, 'seed', seed);
  return {
    version,
    ringcx,
    callingMode: options.callingMode ?? 'browser',
    autoLog: options.autoLog ?? false,
    autoLogMessages: options.autoLogMessages ?? false,
    logOnRinging: options.logOnRinging ?? true,
    mainTab: options.mainTab ?? 'auto',
    disableInactiveTabCallEvent: options.disableInactiveTabCallEvent ?? false,
    disableLoginPopup: options.disableLoginPopup ?? false,
    meetings: options.meetings ?? false,
    smartNotes: options.smartNotes ?? false,
    callsAnyway: options.callsAnyway ?? false,
    fromNumbers: options.fromNumbers ?? [OUR_NUMBER],
    dispositions: options.dispositions ?? DISPOSITIONS,
    hideCallNote: options.hideCallNote ?? false,
    leads: options.leads ?? LEADS,
    ringcxParties: options.ringcxParties ?? 'text',
    pickUpMs: options.pickUpMs ?? 1_200,
    callLogMs: options.callLogMs ?? 5_000,
    startMs: options.startMs ?? 0,
    listenMs: options.listenMs ?? 0,
  };
}
