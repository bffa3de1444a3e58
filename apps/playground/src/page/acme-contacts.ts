import type { Contact } from '@jackfield/core';
import seed from '../seed-contacts.json';
import type { AcmeContactSource } from './store.js';

/** A contact as Acme CRM has it: what the widget reads, and what only the CRM knows. */
export interface AcmeContact extends Contact {
  readonly id: string;
  readonly company: string;
  readonly role: string;
  readonly email: string;
  readonly phoneNumbers: readonly { readonly phoneNumber: string; readonly phoneType: string }[];
}

/** Everything in this source came from the seed, so it has that shape. */
const asAcme = (contacts: readonly Contact[]): readonly AcmeContact[] =>
  contacts as readonly AcmeContact[];

/** All contacts; on the very first visit they are imported. */
export async function loadContacts(source: AcmeContactSource): Promise<readonly AcmeContact[]> {
  const known = await source.list();
  if (known.length > 0) return asAcme(known);
  await source.import(seed);
  return asAcme(await source.list());
}

/** The CRM's own look-up by a number as a carrier sends it. */
export async function findContact(
  source: AcmeContactSource,
  phoneNumber: string,
): Promise<AcmeContact | undefined> {
  const key = /^\d{10}$/.test(phoneNumber) ? `+1${phoneNumber}` : phoneNumber;
  const found = await source.findByNumbers([key], { signal: AbortSignal.timeout(5_000) });
  const contacts = found instanceof Map ? found.get(key) : undefined;
  return asAcme(contacts ?? [])[0];
}
