import type * as core from '@jackfield/core';
import {
  type Call,
  type CallLogEntry,
  type Clock,
  type Contact,
  createHost,
  definePlugin,
  type ErrorCode,
  type Host,
  type HostEvents,
  type HostOptions,
  type InvalidContext,
  type isJackfieldError,
  type JackfieldError,
  type Lead,
  type MessageMaps,
  type Messages,
  type PagePushMap,
  type PageRequestMap,
  type Plugin,
  type PluginDefinition,
  type Protocol,
  type PushMap,
  type RequestContext,
  type RequestMap,
  type Task,
  type Transport,
  type TransportEvent,
} from '@jackfield/core';
import { describe, expectTypeOf, test } from 'vitest';
import { protocol as generated } from '../src/generated/protocol.js';

declare const host: Host;

describe('definePlugin', () => {
  test('does not know a request that the protocol does not have', () => {
    // @ts-expect-error there is no such request
    definePlugin({ name: 'acme', requests: { matchContact: () => ({}) } });
  });

  test('does not know a push that the protocol does not have', () => {
    // @ts-expect-error there is no such push
    definePlugin({ name: 'acme', pushes: { ringcall: () => undefined } });
  });

  test('does not know an internal message or one of the other direction', () => {
    // @ts-expect-error the page sends it
    definePlugin({ name: 'acme', pushes: { clickToDial: () => undefined } });
    // @ts-expect-error it is between the widget and its adapter script
    definePlugin({ name: 'acme', pushes: { pushAdapterState: () => undefined } });
  });

  test('does not know another member of a declaration', () => {
    // @ts-expect-error it is `requests`
    definePlugin({ name: 'acme', request: {} });
  });

  test('wants a name', () => {
    // @ts-expect-error a plugin is named in errors
    definePlugin({ requests: { logCall: () => 'ok' } });
  });

  test('takes no result of another shape', () => {
    // @ts-expect-error contacts come by number
    definePlugin({ name: 'acme', requests: { matchContacts: () => [{ name: 'Ada' }] } });
    // @ts-expect-error a number may have several
    definePlugin({ name: 'acme', requests: { matchContacts: () => ({ 1: { name: 'Ada' } }) } });
    // @ts-expect-error the same, later
    definePlugin({ name: 'acme', requests: { matchContacts: async () => ({ 1: 'Ada' }) } });
    // @ts-expect-error an answer is needed
    definePlugin({ name: 'acme', requests: { matchContacts: () => undefined } });
  });

  test('takes no misspelt member in a result', () => {
    // @ts-expect-error it is `name`
    definePlugin({ name: 'acme', requests: { matchContacts: () => ({ 1: [{ nam: 'Ada' }] }) } });
    // @ts-expect-error it is `contactId`
    definePlugin({ name: 'acme', requests: { matchCallLogs: () => ({ a: [{ contactID: 1 }] }) } });
  });

  test('infers the data of every request', () => {
    definePlugin({
      name: 'acme',
      requests: {
        logCall(data, context) {
          expectTypeOf(data.call).toEqualTypeOf<Call>();
          expectTypeOf(data.task).toEqualTypeOf<Task | undefined>();
          expectTypeOf(data.sessionId).toEqualTypeOf<string>();
          expectTypeOf(data.contact).toEqualTypeOf<Contact | undefined>();
          expectTypeOf(context).toEqualTypeOf<RequestContext>();
          // @ts-expect-error the task may be absent
          void data.task.notes;
          return undefined;
        },
        matchCallLogs(ids) {
          expectTypeOf(ids).toEqualTypeOf<readonly string[]>();
          return { [ids[0] ?? '']: [{ id: 1 }] };
        },
        async matchContacts(queries, { signal, deadlineAt }) {
          expectTypeOf(queries[0]?.phoneNumber).toEqualTypeOf<string | undefined>();
          expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
          expectTypeOf(deadlineAt).toBeNumber();
          return { '+16505550100': [{ name: 'Ada', id: 1 }] };
        },
        viewLead(lead) {
          expectTypeOf(lead).toEqualTypeOf<Lead>();
        },
      },
    });
  });

  test('infers the body of every push', () => {
    definePlugin({
      name: 'acme',
      pushes: {
        ringCall: ({ call }) => void expectTypeOf(call).toEqualTypeOf<Call>(),
        endCall: ({ call }) => void expectTypeOf(call).toEqualTypeOf<Call | undefined>(),
        loadLeads: async ({ leads }) => void expectTypeOf(leads).toEqualTypeOf<readonly Lead[]>(),
      },
    });
  });

  test('gives a handler of what is invalid the raw body and its issues', () => {
    definePlugin({
      name: 'acme',
      invalid: {
        logCall(raw, context) {
          expectTypeOf(raw).toBeUnknown();
          expectTypeOf(context).toEqualTypeOf<InvalidContext>();
          expectTypeOf(context.issues[0]?.pointer).toEqualTypeOf<string | undefined>();
        },
      },
    });
  });

  test('wants contacts by number from matchContacts', () => {
    type Result = RequestMap['matchContacts']['result'];
    expectTypeOf<Readonly<Record<string, readonly Contact[]>>>().toExtend<Result>();
    expectTypeOf<Result[string]>().toEqualTypeOf<readonly Contact[]>();
    expectTypeOf<RequestMap['matchCallLogs']['result'][string]>().toEqualTypeOf<
      readonly CallLogEntry[]
    >();
  });

  test('lets setup return what ends it, or nothing', () => {
    const name = 'acme';
    definePlugin({ name, setup: () => undefined });
    definePlugin({ name, setup: async () => () => undefined });
    definePlugin({
      name,
      setup: ({ signal }) => void expectTypeOf(signal).toEqualTypeOf<AbortSignal>(),
    });
    // @ts-expect-error it ends nothing
    definePlugin({ name, setup: () => 'done' });
  });

  test('makes a plugin', () => {
    expectTypeOf(definePlugin({ name: 'acme' })).toEqualTypeOf<Plugin>();
  });
});

