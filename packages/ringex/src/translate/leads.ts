import type { Lead, PagePushMap, PushMap as Canonical } from '@jackfield/core';
import type { PushMap as Wire } from '../generated/areas/base/messages.js';
import { requireText } from './parts.js';
import { bound } from './seen-calls.js';

export type LeadPush = {
  readonly [N in 'loadLeads' | 'callLead' | 'manualPassLead']: {
    readonly name: N;
    readonly body: Canonical[N];
  };
}['loadLeads' | 'callLead' | 'manualPassLead'];

/** Translates the events of leads, and finds a lead that a plugin dials. */
export interface LeadTranslator {
  push(body: Wire['lead']): LeadPush | undefined;
  /**
   * Returns the lead as the widget sent it.
   *
   * @throws `TypeError` if it did not
   */
  find(dialled: PagePushMap['dialLead']): Lead;
}

/** @throws `TypeError` for what is not a lead: the message is invalid then */
export function leadOf(raw: Lead): Lead {
  requireText(raw.leadId);
  return raw;
}

const IDS = ['leadId', 'requestId', 'externId'] as const;

/** How many leads are remembered. */
const REMEMBERED = 2_000;

export function createLeadTranslator(): LeadTranslator {
  const leads = new Map<string, Lead>();

  function remember(raw: Lead): Lead {
    const lead = leadOf(raw);
    leads.delete(lead.leadId);
    leads.set(lead.leadId, lead);
    bound(leads, REMEMBERED);
    return lead;
  }

  return {
    push({ action, leads: loaded, lead, destination }) {
      if (action === 'loaded') {
        // It throws for a place in the list without a lead, which `map` would leave out.
        const all = Array.from(loaded ?? [], ({ raw }) => remember(raw));
        return { name: 'loadLeads', body: { leads: all } };
      }
      if (!lead) return undefined;
      const raw = remember(lead.raw);
      if (action === 'passed') return { name: 'manualPassLead', body: { lead: raw } };
      if (action !== 'dialed') return undefined;
      return {
        name: 'callLead',
        body: { lead: raw, destination: requireText(destination ?? '') },
      };
    },
    // As RingCX finds it: by the first of these ids that is given, without any by the destination.
    find({ lead: wanted, destination }) {
      const id = IDS.find((name) => wanted[name]);
      const number = requireText(destination, 1);
      const found = [...leads.values()].find((lead) =>
        id
          ? lead[id] === wanted[id]
          : [lead.destinationE164 || lead.destination].join().includes(number),
      );
      if (!found) throw new TypeError();
      return found;
    },
  };
}
