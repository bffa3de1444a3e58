import { definePlugin, type Lead, type Plugin } from '@jackfield/core';

/** What Acme CRM can show when a call or a lead comes up. */
export interface ScreenPop {
  caller(phoneNumber: string): void | Promise<void>;
  lead(lead: Lead): void | Promise<void>;
}

/** A complete plugin: it handles one request of the widget and listens to one of its events. */
export const acmeLeads = (screenPop: ScreenPop): Plugin =>
  definePlugin({
    name: 'acme-leads',
    requests: {
      async viewLead(lead) {
        await screenPop.lead(lead);
        return 'ok';
      },
    },
    pushes: {
      ringCall: ({ call }) => screenPop.caller(call.from.phoneNumber),
    },
  });
