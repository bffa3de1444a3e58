import type { Call } from '@jackfield/core';

type Party = Call['from'];

/** A side of a call: a number as text, or an object. */
type WireParty =
  | string
  | {
      readonly phoneNumber?: string | null | undefined;
      readonly extensionNumber?: string | null | undefined;
      readonly name?: string | null | undefined;
    }
  | null
  | undefined;

/** Returns a side of a call: an internal one has an extension for a number. */
export function partyOf(party: WireParty, name: string | null | undefined): Party {
  const given = typeof party === 'string' ? { phoneNumber: party } : (party ?? {});
  const phoneNumber = given.phoneNumber || ('extensionNumber' in given && given.extensionNumber);
  const shown = name || ('name' in given && given.name);
  return { phoneNumber: phoneNumber || '', ...(shown ? { name: shown } : {}) };
}

/** Returns a time in milliseconds since 1970, from milliseconds or an ISO string. */
export function msOf(time: number | string | null | undefined): number | undefined {
  const ms = typeof time === 'string' ? Date.parse(time) : time;
  return typeof ms === 'number' && Number.isFinite(ms) ? ms : undefined;
}

/** Returns the object without its members that are undefined. */
export function defined<T extends object>(
  members: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
