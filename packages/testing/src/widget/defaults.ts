import type { Lead } from '@jackfield/core';
import { TestingError } from '../testing-error.js';
import { SEEDS } from './line.js';
import type { Disposition, Settings } from './settings.js';
import { VERSIONS } from './version.js';
import type { WidgetOptions } from './widget.js';

const lead = (leadId: string, firstName: string, lastName: string, national: string): Lead => ({
  leadId,
  requestId: `20261104${leadId}`,
  requestKey: `20261104${leadId}`,
  externId: `ACME-${leadId}`,
  firstName,
  lastName,
  destination: national,
  destinationE164: `+1${national}`,
  ani: national,
  aniE164: `+1${national}`,
  leadState: 'PENDING',
  campaignId: '80211',
});

/** The default leads. All numbers are reserved for fiction. */
export const LEADS: readonly Lead[] = [
  lead('4401', 'Naomi', 'Fischer', '3125550133'),
  lead('4402', 'Mateo', 'Silva', '3055550171'),
];

/** The default dispositions. */
export const DISPOSITIONS: readonly Disposition[] = [
  { id: '1101', label: 'Resolved' },
  { id: '1102', label: 'Call back' },
];

/** Returns the settings with their defaults. Throws `BAD_OPTION` for an unknown version or seed. */
export function settingsOf(options: WidgetOptions): Settings {
  const { version = '1.0', seed = 0 } = options;
  if (!VERSIONS.includes(version))
    throw new TestingError(
      'BAD_OPTION',
      `createWidget: expected one of ${VERSIONS.join(', ')} at /version, received "${version as string}"`,
    );
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEEDS)
    throw new TestingError(
      'BAD_OPTION',
      `createWidget: expected an integer from 0 to ${SEEDS - 1} at /seed, received ${String(seed)}`,
    );
  return {
    version,
    dispositions: options.dispositions ?? DISPOSITIONS,
    hideCallNote: options.hideCallNote ?? false,
    disableLoginPopup: options.disableLoginPopup ?? false,
    softphone: options.softphone ?? 'external',
    leads: options.leads ?? LEADS,
    mustCallLeads: options.mustCallLeads ?? false,
    callingCodes: options.callingCodes ?? [],
    timeZone: options.timeZone,
    pickUpMs: options.pickUpMs ?? 1_200,
    doneMs: options.doneMs ?? 1_000,
  };
}
