import type { CallLists } from './call-lists.js';
import { type CallLogger, createCallLogger } from './call-logger.js';
import type { Context } from './context.js';
import type { PhoneCall, PhoneListener } from './phone-line.js';
import { listedOf, type RingcxCall } from './ringcx-call.js';
import type { ServiceState } from './service-state.js';
import { type ListedCall, monitoredOf, numbersOf, presenceOf, rowOf, sessionOf } from './shapes.js';
import type { TabAccess } from './tab.js';
import { createThirdParty, type ThirdParty } from './third-party.js';
import type { Members, RingexPush } from './wire.js';

/** The widget in one document: each tab has its own, over a shared storage. */
export interface WidgetDocument extends PhoneListener {
  readonly thirdParty: ThirdParty;
  readonly logger: CallLogger;
  push(name: RingexPush, body?: Members): void;
  /** Posts the first messages of the app. */
  start(): Promise<unknown>;
  /** Posts the presence if it has changed. */
  pushPresence(): void;
  /** Opens or closes the side drawer. */
  setSideDrawer(isOpen: boolean): void;
  /** Posts the login status, and triggers what waits for a login. */
  onLogin(): Promise<unknown>;
  /** Returns a call of a list with its matches. */
  withMatches(call: ListedCall): ListedCall;
  /** The calls of the history, the newest first. */
  history(): readonly ListedCall[];
  /** Returns a call of any list by its session id. */
  find(sessionId: unknown): ListedCall | undefined;
  /** The webphone's sessions as events and answers have them. */
  sessions(): readonly Members[];
  /** The session id of the call whose log page is open. */
  readonly logPage: string | undefined;
  openLogPage(sessionId: string): Promise<unknown>;
  closeLogPage(): void;
  /** Handles a new AI note. */
  onNote(telephonySessionId: string): Promise<unknown>;
}

/** How many rows of the call log are watched for recordings (CallLogger/index.ts:79-90). */
const WATCHED_ROWS = 20;

/** The events of the webphone; the texts of both states of the mute are one event. */
const EVENTS = {
  ring: 'callRing',
  init: 'callInit',
  start: 'callStart',
  end: 'callEnd',
  hold: 'callHold',
  resume: 'callResume',
  mute: 'callMute',
  unmute: 'callMute',
} as const;

