// What a vendor's page writes, with every public type of the packages for pages.
import {
  createHost,
  definePlugin,
  isJackfieldError,
  JackfieldError,
  type Call,
  type CallLogEntry,
  type Clock,
  type Contact,
  type ErrorCode,
  type Host,
  type HostEvents,
  type HostOptions,
  type InvalidContext,
  type Lead,
  type MessageMaps,
  type Messages,
  type PagePushMap,
  type PageRequestMap,
  type Plugin,
  type PluginContext,
  type PluginDefinition,
  type Protocol,
  type PushContext,
  type PushMap,
  type RequestContext,
  type RequestMap,
  type Task,
  type Transport,
  type TransportEvent,
} from '@jackfield/core';
import type {
  CombinePolicy,
  DataOf,
  DeprecatedUse,
  DeprecatedWatch,
  Dispatched,
  Envelope,
  EnvelopeKind,
  Envelopes,
  ErrorEnvelope,
  FailedKeyword,
  Issue,
  Internal,
  Invalid,
  Mask,
  Masks,
  MessageMaps as AnyMessages,
  Place,
  Protocol as AnyProtocol,
  PushEntry,
  PushEnvelope,
  RequestEntry,
  RequestEnvelope,
  ResponseEnvelope,
  ResultOf,
  SideEnvelopes,
  Unknown,
  Valid,
  Wire,
} from '@jackfield/core/protocol';
import { dispatchFromPage, envelopes, protocol, type FromPage } from '@jackfield/core/ringcx';
import {
  callLog,
  CallLogError,
  defineOutboxElement,
  indexedDbCallLogStore,
  isCallLogError,
  isStoreError,
  memoryCallLogStore,
  restCallLogStore,
  StoreError,
  type CallDetails,
  type CallLogDisposition,
  type CallLogErrorCode,
  type CallLogItem,
  type CallLogOptions,
  type CallLogOutbox,
  type CallLogPlugin,
  type CallLogRecord,
  type CallLogState,
  type CallLogWait,
  type CallLogStatus,
  type CallLogStore,
  type CallLogStoreContext,
  type FoundCallLog,
  type IndexedDbCallLogStoreOptions,
  type ListedCallLog,
  type LocalCallLogStore,
  type OutboxElement,
  type OutboxTexts,
  type RejectedCallLog,
  type RejectedCallLogStore,
  type RestCallLogStoreOptions,
  type StoreErrorKind,
  type StoreErrorOptions,
} from '@jackfield/plugin-calllog';
import {
  contacts,
  ContactsError,
  indexedDbContactSource,
  isContactsError,
  memoryContactSource,
  normaliseNumber,
  readTime,
  restContactSource,
  type AnswerCacheOptions,
  type LocalContactSource,
  type ContactChanges,
  type ContactChangesQuery,
  type ContactDatabase,
  type ContactsByNumber,
  type ContactsErrorCode,
  type ContactSource,
  type ContactSourceContext,
  type ContactsOptions,
  type ContactsPlugin,
  type CountryCode,
  type DeletedContact,
  type ImportIssue,
  type ImportResult,
  type IndexedDbContactSourceOptions,
  type MemoryContactSourceOptions,
  type RestContactSource,
  type RestContactSourceOptions,
  type SourceContact,
} from '@jackfield/plugin-contacts';
import {
  csv,
  defineFormat,
  jsonLines,
  vcard,
  type ContactFormat,
  type ContactReader,
  type CsvOptions,
  type FileImportResult,
  type ImportFileOptions,
  type ImportInput,
  type ImportProgress,
  type OpenFormat,
  type PlainFormat,
  type ReadEntry,
  type VCardOptions,
} from '@jackfield/plugin-contacts/formats';

