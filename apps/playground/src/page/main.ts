import type { Plugin } from '@jackfield/core';
import { callLog } from '@jackfield/plugin-calllog';
import { contacts } from '@jackfield/plugin-contacts';
import { acmeLeads } from '../acme-plugin.js';
import { byId, isolated } from '@jackfield/dev-page/h';
import { announceDeliveries } from './announce-deliveries.js';
import { type CallState, followCalls } from '@jackfield/dev-page/page/call-state';
import { callsAtRisk } from '@jackfield/dev-page/page/calls-at-risk';
import { findContacts, loadContacts } from './acme-contacts.js';
import { acmeCrm } from './acme-crm.js';
import { callLogView } from './call-log-view.js';
import { connectRingcx } from './connect-ringcx.js';
import { connectRingex } from './connect-ringex.js';
import { connectionView } from '@jackfield/dev-page/page/connection';
import { contactsView, type ContactsView } from './contacts-view.js';
import { crmSwitch } from './crm-switch.js';
import { dialChoice } from './dial-choice.js';
import { DISPOSITIONS } from './dispositions.js';
import { faultySwitch } from './faulty-switch.js';
import { importView } from './import-view.js';
import { messagesView } from '@jackfield/dev-page/page/messages-view';
import '@jackfield/dev-page/page.css';
import { problemsView } from '@jackfield/dev-page/page/problems-view';
import { resetButton } from './reset.js';
import { screenPop } from './screen-pop.js';
import { showLog } from './show-log.js';
import { database, source, store } from './store.js';
import { type PhoneLink, toPhoneLink } from '@jackfield/dev-page/page/to-phone';
import { addPhone, chooseWidgets, FAMILIES, switchWidgets } from '@jackfield/dev-page/page/widgets';

const widgets = chooseWidgets('ringcx', [
  { id: 'both', label: 'RingCX and RingEX', widgets: ['ringcx-1.0', 'ringex-3.x'] },
]);
const crm = acmeCrm(store);

// A call may ring before the contacts are read.
let table: ContactsView | undefined;

let link: PhoneLink | undefined;

const pop = screenPop({
  find: (phoneNumber) => findContacts(source, phoneNumber),
  onContacts: (found) => table?.highlight(found.map(({ id }) => id)),
});

const calllog = callLog({
  store: crm,
  dispositions: DISPOSITIONS,
  logUndisposed: true,
  // Shorter than a server would like, so that one sees it.
  retry: { maxMs: 15_000 },
});

// The whole integration: three plugins, and a host for each widget. Everything else on this page is
// Acme's own.
const shared: readonly Plugin[] = [calllog, contacts({ source })];
const hosts = widgets.map((simulated) => {
  const frame = addPhone(simulated, widgets.length === 1);
  const label = widgets.length === 1 ? undefined : FAMILIES[simulated.kind];
  // Both phones may ring: each names its own caller.
  const leads = acmeLeads({
    caller: (phoneNumber) => pop.caller(phoneNumber, (name) => link?.name(host, name)),
    lead: pop.lead,
  });
  const plugins = [...shared, leads];
  const connect = { ringcx: connectRingcx, ringex: connectRingex }[simulated.kind];
  const options = { service: 'Acme CRM', widget: { origin: new URL(frame.src).origin }, plugins };
  const { host, wire } = connect(options, calllog, showLog);
  return { host, wire, label, kind: simulated.kind };
});

connectionView(hosts);
const problems = problemsView(hosts);
messagesView(hosts);
faultySwitch(hosts, problems);
crmSwitch(crm);
const atRisk = callsAtRisk(hosts);
switchWidgets(atRisk);
resetButton(calllog, database === undefined, atRisk);
link = toPhoneLink(hosts);
void announceDeliveries(calllog);
const dialWith = dialChoice(hosts);

/** RingCX ignores a number while it is busy, and says nothing; RingEX holds the call, and dials. */
const BUSY: Readonly<Partial<Record<CallState, string>>> = {
  ringing: 'because another call rings',
  connected: 'because the phone is on a call',
  ended: 'until the call before is submitted or logged',
};
let callStates: ReadonlyMap<unknown, CallState> = new Map();
followCalls(hosts, (states) => {
  callStates = states;
  byId('dial-note').textContent = '';
});

function dial(phoneNumber: string, name: string): void {
  const host = dialWith();
  const isRingcx = hosts.some((shown) => shown.host === host && shown.kind === 'ringcx');
  const reason = isRingcx ? BUSY[callStates.get(host) ?? 'idle'] : undefined;
  byId('dial-note').textContent =
    reason === undefined ? '' : `${isolated(name)} is not called ${reason}.`;
  // Where the screen is narrow, one of them is out of view.
  if (reason === undefined) byId('phone').scrollIntoView({ block: 'nearest' });
  else byId('dial-note').scrollIntoView({ block: 'center' });
  host
    .send('clickToDial', { phoneNumber })
    .catch((error: unknown) => problems.report('The phone did not take the call', error));
}

callLogView(crm, calllog).catch((error: unknown) =>
  problems.report('The call log cannot be read', error),
);
async function showContacts(): Promise<void> {
  try {
    const shown = await loadContacts(source);
    table ??= contactsView(dial);
    table.show(shown, (await database?.count()) ?? shown.length);
  } catch (error) {
    problems.report('The contacts cannot be read', error);
  }
}
void showContacts();
if (database)
  importView(database, () => {
    void showContacts();
    pop.refresh();
  });
