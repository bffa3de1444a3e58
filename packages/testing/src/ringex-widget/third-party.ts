import type { Answer } from '../simulator/answer.js';
import { createMatcher, type Matcher, type MatchTimes } from '../simulator/matcher.js';
import type { Context } from './context.js';
import type { CallLists } from './call-lists.js';
import {
  applyService,
  isSourceReady,
  type ServiceState,
  setBanner,
  updatePage,
} from './service-state.js';
import type { TabAccess } from './tab.js';
import { type Members, type PagePush, requests, type RingexRequest } from './wire.js';

/** The outcome of a log: `dropped` without a path, so that no request was sent. */
export interface LogOutcome {
  readonly status: 'answered' | 'timeout' | 'lost' | 'dropped';
  readonly ms: number;
}

/** The ids of logs by the ids of messages. */
export type MessageLogs = Readonly<Record<string, { readonly logId: unknown }>>;

/** The outcome of a log, and the query that follows it. */
export interface Logged {
  readonly outcome: LogOutcome;
  readonly after: Promise<unknown>;
}

/** The widget's side of a service in one document. */
export interface ThirdParty {
  readonly state: ServiceState;
  readonly contacts: Matcher;
  readonly callLogs: Matcher;
  readonly messageLogs: Matcher;
  /** Whether the matchers are ready (COM DataMatcher.ts:124-140). */
  isReady(): boolean;
  /** Triggers a matcher if it is ready. */
  trigger(matcher: Matcher): Promise<unknown>;
  /** The names that query contacts, and call logs. */
  readonly names: { readonly contacts: readonly string[]; readonly callLogs: readonly string[] };
  /** Handles a push of the page; `undefined` if it is none of the service's. */
  receive(name: PagePush, message: Members): Promise<unknown> | undefined;
  /** Sends a request if its path is registered; otherwise resolves with `undefined`. */
  send(name: RingexRequest, body?: unknown): Promise<Answer | undefined>;
  logCall(call: Members, options: Members): Promise<Logged>;
  logMessages(conversation: Members, options: Members): Promise<Logged>;
  /** Queries the logs of single messages; resolves with those that have one. */
  matchMessages(conversationId: string, messageIds: readonly string[]): Promise<MessageLogs>;
  /** Logs single messages as one entry; resolves with its outcome. */
  logSelected(conversation: Members, messageIds: readonly string[]): Promise<LogOutcome>;
  /** The logs of single messages that the page has reported. */
  readonly logsOfMessages: MessageLogs;
  /** Queries a number as the agent's "Refresh contact" does. */
  refreshContact(phoneNumber: string): Promise<unknown>;
  /** Returns the contacts of a search; rejects never. */
  search(text: string): Promise<readonly unknown[]>;
  /** The contacts that the page listed. */
  readonly listed: readonly Members[];
  /** Returns what the page answered; rejects if it did not answer with an object. */
  checkDoNotContact(body: Members): Promise<Members | undefined>;
  recordingOf(recording: Members): Members;
  findButton(id: string): Members | undefined;
  changeSetting(id: string, value: unknown): Promise<Answer | undefined>;
}

/** How long matches are used: for contacts, and for logs (Phone/index.js:387-401). */
const CONTACT_TIMES: MatchTimes = { freshMs: 5 * 60_000, keptMs: 120 * 60_000 };
const LOG_TIMES: MatchTimes = { freshMs: 120 * 60_000, keptMs: 240 * 60_000 };

/** The page that plays a recording. */
const PLAYER = 'https://ringcentral.github.io/ringcentral-media-reader/';

/** How many queries are sent again by a register message (ThirdPartyService/index.ts:357-366). */
const REFRESHED = 30;

/**
 * Holds a service in two layers (ThirdPartyService/index.ts:50-249):
 *
 * 1. A register message without a truthy name is ignored. Any other adds its fields: an omitted one
 *    keeps its value.
 * 2. The paths are members of the document: a reload loses them. What is shown (buttons, titles, whether
 *    there is a logger) is kept over a reload only if the main tab is fixed.
 * 3. The three matchers get a provider each, once, under the name at that time. A later name adds none.
 * 4. A first register message triggers the matchers; a later one also refreshes the first 30 queries of
 *    each: contacts through the cache, logs past it.
 * 5. With an `authorizationPath` the providers exist only while the service is authorized.
 */
