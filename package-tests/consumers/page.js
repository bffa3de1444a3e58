// A vendor's page: a call log, contacts, and a plugin of its own.
import { createHost, definePlugin } from '@jackfield/core';
import { callLog, memoryCallLogStore } from '@jackfield/plugin-calllog';
import { contacts, memoryContactSource } from '@jackfield/plugin-contacts';

const phone = document.querySelector('#phone');
const caller = document.querySelector('#caller');

const store = memoryCallLogStore();
const ada = { id: '7', name: 'Ada Lovelace', phoneNumbers: [{ phoneNumber: '+16505550142' }] };
const screenPop = definePlugin({
  name: 'acme-screen-pop',
  pushes: {
    ringCall: ({ call }) => {
      caller.textContent = call.from.phoneNumber;
    },
  },
});

const host = createHost({
  service: 'Acme CRM',
  plugins: [callLog({ store }), contacts({ source: memoryContactSource([ada]) }), screenPop],
  widget: { frame: 'phone', origin: new URL(phone.src).origin },
});

const problems = [];
for (const event of ['failed', 'invalid', 'settledLate', 'unhandled']) {
  host.on(event, (detail) => problems.push(`${event}: ${detail.error?.message ?? detail.name}`));
}

globalThis.acme = { host, store, problems };
