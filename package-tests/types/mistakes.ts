// What the types are there to refuse. A line that compiles is an unused expectation, and fails.
import { createHost, definePlugin, type Call, type Plugin } from '@jackfield/core';
import { callLog, type CallLogStore } from '@jackfield/plugin-calllog';
import { contacts, normaliseNumber } from '@jackfield/plugin-contacts';

// @ts-expect-error A misspelt request.
definePlugin({ name: 'acme', requests: { logCalls: () => 'ok' } });
// @ts-expect-error A misspelt push.
definePlugin({ name: 'acme', pushes: { ringingCall: () => undefined } });
// @ts-expect-error A plugin without a name.
definePlugin({ requests: {} });
// @ts-expect-error An answer of another type.
definePlugin({ name: 'acme', requests: { matchContacts: async () => 42 } });
definePlugin({
  name: 'acme',
  requests: {
    // @ts-expect-error A task may be absent.
    logCall: ({ task }) => task.notes ?? '',
  },
});
definePlugin({
  name: 'acme',
  // @ts-expect-error A body has no member of this name.
  pushes: { ringCall: ({ call }) => call.phoneNumber },
});

// @ts-expect-error Without a name the widget knows nobody.
createHost({ plugins: [] });
// @ts-expect-error Only `definePlugin` makes plugins.
createHost({ service: 'Acme CRM', plugins: [{ name: 'acme' }] });
// @ts-expect-error No request of this name has a deadline.
createHost({ service: 'Acme CRM', deadlines: { logCalls: 1 } });
const host = createHost({ service: 'Acme CRM' });
// @ts-expect-error A command that there is not.
void host.send('clickToDail', { phoneNumber: '1' });
// @ts-expect-error A command without its body.
void host.send('clickToDial');
// @ts-expect-error A member that is misspelt.
void host.send('clickToDial', { phoneNummer: '1' });
// @ts-expect-error An event that there is not.
host.on('fail', () => undefined);

declare const call: Call;
// @ts-expect-error Bodies are for reading.
call.id = '1';

// @ts-expect-error A store that cannot find.
callLog({ store: { upsert: async () => undefined } });
// @ts-expect-error An option that there is not.
callLog({ stores: [] });
// @ts-expect-error A source answers by number.
contacts({ source: { findByNumbers: async () => ['Ada'] } });
// @ts-expect-error A country that there is not.
normaliseNumber('6503945910', 'XY');

// @ts-expect-error A store is not a plugin.
export const plugin: Plugin = {} as CallLogStore;
