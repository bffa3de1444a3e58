// What a vendor's page writes for RingEX, and what tools take from both wires.
import { createHost as createRingcxHost, definePlugin as defineBoth } from '@jackfield/core';
import type { Plugin as RingcxPlugin } from '@jackfield/core';
import {
  createHost as createAnyHost,
  definePlugin as defineAny,
  isJackfieldError as isAnyError,
  JackfieldError as AnyError,
  type Clock,
  type ErrorCode,
  type Host,
  type HostEvents,
  type HostOptions,
  type InvalidContext,
  type MessageMaps,
  type Plugin as AnyPlugin,
  type PluginContext,
  type PluginDefinition as AnyDefinition,
  type Protocol,
  type PushContext,
  type RequestContext,
  type RequestOptions,
  type Transport,
  type TransportEvent,
  type WidgetOptions,
} from '@jackfield/core/host';
import type { Settled } from '@jackfield/core/protocol';
import {
  applyMask,
  invalid,
  checkResult,
  isLogCallData,
  isMatchCallLogsData,
  isMatchContactsData,
  isRingCall,
  issuesOf,
  maskCall,
  maskCallLogEntry,
  maskContact,
  maskContactQuery,
  maskLeadReference,
  maskTask,
} from '@jackfield/core/ringcx';
import {
  callsArea,
  contactsArea,
  createHost,
  createRingex,
  definePlugin,
  isJackfieldError,
  JackfieldError,
  messagesArea,
  pagesArea,
  phoneArea,
  type Area,
  type Plugin,
  type PluginDefinition,
  type RegistrationOptions,
  type RingexMessages,
  type RingexOptions,
  type Service,
} from '@jackfield/ringex';
import {
  dispatchFromPage,
  envelopes,
  protocol,
  spokenByPage,
  spokenByWidget,
  type FromPage,
  type Messages,
} from '@jackfield/ringex/wire';
import {
  createRingexWidget,
  record,
  replay,
  translatedWire,
  type RingexCall,
  type RingexState,
  type RingexTab,
  type RingexVersion,
  type RingexWidget,
  type RingexWidgetOptions,
  type Tape,
} from '@jackfield/testing';

const both: RingcxPlugin = defineBoth({
  name: 'acme',
  pushes: { ringCall: ({ call }) => void call.from.phoneNumber },
});

type Contacts = typeof contactsArea;
const consent: PluginDefinition<Contacts> = {
  name: 'acme-consent',
  requests: { checkDoNotContact: async () => ({ data: { result: false } }) },
  pushes: { loginStatus: ({ loggedIn }, { signal }) => void (loggedIn && signal.aborted) },
};
const ringexOnly: Plugin<Contacts> = definePlugin(consent, [contactsArea]);

const registration: RegistrationOptions = {};
const service: Service = 'auto';
const options: RingexOptions<Contacts> = {
  areas: [contactsArea],
  dialWith: service,
  logoutOf: undefined,
  registration,
};
const areas: readonly Area[] = [callsArea, messagesArea, pagesArea, phoneArea];

export async function run(widget: RingexWidget): Promise<number> {
  const host: Host<RingexMessages<Contacts>> = createHost({
    service: 'Acme CRM',
    plugins: [both, ringexOnly],
    protocol: createRingex(options),
    widget: { transport: widget.transport },
  });
  host.on('failed', ({ error }: HostEvents['failed']) => {
    if (isJackfieldError(error) && error instanceof JackfieldError) throw error;
  });
  await host.send('clickToDial', { phoneNumber: '101' });
  await host.send('syncContacts', {});
  const ringcx = createRingcxHost({ service: 'Acme CRM', plugins: [both] });
  // @ts-expect-error It handles messages that RingCX does not have.
  ringcx.add(ringexOnly);
  return areas.length;
}

export async function recorded({ transport }: RingexWidget): Promise<Tape> {
  const wire = translatedWire(createRingex(options), { protocol, envelopes });
  const plugins = [both, ringexOnly];
  const page = { service: 'Acme CRM', plugins, protocol: wire.protocol };
  const host = createHost({ ...page, widget: { transport } });
  const tape = record(host, { wire });
  const start = (widget: WidgetOptions): typeof host => createHost({ ...page, widget });
  await replay(tape.text(), ({ transport: replayed }) => start({ transport: replayed }), { wire });
  return tape;
}

export const anyHost = <M extends MessageMaps>(
  wire: Protocol<M>,
  definition: AnyDefinition<M>,
  transport: Transport,
): Host<M> => {
  const widget: WidgetOptions = { transport };
  const plugin: AnyPlugin<M> = defineAny<M>(definition, wire);
  const given: HostOptions<M> & { protocol: Protocol<M> } = {
    ...{ service: 'Acme', protocol: wire, plugins: [plugin], widget },
  };
  return createAnyHost(given);
};

export const codeOf = (error: unknown): ErrorCode | undefined =>
  isAnyError(error) && error instanceof AnyError ? error.code : undefined;

export type Contexts = readonly [
  PluginContext<Messages>,
  PushContext<Messages>,
  RequestContext<Messages>,
  InvalidContext<Messages>,
  RequestOptions,
  TransportEvent,
  Clock,
  Settled,
];

export const fromPage = (type: string, body: unknown): FromPage | { status: string } =>
  dispatchFromPage('push', type, body);

export const tables: readonly unknown[] = [
  ...[envelopes.page, protocol.name, spokenByPage, spokenByWidget.logCall],
  ...[
    applyMask({}, maskCall),
    invalid('INVALID_MESSAGE', 'newCall', [], {}, maskCall).issues,
    maskCallLogEntry,
    maskContact,
    maskContactQuery,
    maskLeadReference,
    maskTask,
  ],
  ...[issuesOf(isLogCallData, {}), issuesOf(isMatchCallLogsData, [])],
  ...[issuesOf(isMatchContactsData, []), issuesOf(isRingCall, {}), checkResult('logCall', 'ok')],
];

const version: RingexVersion = '3.1';
export const simulated: RingexWidgetOptions = { version };
export const widget: RingexWidget = createRingexWidget({ version });
export type Simulated = readonly [RingexCall, RingexState, RingexTab];