describe('createHost', () => {
  test('takes no plain object for a plugin', () => {
    // @ts-expect-error definePlugin has not checked it
    createHost({ service: 'Acme', plugins: [{ name: 'acme' }] });
    // @ts-expect-error neither has it here
    host.add({ name: 'acme' });
    expectTypeOf<PluginDefinition>().not.toExtend<Plugin>();
  });

  test('takes deadlines of known requests only', () => {
    createHost({ service: 'Acme', deadlines: { logCall: 5_000 } });
    // @ts-expect-error there is no such request
    createHost({ service: 'Acme', deadlines: { logCalls: 5_000 } });
  });

  test('wants the name of the service', () => {
    // @ts-expect-error the widget knows the page by it
    createHost({});
  });

  test('makes a host of RingCX where no protocol is given', () => {
    expectTypeOf(createHost({ service: 'Acme' })).toEqualTypeOf<Host>();
    const plugins = [definePlugin({ name: 'acme' })];
    expectTypeOf(createHost({ service: 'Acme', plugins })).toEqualTypeOf<Host>();
  });
});

describe('a host', () => {
  test('sends no message that the page does not have', () => {
    // @ts-expect-error there is no such command
    void host.send('clicktodial', { phoneNumber: '1' });
    // @ts-expect-error the widget sends it
    void host.send('ringCall', { call: {} });
    // @ts-expect-error it is a request
    void host.send('checkPopupWindow');
  });

  test('wants the phone number of clickToDial', () => {
    void host.send('clickToDial', { phoneNumber: '+16599999999' });
    // @ts-expect-error there is no body
    void host.send('clickToDial');
    // @ts-expect-error there is no number
    void host.send('clickToDial', {});
    // @ts-expect-error a number is a text
    void host.send('clickToDial', { phoneNumber: 16_599_999_999 });
    // @ts-expect-error it is `phoneNumber`
    void host.send('clickToDial', { phoneNumber: '1', number: '1' });
  });

  test('wants both parts of dialLead', () => {
    void host.send('dialLead', { lead: {}, destination: '+16599999999' });
    // @ts-expect-error the widget fails without a lead
    void host.send('dialLead', { destination: '+16599999999' });
  });

  test('sends logout without a body', () => {
    expectTypeOf(host.send('logout')).toEqualTypeOf<Promise<void>>();
    void host.send('logout', {});
  });

  test('asks checkPopupWindow for a boolean', () => {
    expectTypeOf(host.request('checkPopupWindow')).toEqualTypeOf<Promise<boolean>>();
    void host.request('checkPopupWindow', undefined, { timeoutMs: 500 });
    // @ts-expect-error it is `timeoutMs`
    void host.request('checkPopupWindow', undefined, { timeout: 500 });
    // @ts-expect-error the widget asks this
    void host.request('logCall');
  });

  test('does not know an event that it does not have', () => {
    // @ts-expect-error it is `message`
    host.on('messages', () => undefined);
  });

  test('gives a listener its own event', () => {
    expectTypeOf(
      host.on('message', (event) => {
        expectTypeOf(event).toEqualTypeOf<HostEvents['message']>();
        expectTypeOf(event.body).toBeUnknown();
        expectTypeOf(event.direction).toEqualTypeOf<'in' | 'out'>();
      }),
    ).toEqualTypeOf<() => void>();
    host.on('failed', ({ error, plugin }) => {
      expectTypeOf(error).toEqualTypeOf<JackfieldError>();
      expectTypeOf(error.code).toEqualTypeOf<ErrorCode>();
      expectTypeOf(plugin).toEqualTypeOf<string | undefined>();
    });
    host.on('state', ({ state }) => expectTypeOf(state).toEqualTypeOf(host.state));
  });

  test('removes what it has added', () => {
    expectTypeOf(host.add).returns.toEqualTypeOf<() => Promise<void>>();
  });
});

