import { createHost, definePlugin, type Host, type HostOptions, type Lead } from '@jackfield/core';

interface Crm {
  show(phoneNumber: string): void;
  openLead(lead: Lead, signal: AbortSignal): Promise<void>;
  warn(problem: string): void;
}

export function connectPhone(crm: Crm, widget?: HostOptions['widget']): Host {
  const acme = definePlugin({
    name: 'acme-crm',
    requests: {
      async viewLead(lead, { signal }) {
        await crm.openLead(lead, signal);
        return 'ok';
      },
    },
    pushes: { ringCall: ({ call }) => crm.show(call.from.phoneNumber) },
  });
  const host = createHost({ service: 'Acme CRM', plugins: [acme], widget });
  host.on('failed', ({ error }) => crm.warn(`${error.code}: ${error.message}`));
  return host;
}
