import type { LineCall } from './call.js';
import { encodeContactQuery } from './contact-query.js';
import type { ThirdParty } from './third-party.js';

/** Returns the query for a call's customer. */
export const queryOf = ({ ani, direction }: LineCall): string => encodeContactQuery(ani, direction);

/** Returns the name of the first contact that was found for a call's customer. */
export function nameFor({ contacts }: ThirdParty, call: LineCall): string | undefined {
  const [first] = contacts.found(queryOf(call));
  return (first as { readonly name?: string } | null | undefined)?.name;
}
