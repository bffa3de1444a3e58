import type { Contact } from '@jackfield/core';
import { isContactsError } from '@jackfield/plugin-contacts';
import seed from '../seed-contacts.json';
import type { AcmeContactSource } from './store.js';

/** A contact as Acme CRM has it: what the widget reads, and what only the CRM knows, if it does. */
export interface AcmeContact extends Contact {
  readonly role?: string;
}

/** More are not listed one by one. */
const SHOWN = 200;

/** The first contacts by name, or, of very many, the first ones that are found. */
async function listSome(source: AcmeContactSource): Promise<readonly AcmeContact[]> {
  try {
    return (await source.list()).slice(0, SHOWN);
  } catch (error) {
    if (!isContactsError(error) || error.code !== 'LIST_TOO_LARGE' || !source.iterate) throw error;
  }
  const some: AcmeContact[] = [];
  for await (const contact of source.iterate()) if (some.push(contact) === SHOWN) break;
  return some;
}

/** The contacts to show; on the very first visit they are imported. */
export async function loadContacts(source: AcmeContactSource): Promise<readonly AcmeContact[]> {
  const known = await listSome(source);
  if (known.length > 0) return known;
  await source.import(seed);
  return listSome(source);
}

/** The CRM's own look-up by a number as a carrier sends it. */
export async function findContacts(
  source: AcmeContactSource,
  phoneNumber: string,
): Promise<readonly AcmeContact[]> {
  const key = /^\d{10}$/.test(phoneNumber) ? `+1${phoneNumber}` : phoneNumber;
  const found = await source.findByNumbers([key], { signal: AbortSignal.timeout(5_000) });
  return (found instanceof Map ? found.get(key) : undefined) ?? [];
}