export function createWidgetDocument(
  context: Context,
  service: ServiceState,
  tab: TabAccess,
): WidgetDocument {
  const { does, settings, clock, storage, line, changed } = context;
  const isV3 = does('webphone-session-3');
  const isBrowser = settings.callingMode === 'browser';
  const { ringcx } = storage;

  const active = (): readonly PhoneCall[] =>
    line.data.calls.filter(({ status }) => status !== 'NoCall');
  const session = (call: PhoneCall): Members => {
    // By the number as the session has it, which may not be that of the query.
    const found = mapping(call.number);
    const chosen = storage.chosen[call.telephonySessionId];
    const match = found.find((contact) => (contact as Members)['id'] === chosen) ?? found[0];
    return sessionOf(call, isV3, match);
  };
  const monitored = (call: PhoneCall): ListedCall =>
    monitoredOf(call, isBrowser ? sessionOf(call, isV3) : undefined);

  /** The rows of the call log, and ended calls that have none yet, as the history has them. */
  const rows = (): readonly ListedCall[] => line.data.rows.map(rowOf);
  const ended = (): readonly ListedCall[] =>
    line.data.ended.map((call) => ({
      ...monitored(call),
      telephonyStatus: call.connectedAt === undefined ? 'Ringing' : 'CallConnected',
      result: 'Disconnected',
      duration: Math.floor(((call.endedAt ?? 0) - call.startedAt) / 1_000),
    }));
  const ringcxListed = (): readonly ListedCall[] => ringcx.calls.map(listedOf);
  const isLive = ({ status }: RingcxCall): boolean => status !== 'NoCall';

  /**
   * The list of calls at the last comparison (COM CallMonitor.ts:154-212; CallLogger.ts:278-362). The
   * webphone rings before presence has the call.
   */
  let lastCalls: readonly ListedCall[] = [];

  const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
  const lists: CallLists = {
    numbers: () =>
      unique([...lastCalls, ...rows(), ...ended(), ...ringcxListed()].flatMap(numbersOf)),
    sessions: () =>
      unique(
        [...lastCalls, ...line.data.rows, ...line.data.ended, ...ringcxListed()].map(
          ({ sessionId }) => sessionId,
        ),
      ),
    activeSessions: () => [
      ...lastCalls.map(({ sessionId }) => sessionId),
      ...ringcx.calls.filter(isLive).map(({ call }) => call.uii),
    ],
    callerNames() {
      const names: Record<string, string> = {};
      for (const { from, to } of rows())
        for (const { phoneNumber, extensionNumber, name } of [from, to]) {
          const number = phoneNumber || extensionNumber;
          if (number && name) names[number] ??= name;
        }
      return names;
    },
  };

  const thirdParty = createThirdParty(context, service, lists, tab);
  const logger = createCallLogger(context, thirdParty, tab);
  const mapping = (query: string | undefined): readonly unknown[] =>
    query && thirdParty.isReady() ? thirdParty.contacts.found(query) : [];

  function withMatches(call: ListedCall): ListedCall {
    const query = ({ phoneNumber, extensionNumber }: ListedCall['from']): string | undefined =>
      phoneNumber || extensionNumber;
    return {
      ...call,
      fromMatches: mapping(query(call.from)),
      toMatches: mapping(query(call.to)),
      activityMatches: thirdParty.isReady() ? thirdParty.callLogs.found(call.sessionId) : [],
      toNumberEntity: storage.chosen[call.telephonySessionId],
    };
  }

  const push: WidgetDocument['push'] = (name, body) => tab.channel.push(name, body);

  /** The list of presence at the last comparison (Adapter/index.js:615-646). */
  let lastPresence: readonly ListedCall[] = [];
  function postActiveCalls(): void {
    const list = line.data.calls.map(presenceOf);
    const old = lastPresence;
    lastPresence = list;
    if (settings.disableInactiveTabCallEvent && !tab.isMain()) return;
    const news = list.filter((call) => {
      const known = old.find(
        ({ sessionId, direction }) => sessionId === call.sessionId && direction === call.direction,
      );
      return (
        !known ||
        known.telephonyStatus !== call.telephonyStatus ||
        known['terminationType'] !== call['terminationType']
      );
    });
    if (settings.callingMode === 'ringout')
      for (const { id: _id, ...call } of news) push('ringoutCall', { call });
    for (const { id: _id, sipData: _sipData, ...call } of news) push('activeCall', { call });
  }

  const transferred = new Map<string, string | undefined>();
  const transfer = (sessionId: string): Members => ({
    isTransferredCall: transferred.has(sessionId),
    transferredMiddleNumber: transferred.get(sessionId) ?? null,
  });

  /** Matches what is new in the list of calls; only the main tab does. */
  function matchNew(calls: readonly ListedCall[], old: readonly ListedCall[]): Promise<unknown> {
    if (!tab.isMain() || !thirdParty.isReady()) return Promise.resolve();
    const added = (now: readonly string[], before: readonly string[]): readonly string[] =>
      unique(now).filter((one) => !before.includes(one));
    const ids = (list: readonly ListedCall[]): readonly string[] =>
      list.map(({ sessionId }) => sessionId);
    return Promise.all([
      thirdParty.contacts.match(added(calls.flatMap(numbersOf), old.flatMap(numbersOf)), {
        ignoreQueue: true,
      }),
      thirdParty.callLogs.match(added(ids(calls), ids(old)), { ignoreQueue: true }),
    ]);
  }

  /** Queries what the history has and no cache knows (COM CallHistory.ts:161-199). */
  function matchHistory(): Promise<unknown> {
    if (!tab.isMain()) return Promise.resolve();
    return Promise.all([
      thirdParty.trigger(thirdParty.contacts),
      thirdParty.trigger(thirdParty.callLogs),
    ]);
  }

  function logChanges(calls: readonly ListedCall[], old: readonly ListedCall[]): Promise<unknown> {
    if (!logger.isReady()) return Promise.resolve();
    const work: Promise<unknown>[] = [];
    for (const call of calls.map(withMatches)) {
      const before = old.find(({ sessionId }) => sessionId === call.sessionId);
      if (!before) {
        work.push(logger.onNewCall(call));
        continue;
      }
      if (before.telephonyStatus !== call.telephonyStatus)
        work.push(logger.onUpdated({ ...call, ...transfer(call.sessionId) }, 'presenceUpdate'));
      if (before.from.phoneNumber !== call.from.phoneNumber) {
        transferred.set(call.sessionId, before.from.phoneNumber);
        const change = { ...transfer(call.sessionId), phoneNumberUpdated: true };
        work.push(logger.onUpdated({ ...call, ...change }, 'presenceUpdate'));
      }
    }
    // A call that has left the list is logged with its old object.
    for (const call of old.filter(
      (one) => !calls.some(({ sessionId }) => sessionId === one.sessionId),
    ))
      work.push(
        logger.onUpdated({ ...withMatches(call), ...transfer(call.sessionId) }, 'presenceUpdate'),
      );
    return Promise.all(work);
  }

  let logPage: string | undefined;
  let lastStatus = '';
  let isSideDrawerOpen = false;

  const document: WidgetDocument = {
    thirdParty,
    logger,
    push,
    withMatches,
    async start() {
      push('pushAdapterState', { ...storage.adapter, ...presenceStatus() });
      pushPresence();
      postLogin();
      push('regionSettings', { countryCode: 'US', areaCode: '' });
      push('callingSettings', {
        callWith: settings.callingMode === 'ringout' ? 'myphone' : settings.callingMode,
        callingMode: isBrowser ? 'webphone' : settings.callingMode,
      });
      push('dialerStatus', { ready: storage.isLoggedIn });
      push('meetingStatus', { ready: storage.isLoggedIn, permission: settings.meetings });
      push('brandAssets', { logoUri: undefined, iconUri: undefined });
      if (isBrowser && storage.isLoggedIn)
        push('webphoneConnection', {
          connectionStatus: 'connectionStatus-connected',
          deviceId: '1',
        });
      postSideDrawer();
      push('theme', { theme: 'light' });
      push('aiAssistantSettings', { showAiAssistantWidget: true, autoStartAiAssistant: false });
      if (does('phone-number-format'))
        push('phoneNumberFormat', { formatType: 'national', template: '' });
      logger.onRegistered();
      postActiveCalls();
      lastCalls = active().map(monitored);
    },
    pushPresence,
    setSideDrawer(isOpen) {
      if (isSideDrawerOpen === isOpen) return;
      isSideDrawerOpen = isOpen;
      postSideDrawer();
    },
    async onLogin() {
      pushPresence();
      postLogin();
      push('dialerStatus', { ready: storage.isLoggedIn });
      if (isBrowser)
        push('webphoneConnection', {
          connectionStatus: `connectionStatus-${storage.isLoggedIn ? 'connected' : 'disconnected'}`,
          deviceId: storage.isLoggedIn ? '1' : undefined,
        });
      logger.onRegistered();
      return matchHistory();
    },
    history: () =>
      [...ended(), ...rows(), ...ringcx.calls.filter((call) => !isLive(call)).map(listedOf)]
        .sort((a, b) => b.startTime - a.startTime)
        .map(withMatches),
    find(sessionId) {
      const live = [...active().map(monitored), ...ringcxListed()];
      const call = [...live, ...ended(), ...rows()].find((one) => one.sessionId === sessionId);
      return call && withMatches(call);
    },
    sessions: () => (isBrowser ? active().map(session) : []),
    get logPage() {
      return logPage;
    },
    openLogPage(sessionId) {
      logPage = sessionId;
      changed();
      return thirdParty.callLogs.match([sessionId], { ignoreCache: true });
    },
    closeLogPage() {
      logPage = undefined;
      changed();
    },
    async onNote(telephonySessionId) {
      const call = document.history().find((one) => one.telephonySessionId === telephonySessionId);
      return call && logger.isReady() ? logger.onUpdated(call, 'callLogSync') : undefined;
    },
    async webphone(event, call) {
      const body = { ...session(call) };
      const isMute = event === 'mute' || event === 'unmute';
      // Only the tab with the real session knows (Adapter/index.js:250-263).
      if (isMute && !tab.hasWebphone()) return undefined;
      push(EVENTS[event], {
        call: {
          ...body,
          ...(event === 'end' && { endTime: clock.now() }),
          ...(event === 'hold' && { callStatus: 'webphone-session-onHold' }),
        },
      });
      const isNew = event === 'ring' || event === 'init';
      return isNew && tab.isMain() ? thirdParty.trigger(thirdParty.contacts) : undefined;
    },
    async presence() {
      const calls = active().map(monitored);
      const old = lastCalls;
      lastCalls = calls;
      pushPresence();
      postActiveCalls();
      const hasRow = ({ sessionId }: ListedCall): boolean =>
        line.data.rows.some((row) => row.sessionId === sessionId);
      const isLeft = (call: ListedCall): boolean =>
        !calls.some(({ sessionId }) => sessionId === call.sessionId);
      // CallHistory changes the old object before the logger reads it (CallHistory/index.ts:17-27).
      const known = old.map((call) =>
        isLeft(call) && !hasRow(call)
          ? { ...call, result: 'Disconnected', isRecording: false, warmTransferInfo: undefined }
          : call,
      );
      return Promise.all([
        matchNew(calls, old),
        old.some(isLeft) ? matchHistory() : undefined,
        logChanges(calls, known),
      ]);
    },
    async rows(call, isNew) {
      // Only the main tab fetches the call log (CallHistory/index.ts:24-26).
      if (tab.isMain()) push('callHistorySynced');
      const index = line.data.rows.indexOf(call);
      const row = withMatches(rowOf(call));
      const isLogged = logger.isReady() && (isNew || index < WATCHED_ROWS);
      const change = isNew ? transfer(call.sessionId) : {};
      return Promise.all([
        isNew ? matchHistory() : undefined,
        isLogged ? logger.onUpdated({ ...row, ...change }, 'callLogSync') : undefined,
      ]);
    },
  };

  function presenceStatus(): Members {
    const { isLoggedIn } = storage;
    return {
      telephonyStatus: isLoggedIn ? (active()[0]?.status ?? 'NoCall') : null,
      userStatus: isLoggedIn ? storage.presence.userStatus : null,
      dndStatus: isLoggedIn ? storage.presence.dndStatus : null,
    };
  }

  function pushPresence(): void {
    const presence = presenceStatus();
    const text = JSON.stringify(presence);
    if (text === lastStatus) return;
    lastStatus = text;
    push('syncPresence', { ...presence, presenceOption: null });
  }

  /** Adapter/index.js:1760-1781 */
  function postSideDrawer(): void {
    const size = { width: isSideDrawerOpen ? 600 : 300, height: 500 };
    push('syncSize', { size });
    push('sideDrawerOpen', { open: isSideDrawerOpen });
  }

  function postLogin(): void {
    const { isLoggedIn } = storage;
    push('loginStatus', {
      loggedIn: isLoggedIn,
      loginNumber: isLoggedIn ? '+16505550100*101' : undefined,
      contractedCountryCode: isLoggedIn ? 'US' : undefined,
      admin: false,
      features: isLoggedIn
        ? {
            sms: true,
            meeting: settings.meetings,
            glip: true,
            smartNote: settings.smartNotes,
            call: true,
            ringSenseInsights: false,
            ...(does('login-ringcx') && { ringCX: settings.ringcx }),
          }
        : {},
      isFreshLogin: false,
    });
  }

  return document;
}
