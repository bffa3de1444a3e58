// #region plugin
import { definePlugin, type Lead, type Plugin } from '@jackfield/core';

/** What the plugin needs of the CRM. */
export interface Crm {
  openLead(lead: Lead, signal: AbortSignal): Promise<void>;
  showCaller(phoneNumber: string): void;
}

export const acmeLeads = (crm: Crm): Plugin =>
  definePlugin({
    name: 'acme-leads',
    requests: {
      async viewLead(lead, { signal }) {
        await crm.openLead(lead, signal);
        return 'ok';
      },
    },
    pushes: {
      ringCall: ({ call }) => crm.showCaller(call.from.phoneNumber),
    },
  });
// #endregion plugin
