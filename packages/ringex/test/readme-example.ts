import { createHost as createRingcxHost, definePlugin, type HostOptions } from '@jackfield/core';
import { callLog, type CallLogStore } from '@jackfield/plugin-calllog';
import {
  contactsArea,
  createHost,
  createRingex,
  definePlugin as defineRingexPlugin,
} from '@jackfield/ringex';

interface Crm {
  readonly logs: CallLogStore;
  show(phoneNumber: string): void;
  mayContact(phoneNumber: string, signal: AbortSignal): Promise<boolean>;
}
interface Widgets {
  readonly ringcx?: HostOptions['widget'];
  readonly ringex?: HostOptions['widget'];
}

export function connectPhones(crm: Crm, widgets: Widgets = {}): () => Promise<unknown> {
  // Made for RingCX: they run on both widgets.
  const screenPop = definePlugin({
    name: 'acme-screen-pop',
    pushes: { ringCall: ({ call }) => crm.show(call.from.phoneNumber) },
  });
  const plugins = [callLog({ store: crm.logs }), screenPop];

  // Handles what only RingEX has.
  const consent = defineRingexPlugin(
    {
      name: 'acme-consent',
      requests: {
        async checkDoNotContact({ phoneNumber, recipients }, { signal }) {
          // A call has one number, a text message a list.
          const people = [{ phoneNumber }, ...(recipients ?? [])];
          const numbers = people.flatMap((person) => person.phoneNumber || []);
          const allowed = await Promise.all(numbers.map((it) => crm.mayContact(it, signal)));
          return { data: { result: allowed.includes(false), mode: 'restrict' } };
        },
      },
    },
    [contactsArea],
  );

  const service = 'Acme CRM';
  const ringcx = createRingcxHost({ service, plugins, widget: widgets.ringcx });
  const ringex = createHost({
    service,
    plugins: [...plugins, consent],
    protocol: createRingex({ areas: [contactsArea] }),
    widget: widgets.ringex,
  });
  return () => Promise.all([ringcx.close(), ringex.close()]);
}
