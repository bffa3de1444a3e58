import type { Lead, PagePushMap, PushMap as Canonical } from '@jackfield/core';
import type { PushMap as Wire } from '../generated/areas/base/messages.js';
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
  /** Returns the lead as the widget sent it; `undefined` if it did not. */
  find(dialled: PagePushMap['dialLead']): Lead | undefined;
}

/** @throws `TypeError` for what is not a lead: the message is invalid then */
export function leadOf(raw: Lead): Lead {
  if (typeof raw.leadId !== 'string') throw new TypeError();
  return raw;
}

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
      return { name: 'callLead', body: { lead: raw, destination: (destination ?? '').trim() } };
    },
    find({ lead: ids, destination }) {
      const { leadId, requestId, externId } = ids ?? {};
      const isAny = !leadId && !requestId && !externId;
      return [...leads.values()].find((lead) =>
        isAny
          ? [lead.destination].flat().join().includes(destination)
          : (leadId ?? lead.leadId) === lead.leadId &&
            (requestId ?? lead.requestId) === lead.requestId &&
            (externId ?? lead.externId) === lead.externId,
      );
    },
  };
}
