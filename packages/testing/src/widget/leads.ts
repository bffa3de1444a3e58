import type { Lead } from '@jackfield/core';
import type { Context } from './context.js';
import type { PageChannel } from './page-channel.js';
import { asCarrierSends, asE164 } from './phone-number.js';

/** What the agent enters for a lead instead of calling it. */
export interface PassedLead {
  readonly dispositionId: string;
  readonly notes?: string | undefined;
  readonly callback?: boolean | undefined;
  /** When to call back. The widget sends it to RingCX, and not to the page. */
  readonly callbackDTS?: string | undefined;
  /** Whether RingCX refuses. */
  readonly fail?: boolean | undefined;
}

export interface Leads {
  /** Returns the leads that the agent sees. Throws in 0.x if one has no destination. */
  seen(): readonly Lead[];
  fetch(options: { readonly fail?: boolean | undefined }): void;
  /** Dials a lead; the event follows in any case. */
  call(lead: Lead, destination: string): void;
  pass(lead: Lead, how: PassedLead): void;
  clear(): void;
}

/** EvLeads.ts:26-40 */
const SEEN_STATES = new Set(
  'PENDING DIALING RINGING NOANSWER BUSY MACHINE HANGUP INTERCEPT DISCONNECT ABANDON CONGESTION APP-DNC OTHER'.split(
    ' ',
  ),
);

/** Returns the numbers of a lead, which are joined by a bar or in a list (EvLeads.ts:69). */
export function leadNumbers({ destinationE164, destination }: Lead): readonly string[] {
  const numbers = destinationE164 || destination || [];
  return typeof numbers === 'string' ? numbers.split('|') : numbers;
}

/** EvLeads.ts:71-78, 170-191 */
function isSeen(lead: Lead, mayLackNumber: boolean): boolean {
  const { destination, completed, dialedList = [], leadState = '' } = lead;
  if (completed) return false;
  if (destination === undefined && !mayLackNumber)
    throw new TypeError("Cannot read properties of undefined (reading 'indexOf')");
  const several = Array.isArray(destination)
    ? (destination as readonly string[])
    : String(destination ?? '').split('|');
  if (several.length < 2 && !Array.isArray(destination)) return SEEN_STATES.has(leadState);
  return dialedList.length !== several.length;
}

/** The list of leads of a preview-dial campaign (EvLeads.ts; LeadsView.view.tsx:61-74). */
export function createLeads(context: Context, pageChannel: PageChannel): Leads {
  const { does, settings, storage, line, journal, changed, toast } = context;
  const seen = (): readonly Lead[] =>
    storage.leads.filter((lead) => isSeen(lead, !does('leads-no-destination')));

  /** Replaces the lead with an updated copy: the posted event contains the old one. */
  function update(lead: Lead, members: Partial<Lead>): void {
    storage.leads = storage.leads.map((one) =>
      one.leadId === lead.leadId ? { ...one, ...members } : one,
    );
    changed();
  }

  return {
    seen,
    fetch({ fail = false }) {
      try {
        const isPending = ({ leadState }: Lead): boolean => leadState?.toUpperCase() === 'PENDING';
        if (settings.mustCallLeads && seen().some(isPending))
          toast('warning', 'Call the leads that you have first.');
        else if (!fail) storage.leads = structuredClone(settings.leads) as Lead[];
        pageChannel.event('loadLeads', { leads: seen() });
      } catch (error) {
        // The widget does not catch it (X0 EvLeadsUI.ts:50-53).
        journal.errors.push(error);
      }
      changed();
    },
    call(lead, destination) {
      update(lead, { dialedList: [...(lead.dialedList ?? []), destination] });
      // A phone that is dialling ignores this silently (EvCall.ts:473-475).
      if (line.data.state === 'idle') {
        const ani = asCarrierSends(asE164(destination) ?? destination);
        line.dial(line.make({ direction: 'OUTBOUND', ani }));
      }
      pageChannel.event('callLead', { lead, destination });
      changed();
    },
    pass(lead, { dispositionId, notes = '', callback = false, fail = false }) {
      if (fail) toast('danger', 'The lead could not be passed.');
      else update(lead, { completed: true });
      pageChannel.event('manualPassLead', { lead, dispositionId, notes, callback });
    },
    clear() {
      storage.leads = [];
      changed();
    },
  };
}
