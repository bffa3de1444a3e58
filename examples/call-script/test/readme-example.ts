import { createHost, definePlugin, type Host, type HostOptions } from '@jackfield/core';
import { callScript, type CallScriptMessages, type Customer } from 'acme-call-script';

interface Crm {
  customerOf(callId: string, signal: AbortSignal): Promise<Customer | undefined>;
  keepNote(callId: string, text: string): void;
}

export function connectDesk(
  crm: Crm,
  phone?: HostOptions['widget'],
  panel?: HostOptions['widget'],
): { phone: Host; script: Host<CallScriptMessages> } {
  const customers = definePlugin(
    {
      name: 'acme-customers',
      requests: {
        async findCustomer({ callId }, { signal }) {
          const customer = await crm.customerOf(callId, signal);
          if (customer === undefined) throw new Error('nobody knows who calls');
          return customer;
        },
      },
      pushes: { noteTaken: ({ callId, note }) => crm.keepNote(callId, note.text) },
    },
    callScript,
  );
  const script = createHost({
    service: 'Acme desk',
    protocol: callScript,
    plugins: [customers],
    widget: panel,
  });
  const calls = definePlugin({
    name: 'acme-script',
    pushes: {
      newCall: ({ call: { id, direction } }) =>
        script.send('showScript', {
          callId: id,
          direction: direction === 'OUTBOUND' ? 'OUTBOUND' : 'INBOUND',
        }),
      endCall: () => script.send('hideScript'),
    },
  });
  return { phone: createHost({ service: 'Acme CRM', plugins: [calls], widget: phone }), script };
}