describe('an open enum', () => {
  test('takes any text', () => {
    expectTypeOf<string>().toExtend<Call['direction']>();
    expectTypeOf<Call['direction']>().toExtend<string>();
  });

  test('completes the known ones', () => {
    // A union that had become plain `string` would lose its literals.
    expectTypeOf<Call['direction']>().not.toEqualTypeOf<string>();
    expectTypeOf<Extract<Call['direction'], 'INBOUND' | 'OUTBOUND'>>().toEqualTypeOf<
      'INBOUND' | 'OUTBOUND'
    >();
  });
});

interface DoorMessages {
  readonly requests: {
    readonly mayOpen: { readonly data: { readonly badge: string }; readonly result: boolean };
  };
  readonly pushes: { readonly opened: { readonly by: string } };
  readonly pageRequests: {
    readonly howMany: { readonly data: { readonly floor: number }; readonly result: number };
  };
  readonly pagePushes: {
    readonly lock: { readonly minutes: number };
    readonly ringBell: { readonly times?: number | undefined };
  };
}

const door: Protocol<DoorMessages> = {
  name: 'door',
  timeoutMs: 1_000,
  origins: [],
  roles: {},
  requests: {
    mayOpen: { type: 'may-open', capability: 'doorman', combine: 'first', deadlineMs: 500 },
  },
  pushes: { opened: { type: 'opened' } },
  pageRequests: { howMany: { type: 'how-many' } },
  pagePushes: { lock: { type: 'lock' }, ringBell: { type: 'ring-bell' } },
  masks: { fromWidget: {}, fromPage: {} },
  readEnvelope: () => undefined,
  wrapMessage: () => ({}),
  wrapResponse: () => ({}),
  registerBody: () => ({}),
  dispatchFromWidget: () => ({ status: 'unknown' }),
  checkResult: () => undefined,
  checkPageMessage: () => undefined,
  checkPageResult: () => undefined,
};

describe('another protocol', () => {
  test('brings its messages to definePlugin', () => {
    const doorman = definePlugin(
      {
        name: 'doorman',
        requests: {
          mayOpen({ badge }) {
            expectTypeOf(badge).toBeString();
            return badge.length > 0;
          },
        },
        pushes: { opened: ({ by }) => void expectTypeOf(by).toBeString() },
      },
      door,
    );
    expectTypeOf(doorman).toEqualTypeOf<Plugin<DoorMessages>>();
    // @ts-expect-error a door keeps no call log
    definePlugin({ name: 'acme', requests: { logCall: () => 'ok' } }, door);
    // @ts-expect-error a door opens or does not
    definePlugin({ name: 'acme', requests: { mayOpen: () => 'yes' } }, door);
  });

  test('brings its messages to createHost', () => {
    const plugins = [definePlugin({ name: 'doorman' }, door)];
    const doors = createHost({ service: 'Acme', protocol: door, plugins });
    expectTypeOf(doors).toEqualTypeOf<Host<DoorMessages>>();
    expectTypeOf(createHost({ service: 'Acme', protocol: door })).toEqualTypeOf<
      Host<DoorMessages>
    >();
    expectTypeOf(doors.request('howMany', { floor: 1 })).toEqualTypeOf<Promise<number>>();
    void doors.send('lock', { minutes: 5 });
    void doors.send('ringBell');
    // @ts-expect-error for how long?
    void doors.send('lock');
    // @ts-expect-error on which floor?
    void doors.request('howMany');
    // @ts-expect-error a door does not dial
    void doors.send('clickToDial', { phoneNumber: '1' });
  });

  test('brings its messages when it only has the shape of a protocol', () => {
    const shaped: Pick<typeof door, keyof typeof door> = door;
    expectTypeOf(createHost({ service: 'Acme', protocol: shaped })).toEqualTypeOf<
      Host<DoorMessages>
    >();
    expectTypeOf(definePlugin({ name: 'doorman' }, shaped)).toEqualTypeOf<Plugin<DoorMessages>>();
  });

  test('has no place for the plugins of RingCX', () => {
    const plugins = [definePlugin({ name: 'acme', requests: { logCall: () => 'ok' } })];
    // @ts-expect-error they are plugins of another widget
    createHost({ service: 'Acme', protocol: door, plugins });
  });

  test('does not come into a host of RingCX by its plugins', () => {
    const plugins = [definePlugin({ name: 'doorman' }, door)];
    // @ts-expect-error without `protocol` it is RingCX's widget
    createHost({ service: 'Acme', plugins });
  });

  test('is what the generator makes', () => {
    expectTypeOf(generated).toExtend<Protocol<Messages>>();
    expectTypeOf(createHost({ service: 'Acme', protocol: generated })).toEqualTypeOf<Host>();
    // @ts-expect-error it is not a door's
    definePlugin<DoorMessages>({ name: 'doorman' }, generated);
  });
});