/** Fails to compile unless both are the same type. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

const acme: Plugin = definePlugin({
  name: 'acme',
  requests: {
    async logCall({ call, task, sessionId }, { signal, deadlineAt, requestId }: RequestContext) {
      holds<Same<typeof call, Call>>();
      holds<Same<typeof task, Task | undefined>>();
      holds<Same<typeof sessionId, string>>();
      const left: number = deadlineAt - Date.now();
      signal.throwIfAborted();
      return `${requestId} ${left}`;
    },
    viewLead: (lead: Lead) => (lead.leadId === undefined ? undefined : 'ok'),
    matchContacts: async (queries) =>
      Object.fromEntries(
        queries.map(({ phoneNumber }) => [
          phoneNumber,
          [{ id: '1', type: 'acme', name: 'Ada', phoneNumbers: [{ phoneNumber }] }],
        ]),
      ),
  },
  pushes: {
    ringCall: ({ call }, { signal, ask }: PushContext) => {
      signal.throwIfAborted();
      void ask('matchContacts', []);
      holds<Same<typeof call.direction, 'INBOUND' | 'OUTBOUND' | 'INTERNAL' | (string & {})>>();
    },
  },
  invalid: { logCall: (_raw: unknown, { issues }: InvalidContext) => String(issues.length) },
  setup({ service, signal, ask }: PluginContext) {
    signal.addEventListener('abort', () => service);
    return () => void ask('matchContacts', [{ phoneNumber: '101', callType: 'inbound' }]);
  },
});

const options: HostOptions = {
  service: 'Acme CRM',
  // Undefined is as good as left out, also under `exactOptionalPropertyTypes`.
  widget: { origin: undefined, frame: 'phone' },
  deadlines: { logCall: 1_000 },
  plugins: [acme, callLog({ store: undefined, owner: 'ada' }), contacts({ source: undefined })],
};

export async function run(): Promise<void> {
  const host: Host = createHost(options);
  const off = host.on('failed', ({ error, name, plugin }) => {
    holds<Same<typeof error, JackfieldError>>();
    const code: ErrorCode = error.code;
    throw new Error(`${code} ${name ?? ''} ${plugin ?? ''}`, { cause: error });
  });
  const sent: Promise<void> = host.send('clickToDial', { phoneNumber: '+16599999999' });
  await sent.catch((error: unknown) => {
    if (isJackfieldError(error) && error.code === 'WIDGET_NOT_READY') return error.message;
    throw error;
  });
  await host.request('checkPopupWindow');
  off();
  await host.close({ now: true });
}

class AcmeStore implements CallLogStore {
  async upsert(record: CallLogRecord, { signal }: CallLogStoreContext): Promise<void> {
    const { key, revision, task } = record;
    if (signal.aborted)
      throw new StoreError('transient', `${key} ${revision} ${task?.notes ?? ''}`);
  }
  async find(keys: readonly string[]): Promise<readonly FoundCallLog[]> {
    return keys.map((key) => ({ key, id: '1' }));
  }
}

class AcmeSource implements ContactSource {
  async findByNumbers(
    numbers: readonly string[],
    _context: ContactSourceContext,
  ): Promise<ContactsByNumber> {
    return Object.fromEntries(
      numbers.map((number) => [number, [{ name: 'Ada', phoneNumbers: [{ phoneNumber: number }] }]]),
    );
  }
}

const log: CallLogPlugin = callLog({ store: new AcmeStore() });
const people: ContactsPlugin = contacts({ sources: [new AcmeSource()], looseDigits: 7 });
const status: Promise<CallLogStatus> = log.status();
holds<Same<typeof people.wipe, () => Promise<void>>>();
const plain: Plugin[] = [log, people];

const database: ContactDatabase = indexedDbContactSource({ owner: 'ada' });
const local: LocalCallLogStore = memoryCallLogStore();
const stored: LocalCallLogStore = indexedDbCallLogStore();
const remote: CallLogStore = restCallLogStore({ url: 'https://crm.example' });
const rest: RestContactSource = restContactSource({ url: 'https://crm.example' });
const known: ContactSource = memoryContactSource([{ name: 'Ada', phoneNumbers: [] }]);
const country: CountryCode = 'US';
const number: string | undefined = normaliseNumber('6503945910', country);
const readAt: number | undefined = readTime('2026-01-12T10:00:00Z');
const formats: ContactFormat[] = [csv(), jsonLines(), vcard()];
defineOutboxElement('acme-outbox');

export const values = [
  ...[plain, status, database, local, stored, remote, rest, known, number, readAt, formats],
  ...[isCallLogError, isStoreError, isContactsError, isJackfieldError, JackfieldError],
  ...[CallLogError, ContactsError, defineFormat, dispatchFromPage, envelopes, protocol],
];

/** What is not used above; each has to be there, and to compile. */
export type Rest = [
  ...[CallLogEntry, Clock, Contact, HostEvents, MessageMaps, Messages, PagePushMap],
  ...[PageRequestMap, PluginDefinition, Protocol<Messages>, PushMap, RequestMap, Transport],
  ...[TransportEvent, EnvelopeKind, Envelopes, FailedKeyword, Issue, FromPage, Mask, CombinePolicy],
  ...[DataOf<RequestMap['logCall']>, ResultOf<RequestMap['logCall']>, DeprecatedUse, Dispatched],
  ...[DeprecatedWatch, Envelope, Internal, Invalid, Masks, AnyProtocol<AnyMessages>],
  ...[PushEntry, PushEnvelope, RequestEntry, RequestEnvelope, ResponseEnvelope, SideEnvelopes],
  ...[ErrorEnvelope, Place, Unknown, Valid<'push', 'init', object>, Wire],
  ...[CallDetails, CallLogDisposition, CallLogErrorCode, CallLogItem, CallLogOptions],
  ...[
    CallLogOutbox,
    CallLogState,
    CallLogWait,
    IndexedDbCallLogStoreOptions,
    ListedCallLog,
    OutboxElement,
  ],
  ...[OutboxTexts, RejectedCallLog, RejectedCallLogStore, RestCallLogStoreOptions],
  ...[StoreErrorKind, StoreErrorOptions, AnswerCacheOptions, ContactChanges],
  ...[ContactChangesQuery, ContactsErrorCode, ContactsOptions, DeletedContact, ImportIssue],
  ...[ImportResult, IndexedDbContactSourceOptions, MemoryContactSourceOptions],
  ...[
    LocalContactSource,
    RestContactSourceOptions,
    SourceContact,
    ContactReader,
    CsvOptions,
    FileImportResult,
  ],
  ...[ImportFileOptions, ImportInput, ImportProgress, OpenFormat, PlainFormat, ReadEntry],
  VCardOptions,
];
