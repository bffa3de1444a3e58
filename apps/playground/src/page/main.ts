import { createHost } from '@jackfield/core';
import { callLog, indexedDbCallLogStore } from '@jackfield/plugin-calllog';
import { contacts, indexedDbContactSource } from '@jackfield/plugin-contacts';
import { acmeLeads } from '../acme-plugin.js';
import { byId } from '../h.js';
import { findContact, loadContacts } from './acme-contacts.js';
import { callLogView } from './call-log-view.js';
import { connectionView } from './connection.js';
import { contactsView } from './contacts-view.js';
import { faultySwitch } from './faulty-switch.js';
import { messagesView } from './messages-view.js';
import './page.css';
import { problemsView } from './problems-view.js';
import { resetButton } from './reset.js';
import { screenPop } from './screen-pop.js';
import { toPhoneLink } from './to-phone.js';

const frame = byId<HTMLIFrameElement>('engage-voice-embeddable-adapter-frame');
const store = indexedDbCallLogStore();
const source = indexedDbContactSource();

const pop = screenPop({
  find: (phoneNumber) => findContact(source, phoneNumber),
  onContact: (contact) => table?.highlight(contact?.id),
});

// The whole integration: three plugins, one host. Everything else on this page is Acme's own.
const host = createHost({
  service: 'Acme CRM',
  widget: { origin: new URL(frame.src).origin },
  plugins: [callLog({ store }), contacts({ source }), acmeLeads(pop)],
});

connectionView(host);
const problems = problemsView(host);
messagesView(host);
faultySwitch(host, problems);
resetButton();
toPhoneLink();

await callLogView(store);
const table = contactsView(await loadContacts(source), (phoneNumber) => {
  byId('phone').scrollIntoView({ block: 'nearest' });
  host
    .send('clickToDial', { phoneNumber })
    .catch((error: unknown) => problems.report('The phone did not take the call', error));
});
