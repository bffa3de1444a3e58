import { createHost, definePlugin, type Host, type HostOptions } from '@jackfield/core';
import { callLog, type CallLogStore } from '@jackfield/plugin-calllog';
import { contacts, type ContactSource } from '@jackfield/plugin-contacts';

interface Crm {
  readonly logs: CallLogStore; // upsert(log), find(keys)
  readonly people: ContactSource; // findByNumbers(numbers)
  open(phoneNumber: string): void;
  warn(problem: string): void;
}

export function connectPhone(crm: Crm, widget?: HostOptions['widget']): Host {
  const screenPop = definePlugin({
    name: 'acme-screen-pop',
    pushes: { ringCall: ({ call }) => crm.open(call.from.phoneNumber) },
  });
  const plugins = [callLog({ store: crm.logs }), contacts({ source: crm.people }), screenPop];
  const host = createHost({ service: 'Acme CRM', plugins, widget });
  host.on('failed', ({ error }) => crm.warn(error.message));
  return host; // host.send('clickToDial', { phoneNumber: '+16599999999' })
}
