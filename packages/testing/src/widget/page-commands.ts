import type { Lead } from '@jackfield/core';
import type { Context } from './context.js';
import type { Members } from './envelope.js';
import type { Leads } from './leads.js';
import { asCarrierSends, parseDial } from './phone-number.js';
import type { AdapterState } from './storage.js';
import type { ThirdParty } from './third-party.js';

/** The commands of a page. They are not validated, as in the real widget. */
export interface PageCommands {
  /**
   * Executes a push.
   *
   * @param name - its schema name
   */
  push(name: string, payload: Members): void;
  /** Dials, or refuses with a toast. */
  dial(phoneNumber: unknown): void;
}

/** The widget to which the commands of a page belong. */
export interface Owner {
  adapter(change: Partial<AdapterState>): void;
  sideWidget(extended: boolean | null): void;
}

/** Returns the first matching lead (Adapter.ts:311-327). Throws if `wanted` is not an object. */
function findLead(leads: readonly Lead[], wanted: Members, destination: unknown): Lead | undefined {
  const part = destination as string;
  return leads.find((lead) => {
    for (const key of ['leadId', 'requestId', 'externId'] as const)
      if (wanted[key]) return lead[key] === wanted[key];
    if (!destination) return false;
    return Boolean((lead.destinationE164 || lead.destination)?.includes(part));
  });
}

export function createPageCommands(
  { does, settings, storage, line, journal, changed, toast }: Context,
  thirdParty: ThirdParty,
  leads: Leads,
  owner: Owner,
): PageCommands {
  function dial(phoneNumber: unknown): void {
    const parsed = parseDial(phoneNumber, settings.callingCodes);
    if ('refusal' in parsed) toast('danger', parsed.refusal);
    // How RingCX reacts to a second call is not in the source: it is not made.
    else if (line.data.state === 'idle')
      line.dial(line.make({ direction: 'OUTBOUND', ani: asCarrierSends(parsed.number) }));
    changed();
  }

  function dialLead({ lead: wanted, destination }: Members): void {
    const lead = findLead(leads.seen(), wanted as Members, destination);
    if (lead) leads.call(lead, destination as string);
  }

  function logOut(): void {
    // X0 Phone/index.ts:344-353
    if (does('logout-refused') && line.data.state === 'connected')
      toast('danger', 'You cannot log out during a call.');
    else {
      storage.isLoggedIn = false;
      leads.clear();
    }
    changed();
  }

  /** The names are those of the schemas, the branches those of Adapter.ts:232-262 and ThirdParty.ts:119-129. */
  function run(name: string, payload: Members): void {
    switch (name) {
      case 'register':
        return thirdParty.register(payload);
      case 'clickToDial':
        return dial(payload['phoneNumber']);
      case 'dialLead':
        return dialLead(payload);
      case 'logout':
        // Without a `break`, 0.x continues with dialLead, before the leads are removed.
        try {
          if (does('logout-falls-through')) dialLead(payload);
        } finally {
          logOut();
        }
        return;
      case 'setEnvironment':
        if (does('environment-throws')) throw new ReferenceError('window is not defined');
        return;
      case 'setSideWidgetExtended':
        if (does('side-widget')) owner.sideWidget(payload['extended'] as boolean | null);
        return;
      case 'syncClosed':
      case 'syncMinimized':
      case 'syncSize':
      case 'syncPosition': {
        const key = name.slice(4).toLowerCase() as keyof AdapterState;
        return owner.adapter({ [key]: payload[key] });
      }
    }
  }

  return {
    dial,
    push(name, payload) {
      try {
        run(name, payload);
      } catch (error) {
        journal.errors.push(error);
      }
    },
  };
}
