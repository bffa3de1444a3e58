import type { Call, Contact, PluginContext } from '@jackfield/core';
import { type Timers, withTimeout } from '@jackfield/plugin-kit';
import { directionOf } from './call-details.js';

/**
 * Whose call it was: chosen among the contacts of the customer's number, or found in another way.
 * `false` asks nobody.
 */
export type ResolveContact =
  | ((
      candidates: readonly Contact[],
      call: Call,
    ) => Contact | undefined | Promise<Contact | undefined>)
  | false;

/** Whose call it was, where that is certain, and whose it may have been. */
export interface ResolvedContacts {
  readonly contact?: Contact | undefined;
  readonly candidates: readonly Contact[];
}

/** By what {@link resolveContacts} is bounded: the agent waits for it. */
export interface ContactsTiming {
  /** Default 1,000. */
  readonly timeoutMs?: number | undefined;
  readonly timers?: Timers | undefined;
}

/** The customer's number: who called if inbound, who was called if outbound. */
export function customerNumber(call: Call): string | undefined {
  const sides = { inbound: call.from, outbound: call.to, internal: undefined, unknown: undefined };
  return sides[directionOf(call)]?.phoneNumber || undefined;
}

/** A copy that a database takes, of what is a contact. */
function asContact(x: unknown): Contact | undefined {
  if (typeof (x as Contact | null | undefined)?.name !== 'string') return undefined;
  try {
    return structuredClone(x as Contact);
  } catch {
    return undefined;
  }
}

/** What is a contact, each once. */
function asContacts(x: unknown): readonly Contact[] {
  const seen = new Set<string>();
  return (Array.isArray(x) ? (x as readonly unknown[]) : []).flatMap((each) => {
    const contact = asContact(each);
    if (!contact) return [];
    const { type, id } = contact;
    if (id === undefined) return [contact];
    const identity = JSON.stringify([type ?? null, id]);
    if (seen.has(identity)) return [];
    seen.add(identity);
    return [contact];
  });
}

/** Finds the contacts of the customer's number; none if there is no handler or no match. */
async function ask(
  matchContacts: PluginContext['ask'] | undefined,
  call: Call,
): Promise<readonly Contact[]> {
  const phoneNumber = customerNumber(call);
  if (!matchContacts || phoneNumber === undefined) return [];
  try {
    const query = { phoneNumber, callType: directionOf(call) };
    const answer = (await matchContacts('matchContacts', [query])) ?? {};
    return asContacts(Object.hasOwn(answer, phoneNumber) ? answer[phoneNumber] : []);
  } catch {
    return [];
  }
}

/**
 * Finds out whose call it was. Never rejects, and takes no longer than its time: what is known by
 * then is the answer.
 *
 * @param option - who decides; if left out, the only contact that is found is the one
 * @param askHost - asks this host's own contact plugins
 * @param signal - ends it before its time
 */
export async function resolveContacts(
  option: ResolveContact | undefined,
  askHost: PluginContext['ask'] | undefined,
  call: Call,
  signal: AbortSignal,
  { timeoutMs = 1_000, timers }: ContactsTiming = {},
): Promise<ResolvedContacts> {
  if (option === false) return { candidates: [] };
  let found: ResolvedContacts = { candidates: [] };

  const resolve = async (): Promise<void> => {
    const candidates = await ask(askHost, call);
    found = { candidates };
    const chosen = option ? asContact(await option(candidates, call)) : candidates[0];
    if (chosen && (option || candidates.length === 1)) found = { contact: chosen, candidates };
  };

  if (signal.aborted) return found;
  const time = withTimeout(signal, timeoutMs, undefined, timers);
  try {
    await time.wait(resolve());
  } catch {
    // What is known by now is the answer.
  } finally {
    time.end();
  }
  return found;
}
