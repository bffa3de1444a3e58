import type { Messages as Canonical } from '@jackfield/core';
import type { DataOf, PushEntry, ResultOf } from '@jackfield/core/protocol';
import { pagePushes, type Messages as Wire } from '../generated/areas/base/messages.js';
import type {
  spokenByPage,
  SpokenCommands,
  SpokenPushes,
  SpokenRequests,
} from '../generated/areas/base/speaks.js';
import { logKeysOf, logsAnswer } from './call-logs.js';
import { createCallTranslator } from './calls.js';
import { contactQueriesOf, contactsAnswer } from './contacts.js';
import { createLeadTranslator, leadOf } from './leads.js';
import { logOf } from './log-call.js';
import type { RingexOptions, Service } from './options.js';
import { requireText } from './parts.js';
import { createSeenCalls } from './seen-calls.js';

/** What plugins send as on RingCX, with a body. */
export type Command = Exclude<keyof Canonical['pagePushes'], 'register' | 'logout'>;

/** A push in the words of RingCX. */
type Translated = {
  readonly [N in keyof Canonical['pushes']]: {
    readonly name: N;
    readonly body: Canonical['pushes'][N];
  };
}[keyof Canonical['pushes']];

/** The body of a command in the words of RingEX. */
type Sent<N extends Command> = {
  readonly [W in SpokenCommands]: N extends (typeof spokenByPage)[W][number]
    ? Wire['pagePushes'][W]
    : never;
}[SpokenCommands];

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
    /** Plugins get it as it is. */
    agentSession(body: Wire['pushes']['agentSession']): object;
  } & {
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
  /** Commands of the page. They throw for what RingCX would refuse, and for a lead that is not loaded. */
  readonly commands: {
    readonly [N in Command]: (body: Canonical['pagePushes'][N]) => Sent<N>;
  };
  /** How `logout` is posted now. */
  readonly logout: PushEntry;
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
      agentSession({ status }) {
        isAgentReady = status === 'ready';
        return {};
      },
      pushAdapterState: () => ({ name: 'init', body: {} }),
      loginPopup: ({ oAuthUri }) => ({
        name: 'loginPopup',
        body: { oAuthUri: requireText(oAuthUri) },
      }),
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
    commands: {
      clickToDial: (body) => ({
        ...body,
        phoneNumber: requireText(body.phoneNumber, 1),
        toCall: true,
        ...(isRingcx(options.dialWith) && { callWith: 'ringcx' }),
      }),
      dialLead: (body) => ({ lead: leads.find(body), destination: body.destination }),
      authorizationCode: ({ callbackUri }) => ({ callbackUri: requireText(callbackUri, 1) }),
      setSideWidgetExtended({ extended }) {
        if (extended !== null && typeof extended !== 'boolean') throw new TypeError();
        return { extended: extended === true };
      },
    },
    logout: {
      get type() {
        return pagePushes[isRingcx(options.logoutOf) ? 'endAgentSession' : 'logout'].type;
      },
      bare: true,
    },
  };
  return translator;
}
