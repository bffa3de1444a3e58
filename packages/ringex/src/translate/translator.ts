import type { Messages as Canonical } from '@jackfield/core';
import type { DataOf, ResultOf } from '@jackfield/core/protocol';
import type { Messages as Wire } from '../generated/areas/base/messages.js';
import type { SpokenPushes, SpokenRequests } from '../generated/areas/base/speaks.js';
import { logKeysOf, logsAnswer } from './call-logs.js';
import { createCallTranslator } from './calls.js';
import { contactQueriesOf, contactsAnswer } from './contacts.js';
import { createLeadTranslator, leadOf } from './leads.js';
import { logOf } from './log-call.js';
import type { RingexOptions, Service } from './options.js';
import { createSeenCalls } from './seen-calls.js';

/** What plugins send as on RingCX. */
type Command = Exclude<keyof Canonical['pagePushes'], 'register'>;

/** A push in the words of RingCX. */
type Translated = {
  readonly [N in keyof Canonical['pushes']]: {
    readonly name: N;
    readonly body: Canonical['pushes'][N];
  };
}[keyof Canonical['pushes']];

/** A command in the words of RingEX. */
type Sent = {
  readonly [N in keyof Wire['pagePushes']]: {
    readonly name: N;
    readonly body: Wire['pagePushes'][N];
  };
}[keyof Wire['pagePushes']];

/** A pointer, and what is expected at it. */
type Unsayable = readonly [pointer: string, expected: string];

/** The data of a request as plugins get it. */
interface Asked<Data> {
  readonly body: Data;
  /** What the context of the handlers has in addition. */
  readonly context?: object;
}

/**
 * Translates between the messages of RingEX and those of RingCX, exact in types in both directions. It
 * remembers what it needs for that: the ids of calls, the leads, whether the agent is logged in to RingCX.
 */
export interface Translator {
  /** Messages of the widget; `undefined` for what plugins need not know. Throws if a body is not valid. */
  readonly incoming: {
    readonly [N in SpokenPushes]: (body: Wire['pushes'][N]) => Translated | undefined;
  } & {
    readonly [N in SpokenRequests]: (
      data: DataOf<Wire['requests'][N]>,
    ) => Asked<DataOf<Canonical['requests'][N]>> | undefined;
  };
  readonly results: {
    readonly [N in SpokenRequests]: (
      result: ResultOf<Canonical['requests'][N]>,
    ) => ResultOf<Wire['requests'][N]>;
  };
  readonly commands: {
    /** Returns where a command is wrong, and what is expected there, if this wire cannot say it. */
    readonly [N in Command]: (body: Canonical['pagePushes'][N]) => Sent | Unsayable;
  };
  /** Looks at a push that is not translated. */
  onPush(name: string, body: unknown): void;
  /** The name of the service, as it was registered. */
  service: string;
}

export function createTranslator(options: RingexOptions): Translator {
  const seen = createSeenCalls();
  const calls = createCallTranslator(seen);
  const leads = createLeadTranslator();
  let isAgentReady = false;
  let isPhoneRegistered = false;

  const isRingcx = (service: Service = 'auto'): boolean =>
    service === 'auto' ? isAgentReady : service === 'ringcx';

  const translator: Translator = {
    service: '',
    incoming: {
      callRing: ({ call }) => calls.phone('ringing', call),
      callStart: ({ call }) => calls.phone('connected', call),
      callEnd: ({ call }) => calls.phone('ended', call),
      activeCall: ({ call }) => calls.presence(call),
      lead: (body) => leads.push(body),
      pushAdapterState: () => ({ name: 'init', body: {} }),
      // It throws for what is not text.
      loginPopup: ({ oAuthUri }) => ({ name: 'loginPopup', body: { oAuthUri: oAuthUri.trim() } }),
      sideDrawerOpen: ({ open }: { readonly open: unknown }) => ({
        name: 'sideWidgetOpenNotify',
        body: { open: open === true, visible: open === true },
      }),
      webphoneConnection({ connectionStatus }) {
        const was = isPhoneRegistered;
        if (/\bconnected$/.test(connectionStatus)) isPhoneRegistered = true;
        // After each load of the widget it is the first state.
        if (connectionStatus.endsWith('disconnected')) isPhoneRegistered = false;
        if (was === isPhoneRegistered) return undefined;
        return { name: was ? 'sipUnregistered' : 'sipRegistered', body: {} };
      },
      logCall(body) {
        const data = logOf(body, seen, options);
        return data && { body: data };
      },
      matchContacts: (body) => ({ body: contactQueriesOf(body) }),
      matchCallLogs: (body) => ({
        body: logKeysOf(body, options.legacyKeys === true),
        context: { statusRows: true },
      }),
      viewLead: ({ lead }) => ({ body: leadOf(lead) }),
    },
    results: {
      logCall: () => ({ data: 'ok' }),
      matchContacts: (found) => contactsAnswer(found, translator.service),
      matchCallLogs: logsAnswer,
      viewLead: () => ({ data: 'ok' }),
    },
    onPush(name, body) {
      if (name === 'agentSession')
        isAgentReady = (body as Wire['pushes']['agentSession']).status === 'ready';
    },
    commands: {
      clickToDial(body) {
        if (typeof body.phoneNumber !== 'string' || !body.phoneNumber)
          return ['/phoneNumber', 'a number'];
        const callWith = isRingcx(options.dialWith) ? { callWith: 'ringcx' } : {};
        return { name: 'startCall', body: { ...body, toCall: true, ...callWith } };
      },
      dialLead(body) {
        const lead = leads.find(body);
        return lead
          ? { name: 'dialLead', body: { lead, destination: body.destination } }
          : ['/lead', 'a loaded lead'];
      },
      logout: () =>
        isRingcx(options.logoutOf)
          ? { name: 'endAgentSession', body: {} }
          : { name: 'logout', body: {} },
      authorizationCode: (body) => ({ name: 'authorizationCode', body }),
      setSideWidgetExtended: ({ extended }) => ({
        name: 'setSideDrawerExtended',
        body: { extended: extended === true },
      }),
    },
  };
  return translator;
}