type Primitive = string | number | boolean | null | undefined;

/** What is not a method of `T`. */
type Properties<T> = {
  [K in keyof T as T[K] extends (...args: never) => unknown ? never : K]: T[K];
};

/** `T` with every member of everything in it read-only. */
type AllReadonly<T> = T extends Primitive | Error | ((...args: never) => unknown)
  ? T
  : unknown extends T
    ? T
    : { readonly [K in keyof T]: AllReadonly<T[K]> };

/** `true` if there is an `any` somewhere in `T`. What the platform declares is its own affair. */
type HasAny<T> = 0 extends 1 & T
  ? true
  : unknown extends T
    ? false
    : T extends Primitive | Error | AbortSignal | HTMLIFrameElement
      ? false
      : T extends (...args: infer Args) => infer Result
        ? true extends HasAny<Args> | HasAny<Result>
          ? true
          : false
        : T extends PromiseLike<infer Value>
          ? HasAny<Value>
          : T extends readonly (infer Item)[]
            ? HasAny<Item>
            : true extends { [K in keyof T]-?: HasAny<T[K]> }[keyof T]
              ? true
              : false;

describe('the exported types', () => {
  test('let nothing be written', () => {
    expectTypeOf<AllReadonly<Messages>>().toEqualTypeOf<Messages>();
    expectTypeOf<AllReadonly<HostEvents>>().toEqualTypeOf<HostEvents>();
    expectTypeOf<Readonly<Properties<Host>>>().toEqualTypeOf<Properties<Host>>();
    expectTypeOf<Readonly<HostOptions>>().toEqualTypeOf<HostOptions>();
    expectTypeOf<Readonly<Plugin>>().toEqualTypeOf<Plugin>();
    expectTypeOf<Readonly<PluginDefinition>>().toEqualTypeOf<PluginDefinition>();
    expectTypeOf<Readonly<Properties<RequestContext>>>().toEqualTypeOf<
      Properties<RequestContext>
    >();
    expectTypeOf<Readonly<Properties<InvalidContext>>>().toEqualTypeOf<
      Properties<InvalidContext>
    >();
    const call = {} as Call;
    // @ts-expect-error a message is read
    call.id = '';
    // @ts-expect-error so are the lists in it
    call.fromMatches?.push('');
  });

  test('would show a writable member', () => {
    interface Writable {
      readonly a: { b: string };
    }
    expectTypeOf<AllReadonly<Writable>>().not.toEqualTypeOf<Writable>();
  });

  test('would show an any', () => {
    type Any = ReturnType<typeof JSON.parse>;
    expectTypeOf<HasAny<{ readonly a?: readonly Any[] }>>().toEqualTypeOf<true>();
    expectTypeOf<HasAny<{ a(b: Any): void }>>().toEqualTypeOf<true>();
    expectTypeOf<HasAny<() => Promise<Any>>>().toEqualTypeOf<true>();
  });

  test('hold no any', () => {
    expectTypeOf<HasAny<Messages>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Call>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<CallLogEntry>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Clock>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Contact>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<ErrorCode>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Host>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<HostEvents>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Omit<HostOptions, 'protocol'>>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<InvalidContext>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Pick<JackfieldError, 'code' | 'issues'>>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Lead>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<MessageMaps>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<PagePushMap>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<PageRequestMap>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Plugin>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<PluginDefinition>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Omit<Protocol<Messages>, 'masks'>>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<PushMap>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<RequestContext>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<RequestMap>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Task>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<Transport>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<TransportEvent>>().toEqualTypeOf<false>();
  });

  test('hold no any in what the module exports', () => {
    expectTypeOf<keyof typeof core>().toEqualTypeOf<
      'createHost' | 'definePlugin' | 'isJackfieldError' | 'JackfieldError'
    >();
    expectTypeOf<typeof createHost>().not.toBeAny();
    expectTypeOf<typeof definePlugin>().not.toBeAny();
    expectTypeOf<typeof isJackfieldError>().not.toBeAny();
    expectTypeOf<typeof JackfieldError>().not.toBeAny();
  });
});
