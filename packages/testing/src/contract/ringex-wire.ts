import {
  callsArea,
  contactsArea,
  createHost as createRingexHost,
  createRingex,
  definePlugin,
  messagesArea,
  pagesArea,
  phoneArea,
} from '@jackfield/ringex';
import { protocol as wire } from '@jackfield/ringex/wire';
import type { Lead, Messages, Plugin } from '@jackfield/core';
import { protocol as ringcx } from '@jackfield/core/ringcx';
import { createRingexWidget } from '../ringex-widget/create-ringex-widget.js';
import type { Members, RingexPush, RingexRequest } from '../ringex-widget/wire.js';
import type { TestClock } from '../test-clock.js';
import type { ContractWire, WidgetEnd } from './contract-wire.js';

type Requests = Messages['requests'];
type Pushes = Messages['pushes'];
type Call = Pushes['ringCall']['call'];
type DataOf<K extends keyof Requests> = Requests[K] extends { readonly data: infer Data }
  ? Data
  : never;

/** A message in the words of RingEX. */
interface Said<Name> {
  readonly name: Name;
  readonly body: Members;
}

/** How a call that RingCX carries is sent in 3.1: its ids are those that a plugin knows. */
const callOf = ({ id, direction, from, to, startTime }: Call): Members => ({
  id,
  source: 'ringcx',
  direction,
  from,
  to,
  fromName: from.name,
  toName: to.name,
  startTime,
});

const leadOf = (raw: Lead): Members => ({ leadId: raw.leadId, raw });

const requests: { readonly [K in keyof Requests]: (data: DataOf<K>) => Said<RingexRequest> } = {
  logCall: ({ call, task, sessionId }) => ({
    name: 'logCall',
    body: {
      triggerType: 'callDisposition',
      call: {
        ...callOf(call),
        sessionId,
        duration: call.duration,
        partyId: call.partyId,
        recording: call.recordingUrl ? { link: call.recordingUrl } : undefined,
        result: 'Disconnected',
        ringcx: task && { disposition: task.dispositionId, notes: task.notes },
      },
      aiNote: task?.summary,
    },
  }),
  matchContacts: (queries) => ({
    name: 'matchContacts',
    body: { phoneNumbers: queries.map(({ phoneNumber }) => phoneNumber), callerIds: {} },
  }),
  matchCallLogs: (sessionIds) => ({
    name: 'matchCallLogs',
    body: { sessionIds, activeSessionIds: [] },
  }),
  viewLead: (lead) => ({ name: 'viewLead', body: { lead, agentId: '2001' } }),
};

const connection = (status: string) => (): Said<RingexPush> => ({
  name: 'webphoneConnection',
  body: { connectionStatus: `connectionStatus-${status}`, deviceId: '1' },
});

/** What RingEX never sends is missing. */
const pushes: { readonly [K in keyof Pushes]?: (body: Pushes[K]) => Said<RingexPush> } = {
  init: () => ({ name: 'pushAdapterState', body: {} }),
  ringCall: ({ call }) => ({ name: 'callRing', body: { call: callOf(call) } }),
  newCall: ({ call }) => ({ name: 'callStart', body: { call: callOf(call) } }),
  endCall: ({ call }) => ({ name: 'callEnd', body: { call: call && callOf(call) } }),
  loadLeads: ({ leads }) => ({
    name: 'lead',
    body: { action: 'loaded', leads: leads.map(leadOf) },
  }),
  callLead: ({ lead, destination }) => ({
    name: 'lead',
    body: { action: 'dialed', lead: leadOf(lead), destination },
  }),
  manualPassLead: ({ lead }) => ({
    name: 'lead',
    body: { action: 'passed', lead: leadOf(lead) },
  }),
  loginPopup: (body) => ({ name: 'loginPopup', body: { ...body } }),
  sideWidgetOpenNotify: ({ open }) => ({ name: 'sideDrawerOpen', body: { open } }),
  sipRegistered: connection('connected'),
  sipUnregistered: connection('disconnected'),
};

type Say = (body: never) => Said<string>;

/** A message that only RingEX has. */
const isOwn = (name: string): boolean =>
  !Object.hasOwn(requests, name) &&
  !Object.hasOwn(ringcx.pushes, name) &&
  (Object.hasOwn(wire.requests, name) || Object.hasOwn(wire.pushes, name));

/** Says a message of RingCX in the words of RingEX; `undefined` if it never comes there. */
function say(name: string, body: unknown): Said<string> | undefined {
  if (isOwn(name)) return { name, body: body as Members };
  const all = { ...requests, ...pushes } as Readonly<Record<string, Say | undefined>>;
  // What is undefined does not come over a wire whose widget writes JSON.
  try {
    const said = all[name]?.(body as never);
    return said && (JSON.parse(JSON.stringify(said)) as Said<string>);
  } catch {
    // A raw body of any shape has no other words.
    return { name, body: body as Members };
  }
}

/** The widget's end: the simulated RingEX widget that carries calls of RingCX. */
function open(clock: TestClock): WidgetEnd {
  const widget = createRingexWidget({ clock, version: '3.1', ringcx: true });
  return {
    transport: widget.transport,
    requests: widget.requests,
    async request(name, data) {
      const answer = await widget.request(
        name as RingexRequest,
        say(name, data)?.body ?? data,
        ringex.requests[name]?.type,
      );
      // There are no errors on this wire, but an empty object in place of the result.
      return answer.status === 'answered' && !isOwn(name)
        ? { ...answer, result: (answer.result as Members | undefined)?.['data'] }
        : answer;
    },
    async push(name, body) {
      const said = say(name, body);
      if (said) await widget.push(said.name as RingexPush, said.body);
    },
    init: () => widget.push('pushAdapterState'),
    close: () => widget.close(),
  };
}

const areas = [callsArea, contactsArea, messagesArea, pagesArea, phoneArea];
const make = () => createRingex({ areas });

/** The protocol without the types of its messages. */
interface Loose {
  readonly requests: Readonly<
    Record<
      string,
      { readonly type: string; readonly deadlineMs: number; readonly combine: string } | undefined
    >
  >;
}
const ringex = make() as unknown as Loose & Pick<ContractWire, 'checkResult'>;

/** The pushes of the widget, some of which plugins know by another name. */
const posted: Readonly<Record<string, { readonly type: string } | undefined>> = wire.pushes;

export const RINGEX: ContractWire = {
  name: 'RingEX',
  requests: ringex.requests as ContractWire['requests'],
  define: (definition) => definePlugin(definition as never, areas) as unknown as Plugin,
  checkResult: ringex.checkResult,
  open,
  start: ({ plugin, ...options }) =>
    createRingexHost({ ...options, plugins: [plugin], protocol: make() }),
  carried(name, body) {
    const said = say(name, body);
    if (!said) return undefined;
    const request = ringex.requests[name];
    const type = request?.type ?? posted[said.name]?.type ?? '';
    const found = make().dispatchFromWidget(request ? 'request' : 'bare', type, said.body);
    return found.status === 'valid' && found.name === name ? [found.body] : undefined;
  },
};
