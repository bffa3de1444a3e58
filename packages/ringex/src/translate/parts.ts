import type { Call } from '@jackfield/core';

type Party = Call['from'];

interface WireParty {
  readonly phoneNumber?: string | null | undefined;
  readonly extensionNumber?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** Returns a side of a call, from a number or an object: an internal one has an extension for a number. */
export function partyOf(
  party: string | WireParty | null | undefined,
  name: string | null | undefined,
): Party {
  const given: WireParty = typeof party === 'string' ? { phoneNumber: party } : (party ?? {});
  const phoneNumber = given.phoneNumber || given.extensionNumber || '';
  const shown = name || given.name;
  return { phoneNumber, ...(shown && { name: shown }) };
}

/** @throws `TypeError` for what is not text, or too short: the message is invalid then */
export function requireText(value: unknown, minLength = 0): string {
  if (typeof value !== 'string' || value.length < minLength) throw new TypeError();
  return value;
}

/** Returns a time in milliseconds since 1970, from milliseconds or an ISO string. */
export function msOf(time: number | string | null | undefined): number | undefined {
  const ms = typeof time === 'string' ? Date.parse(time) : time;
  return typeof ms === 'number' && Number.isFinite(ms) ? ms : undefined;
}

/** Returns the object without its members that are null or undefined: the wire has both for what is absent. */
export function defined<T extends object>(members: T): { [K in keyof T]: NonNullable<T[K]> } {
  const entries = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return Object.fromEntries(entries) as { [K in keyof T]: NonNullable<T[K]> };
}
