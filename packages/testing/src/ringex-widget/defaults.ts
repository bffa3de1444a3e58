import { TestingError } from '../testing-error.js';
import { SEEDS } from '../widget/line.js';
import { DISPOSITIONS, LEADS } from '../widget/defaults.js';
import { OUR_NUMBER } from './phone-line.js';
import type { RingexSettings } from './settings.js';
import { RINGEX_VERSIONS } from './version.js';
import type { RingexWidgetOptions } from './widget.js';
import type { Members } from './wire.js';

/** What an option must be. */
type Check = readonly [expected: string, holds: (value: unknown) => boolean];

const oneOf = (...values: readonly string[]): Check => [
  `one of ${values.join(', ')}`,
  (value) => values.includes(value as string),
];
const listOf = (items: string, isItem: (item: unknown) => boolean): Check => [
  `an array of ${items}`,
  (value) => Array.isArray(value) && value.every(isItem),
];
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;
const isText = (value: unknown): boolean => typeof value === 'string';
const isAmount = (value: unknown): boolean => typeof value === 'number' && value >= 0;
const isAbsentOr = (value: unknown, holds: (value: unknown) => boolean): boolean =>
  value === undefined || holds(value);

const FLAG: Check = ['a boolean', (value) => typeof value === 'boolean'];
const TIME: Check = ['a number of at least 0', isAmount];
const OBJECT: Check = ['an object', isObject];

const CHECKS: Readonly<Record<keyof RingexWidgetOptions, Check>> = {
  version: oneOf(...RINGEX_VERSIONS),
  ringcx: FLAG,
  callingMode: oneOf('browser', 'jupiter', 'softphone', 'ringout'),
  autoLog: FLAG,
  autoLogMessages: FLAG,
  logOnRinging: FLAG,
  mainTab: oneOf('auto', 'fixed'),
  disableInactiveTabCallEvent: FLAG,
  disableLoginPopup: FLAG,
  meetings: FLAG,
  smartNotes: FLAG,
  callsAnyway: FLAG,
  fromNumbers: listOf('numbers as text', isText),
  dispositions: listOf(
    'objects with an id and a label',
    (each) => isObject(each) && isText(each['id']) && isText(each['label']),
  ),
  hideCallNote: FLAG,
  leads: listOf('objects', isObject),
  ringcxParties: oneOf('text', 'object'),
  pickUpMs: TIME,
  callLogMs: TIME,
  startMs: TIME,
  listenMs: TIME,
  clock: OBJECT,
  page: OBJECT,
  history: listOf(
    'calls with a number, and perhaps a name, a direction (Inbound, Outbound), agoMs and a duration',
    (each) =>
      isObject(each) &&
      isText(each['number']) &&
      isAbsentOr(each['name'], isText) &&
      isAbsentOr(each['direction'], (value) => value === 'Inbound' || value === 'Outbound') &&
      isAbsentOr(each['agoMs'], isAmount) &&
      isAbsentOr(each['duration'], isAmount),
  ),
  loggedIn: FLAG,
  seed: [
    `an integer from 0 to ${SEEDS - 1}`,
    (value) => Number.isInteger(value) && isAmount(value) && (value as number) < SEEDS,
  ],
};

/** Throws `BAD_OPTION`. */
function refuse(expected: string, member: string, received: unknown): never {
  throw new TestingError(
    'BAD_OPTION',
    `createRingexWidget: expected ${expected} at /${member}, received ${JSON.stringify(received)}`,
  );
}

/** Returns the settings with their defaults. Throws `BAD_OPTION` for an invalid option. */
export function settingsOf(options: RingexWidgetOptions): RingexSettings {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, name))
      refuse(`one of ${Object.keys(CHECKS).join(', ')}`, name, name);
    const [expected, holds] = CHECKS[name as keyof RingexWidgetOptions];
    if (value !== undefined && !holds(value)) refuse(expected, name, value);
  }
  const { version = '3.x', ringcx = false } = options;
  if (ringcx && version !== '3.1') refuse("version '3.1'", 'ringcx', ringcx);
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