export function createThirdParty(
  { settings, clock, storage, journal, changed }: Context,
  state: ServiceState,
  lists: CallLists,
  tab: TabAccess,
): ThirdParty {
  const paths: Record<string, unknown> = {};
  const names = { contacts: [] as string[], callLogs: [] as string[], messageLogs: [] as string[] };
  /** Which providers have been added (index.ts:51-53, 85). */
  const added = { contacts: false, callLogs: false, messageLogs: false };
  type Kind = keyof typeof added;
  const fields: Readonly<Record<Kind, string>> = {
    contacts: requests.matchContacts.capability,
    callLogs: requests.matchCallLogs.capability,
    messageLogs: requests.matchMessageLogs.capability,
  };
  let contactTimes = CONTACT_TIMES;
  let manualNumber: string | undefined;
  let listed: readonly Members[] = [];
  let syncTimestamp: unknown = null;
  const logsOfMessages: Record<string, { readonly logId: unknown }> = {};
  let fetching: Promise<unknown> | undefined;

  async function send(name: RingexRequest, body?: unknown): Promise<Answer | undefined> {
    const own = paths[requests[name].capability];
    const path =
      own || name !== 'openMessageLog' ? own : paths[requests.logSelectedMessages.capability];
    return path ? tab.channel.request(name, path, body) : undefined;
  }

  /** The `data` of an answer. A response without an object is an error in the real widget, too. */
  const dataOf = (answer: Answer | undefined): unknown =>
    answer?.status === 'answered'
      ? (answer.result as Members | null | undefined)?.['data']
      : undefined;

  /** Returns lists by query; an empty object without any, or if one cannot be read (index.ts:697-718, 741-760). */
  async function match(
    name: RingexRequest,
    queries: readonly string[],
    body: Members,
    read: (found: unknown) => unknown = (found) => found,
  ): Promise<Record<string, readonly unknown[]>> {
    const data = dataOf(await send(name, body)) as Members | null | undefined;
    if (!data || Object.keys(data).length === 0) return {};
    try {
      return Object.fromEntries(
        queries.map((query) => {
          const found = data[query];
          return [query, Array.isArray(found) ? found.map(read) : []];
        }),
      );
    } catch {
      return {};
    }
  }

  function contactOf(found: unknown): unknown {
    const contact = found as Members;
    return { ...contact, entityType: contact['entityType'] || contact['type'] };
  }

  const contacts = createMatcher(
    clock,
    storage.contacts,
    names.contacts,
    (phoneNumbers) => {
      const isManual = phoneNumbers.length === 1 && phoneNumbers[0] === manualNumber;
      if (isManual) manualNumber = undefined;
      const callers = lists.callerNames();
      const known = phoneNumbers.flatMap((number) => {
        const name = callers[number];
        return name ? [[number, name] as const] : [];
      });
      const body = {
        phoneNumbers,
        ...(isManual && { triggerFrom: 'manual' }),
        callerIds: Object.fromEntries(known),
      };
      return match('matchContacts', phoneNumbers, body, contactOf);
    },
    changed,
    () => contactTimes,
  );
  const callLogs = createMatcher(
    clock,
    storage.callLogs,
    names.callLogs,
    (sessionIds) => {
      const active = lists.activeSessions();
      const activeSessionIds = sessionIds.filter((id) => active.includes(id));
      return match('matchCallLogs', sessionIds, { sessionIds, activeSessionIds });
    },
    changed,
    () => LOG_TIMES,
  );
  const messageLogs = createMatcher(
    clock,
    storage.messageLogs,
    names.messageLogs,
    (conversationLogIds) => match('matchMessageLogs', conversationLogIds, { conversationLogIds }),
    changed,
    () => LOG_TIMES,
  );

  const isReady = (): boolean =>
    storage.isLoggedIn &&
    (Object.values(names).every((list) => list.length === 0) || isSourceReady(state));
  const queriesOf = (matcher: Matcher): readonly string[] =>
    matcher === contacts
      ? lists.numbers()
      : matcher === callLogs
        ? lists.sessions()
        : storage.conversations.map(({ conversationLogId }) => conversationLogId);
  async function trigger(matcher: Matcher): Promise<unknown> {
    return isReady() ? matcher.trigger(queriesOf(matcher)) : undefined;
  }
  const triggerAll = (): Promise<unknown> =>
    Promise.all([contacts, callLogs, messageLogs].map(trigger));

  function attach(kind: Kind, service: Members): void {
    if (added[kind] || !paths[fields[kind]]) return;
    names[kind].push(String(state.name));
    added[kind] = true;
    if (kind !== 'contacts') return;
    const { contactMatchTtl, contactNoMatchTtl } = service as {
      readonly contactMatchTtl?: number;
      readonly contactNoMatchTtl?: number;
    };
    contactTimes = {
      keptMs: contactMatchTtl || contactTimes.keptMs,
      freshMs: contactNoMatchTtl || contactTimes.freshMs,
    };
  }

  /** A provider is removed by the current name, so that one of an earlier name stays (index.ts:349-355). */
  function detach(kind: Kind): void {
    if (!added[kind]) return;
    const index = names[kind].indexOf(String(state.name));
    if (index >= 0) names[kind].splice(index, 1);
    added[kind] = false;
  }

  /** The last register message with a path for contacts, which also has their times. */
  let contactService: Members = {};
  async function onAuthorized(isAuthorized: boolean, isFresh: boolean): Promise<unknown> {
    const kinds = Object.keys(added) as readonly Kind[];
    if (!isAuthorized) {
      for (const kind of kinds) detach(kind);
      return undefined;
    }
    for (const kind of kinds) attach(kind, contactService);
    const work: Promise<unknown>[] = [];
    if (settings.mainTab === 'auto' || tab.isMain()) work.push(fetchContacts());
    if (tab.isMain()) {
      if (!isFresh) work.push(...refreshAll());
      work.push(triggerAll());
    }
    return Promise.all(work);
  }

  function refresh(
    kind: Kind,
    matcher: Matcher,
    ignoreCache: boolean,
  ): Promise<unknown> | undefined {
    return added[kind]
      ? matcher.match(queriesOf(matcher).slice(0, REFRESHED), { ignoreCache })
      : undefined;
  }
  const refreshAll = (): Promise<unknown>[] => [
    Promise.resolve(refresh('contacts', contacts, false)),
    Promise.resolve(refresh('callLogs', callLogs, true)),
    Promise.resolve(refresh('messageLogs', messageLogs, true)),
  ];

  function setAuthorized(value: unknown, account: unknown): Promise<unknown> | undefined {
    const old = state.authorized;
    state.authorized = value;
    state.authorizedAccount = account;
    return old === value ? undefined : onAuthorized(Boolean(value), old === null && Boolean(value));
  }

  function register(service: Members | null | undefined): Promise<unknown> | undefined {
    if (!service?.['name']) return undefined;
    applyService(state, service);
    for (const field of new Set(Object.values(requests).map((kind) => kind.capability)))
      if (service[field]) paths[field] = service[field];
    const open = requests.openMessageLog.capability;
    if (service[open]) paths[open] = service[open];
    if (service['callLoggerPath']) paths['recordingWithToken'] = service['recordingWithToken'];
    if (service['contactMatchPath']) contactService = service;
    const old = state.authorized;
    const work = service['authorizationPath']
      ? setAuthorized(service['authorized'], service['authorizedAccount'] ?? '')
      : setAuthorized(true, '');
    changed();
    const isSame = Boolean(state.authorized) && old === state.authorized;
    return isSame ? onAuthorized(true, false) : work;
  }

  /** Fetches all pages of the page's contacts (index.ts:604-648). */
  async function fetchContacts(type?: string): Promise<unknown> {
    if (
      !paths[requests.listContacts.capability] ||
      (state.authorized !== null && !state.authorized)
    )
      return undefined;
    if (fetching) return fetching;
    async function run(): Promise<void> {
      const all: Members[] = [];
      let page: unknown = 1;
      let newTimestamp: unknown;
      while (page) {
        const answer = await send('listContacts', { page, syncTimestamp, type });
        if (answer?.status !== 'answered' || !answer.result) return;
        const { data, nextPage, syncTimestamp: last } = answer.result as Members;
        if (page === 1) newTimestamp = last;
        if (!Array.isArray(data)) break;
        all.push(...(data as Members[]));
        page = nextPage;
      }
      const isDelta = Boolean(syncTimestamp && newTimestamp);
      const ids = new Set(all.map(({ id }) => id));
      listed = isDelta
        ? [...listed.filter(({ id }) => !ids.has(id)), ...all.filter(({ deleted }) => !deleted)]
        : all;
      syncTimestamp = newTimestamp ?? null;
      changed();
    }
    fetching = run();
    await fetching;
    fetching = undefined;
    return undefined;
  }

  function rematch(matcher: Matcher, wanted: unknown): Promise<unknown> {
    if (!Array.isArray(wanted)) return Promise.resolve();
    const known = queriesOf(matcher);
    const queries = (wanted as string[]).filter((query) => known.includes(query));
    return matcher.match(queries, { ignoreCache: true });
  }

  function findSetting(id: string): Members | undefined {
    const within = (items: readonly Members[]): Members | undefined => {
      for (const item of items) {
        const found =
          item['id'] === id ? item : within((item['items'] as readonly Members[]) ?? []);
        if (found) return found;
      }
      return undefined;
    };
    return within(state.settings);
  }

  /** The token of the account, which must not reach a real server. */
  const TOKEN = 'simulated';

  const thirdParty: ThirdParty = {
    state,
    contacts,
    callLogs,
    messageLogs,
    names,
    isReady,
    trigger,
    send,
    receive(name, message) {
      switch (name) {
        case 'register':
          return Promise.resolve(register(message['service'] as Members | null | undefined));
        case 'setAuthorization':
          return Promise.resolve(
            state.authorized === null
              ? undefined
              : setAuthorized(Boolean(message['authorized']), message['authorizedAccount']),
          );
        case 'syncContacts':
          return fetchContacts('api').then(() => refresh('contacts', contacts, false));
        case 'rematchCallLogs':
          return rematch(callLogs, message['sessionIds']);
        case 'rematchContacts':
          return rematch(contacts, message['phoneNumbers']);
        case 'updateSettings':
          state.settings = (message['settings'] as readonly Members[] | undefined) ?? [];
          break;
        case 'updateCallLogPage':
          updatePage(state, { ...(message['page'] as Members), id: '$LOG-CALL' });
          break;
        case 'updateMessageLogPage':
          updatePage(state, { ...(message['page'] as Members), id: '$LOG-MESSAGES' });
          break;
        case 'registerPage':
          updatePage(state, message['page'] as Members);
          break;
        case 'updateBanner':
          setBanner(state, message['banner']);
          break;
        default:
          return undefined;
      }
      changed();
      return Promise.resolve();
    },
    async logCall(call, options) {
      const { sessionId, recording } = call as { sessionId: string; recording?: Members };
      const name = options['triggerType'] === 'viewLog' ? 'viewCallLog' : 'logCall';
      const answer = await send(name, {
        call: { ...call, ...(recording && { recording: thirdParty.recordingOf(recording) }) },
        ...options,
      });
      if (!answer) return { outcome: { status: 'dropped', ms: 0 }, after: Promise.resolve() };
      // A time-out throws before the query (index.ts:974-983).
      const isAsked = answer.status === 'answered' && added.callLogs;
      return {
        outcome: { status: answer.status as LogOutcome['status'], ms: answer.ms },
        after: isAsked ? callLogs.match([sessionId], { ignoreCache: true }) : Promise.resolve(),
      };
    },
    async logMessages(conversation, options) {
      const answer = await send('logMessages', { conversation, ...options });
      if (!answer) return { outcome: { status: 'dropped', ms: 0 }, after: Promise.resolve() };
      const isAsked = answer.status === 'answered' && added.messageLogs;
      const id = conversation['conversationLogId'] as string;
      return {
        outcome: { status: answer.status as LogOutcome['status'], ms: answer.ms },
        after: isAsked ? messageLogs.match([id], { ignoreCache: true }) : Promise.resolve(),
      };
    },
    async matchMessages(conversationId, messageIds) {
      const answer = await send('matchMessages', { conversationId, messageIds });
      const data = dataOf(answer) as Readonly<Record<string, Members | undefined>> | undefined;
      const found: Record<string, { readonly logId: unknown }> = {};
      for (const id of messageIds) {
        const logId = data?.[id]?.['logId'];
        if (logId) found[id] = { logId };
      }
      Object.assign(logsOfMessages, found);
      changed();
      return found;
    },
    async logSelected(conversation, selectedMessageIds) {
      const triggerType = 'selectedLog';
      const body = { conversation, triggerType, selectedMessageIds };
      const answer = await send('logSelectedMessages', body);
      if (!answer) return { status: 'dropped', ms: 0 };
      const logId = (dataOf(answer) as Members | null | undefined)?.['logId'];
      if (logId) for (const id of selectedMessageIds) logsOfMessages[id] = { logId };
      changed();
      return { status: answer.status as LogOutcome['status'], ms: answer.ms };
    },
    logsOfMessages,
    refreshContact(phoneNumber) {
      manualNumber = phoneNumber;
      return contacts.match([phoneNumber], { ignoreCache: true, ignoreQueue: true });
    },
    async search(text) {
      if (!text || !state.name || !isSourceReady(state)) return [];
      const data = dataOf(await send('searchContacts', { searchString: text }));
      return Array.isArray(data) ? data : [];
    },
    get listed() {
      return listed;
    },
    async checkDoNotContact(body) {
      const answer = await send('checkDoNotContact', body);
      if (!answer) return undefined;
      const { status, ms } = answer;
      journal.holds.push({ for: 'checkDoNotContact', ms, outcome: status });
      if (answer.status !== 'answered') throw new Error(answer.error);
      return (answer.result as { readonly data?: Members }).data;
    },
    recordingOf(recording) {
      const contentUri = String(recording['contentUri']).split('?')[0] as string;
      const token = paths['recordingWithToken'] ? `?access_token=${TOKEN}` : '';
      return {
        ...recording,
        link: `${PLAYER}?media=${encodeURIComponent(String(recording['contentUri']))}`,
        contentUri: `${contentUri}${token}`,
      };
    },
    findButton: (id) => state.buttons.find((button) => button['id'] === id),
    changeSetting(id, value) {
      const setting = findSetting(id);
      if (!setting) return Promise.resolve(undefined);
      Object.assign(setting, { value });
      changed();
      return send('changeSetting', { settings: state.settings, setting });
    },
  };
  return thirdParty;
}
