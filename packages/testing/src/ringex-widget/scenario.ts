import { TestingError } from '../testing-error.js';
import { leadNumbers } from '../widget/leads.js';
import type { Channel } from './channel.js';
import type { Context } from './context.js';
import { addMessage, asServerSent, type Conversation, messageOf } from './messages.js';
import { OUR_NUMBER, type PhoneCall } from './phone-line.js';
import { uiiOf } from './ringcx-call.js';
import { type ListedCall, otherNumber } from './shapes.js';
import type { Tabs } from './tabs.js';
import type { Logged, LogOutcome } from './third-party.js';
import type { CallChoice, RingexCall, RingexState, RingexWidget } from './widget.js';
import type { Members } from './wire.js';

type Acts = Omit<
  RingexWidget,
  | 'sent'
  | 'received'
  | 'requests'
  | 'holds'
  | 'errors'
  | 'version'
  | 'clock'
  | 'transport'
  | 'tabs'
  | 'state'
  | 'phase'
  | 'call'
  | 'history'
  | 'providers'
  | 'toasts'
  | 'subscribe'
  | 'openTab'
  | 'reload'
  | 'close'
>;

/** Returns the state of the agent's work, and the calls that the agent sees. */
export function createView(
  { storage, line }: Context,
  tabs: Tabs,
): {
  readonly phase: () => RingexState['phase'];
  readonly live: () => readonly RingexCall[];
  readonly history: () => readonly RingexCall[];
} {
  function show(call: ListedCall): RingexCall {
    const { document } = tabs;
    const matches = (call['activityMatches'] as readonly Members[] | undefined) ?? [];
    const statusRow = matches.find(({ type }) => type === 'status');
    const isLogged = matches.some(({ type }) => type !== 'status');
    const { isCallLoggerRegistered, hideEditLogButton } = document.thirdParty.state;
    return {
      key: call.sessionId,
      source: call['source'] === 'ringcx' ? 'ringcx' : 'ringcentral',
      direction: call.direction as RingexCall['direction'],
      number: otherNumber(call),
      status: call.telephonyStatus ?? String(call['result']),
      matches: (call.direction === 'Inbound'
        ? call['fromMatches']
        : call['toMatches']) as readonly unknown[],
      logged: isLogged,
      statusRow,
      // CallItem/helper.ts:127-149
      canLog:
        isCallLoggerRegistered &&
        !(isLogged && hideEditLogButton) &&
        statusRow?.['status'] !== 'pending' &&
        !document.logger.isLogging(call.sessionId),
    };
  }

  const isLive = (call: PhoneCall): boolean => call.status !== 'NoCall';
  const keys = (): readonly string[] => [
    ...line.data.calls.filter(isLive).map(({ sessionId }) => sessionId),
    ...storage.ringcx.calls.filter(({ status }) => status !== 'NoCall').map(uiiOf),
  ];
  const live = (): readonly RingexCall[] =>
    keys().flatMap((key) => {
      const call = tabs.document.find(key);
      return call ? show(call) : [];
    });

  return {
    live,
    history: () => tabs.document.history().map(show),
    phase() {
      const last = live().at(-1);
      if (!last) return storage.ringcx.isPending ? 'wrap-up' : 'idle';
      if (last.status !== 'Ringing') return 'connected';
      return last.direction === 'Inbound' ? 'ringing' : 'dialing';
    },
  };
}

/** Creates the methods for the actions of callers and agents. */
export function createScenario(
  context: Context,
  tabs: Tabs,
  view: ReturnType<typeof createView>,
  /** Runs an action: messages in transit are delivered first, and subscribers are notified afterwards. */
  act: <T>(run: () => T | Promise<T>) => Promise<T>,
): Acts {
  const { does, settings, clock, storage, line, ringcxLine, journal, changed } = context;
  const { ringcx } = tabs;
  /** Returns the channel for everything that is not an action of the agent. */
  function channel(): Channel {
    if (tabs.first) return tabs.first.channel;
    throw new TestingError('TAB_CLOSED', 'All tabs of this widget are closed');
  }

  function refuse(subject: string, expected: string, received: string): never {
    throw new TestingError('WRONG_STATE', `${subject}: expected ${expected}, received ${received}`);
  }
  function requireLogin(subject: string): void {
    if (!storage.isLoggedIn) refuse(subject, 'an agent who is logged in', 'none');
  }
  function requireRingcx(subject: string): void {
    if (!settings.ringcx) refuse(subject, 'the option ringcx: true', 'false');
  }

  const keyOf = (call: CallChoice): string | undefined =>
    typeof call === 'string' ? call : call?.key;
  const liveCalls = (): readonly PhoneCall[] =>
    line.data.calls.filter(({ status }) => status !== 'NoCall');

  /** Returns a call in progress: the given one, or else the last. `undefined`: it is one of RingCX. */
  function inProgress(subject: string, choice: CallChoice): PhoneCall | undefined {
    requireLogin(subject);
    const key = keyOf(choice);
    const found = key ? liveCalls().find(({ sessionId }) => sessionId === key) : liveCalls().at(-1);
    if (found) return found;
    const call = ringcx.call;
    if (call && ringcx.isBusy && (!key || uiiOf(call) === key)) return undefined;
    if (!key && ringcx.isBusy) return undefined;
    return refuse(subject, 'a call in progress', view.phase());
  }

  /** Returns a call of any list: the given one, or else the one in progress, or the newest. */
  function anyCall(subject: string, choice: CallChoice): ListedCall {
    const { document } = tabs;
    const key = keyOf(choice) ?? view.live().at(-1)?.key ?? document.history()[0]?.sessionId;
    return document.find(key) ?? refuse(subject, 'a call', key ?? 'none');
  }
  function endedCall(subject: string, choice: CallChoice): PhoneCall {
    const key = keyOf(choice);
    const all = [...line.data.ended, ...line.data.rows];
    const found = key ? all.find(({ sessionId }) => sessionId === key) : all[0];
    return found ?? refuse(subject, 'an ended call', key ?? 'none');
  }

  async function settled({ outcome, after }: Logged): Promise<LogOutcome> {
    await after;
    return outcome;
  }

  /** The contact that the row shows: the chosen one, or the only one (CallItem/helper.ts:35-64). */
  function contactOf(call: ListedCall): unknown {
    const matches = (call.direction === 'Inbound' ? call['fromMatches'] : call['toMatches']) as
      readonly Members[] | undefined;
    const chosen = matches?.find(({ id }) => id === call['toNumberEntity']);
    return chosen ?? (matches?.length === 1 ? matches[0] : null);
  }

  async function log(
    subject: string,
    call: ListedCall,
    options: Members,
    contact: unknown = contactOf(call),
  ): Promise<LogOutcome> {
    if (!tabs.document.logger.isReady()) refuse(subject, 'a registered call logger', 'none');
    return settled(await tabs.document.logger.logCall(call, contact, options));
  }

  /** Returns a conversation, and whether its messages can be logged (ConversationUI/index.ts:45-52). */
  function granular(
    subject: string,
    key: string,
  ): { readonly conversation: Conversation; readonly isGranular: boolean } {
    if (!does('messages-granular')) refuse(subject, 'a version after 2.x', '2.x');
    const conversation = storage.conversations.find((one) => one.conversationLogId === key);
    if (!conversation) refuse(subject, 'the key of a conversation', key);
    const { isGranular, isMessageLoggerRegistered } = tabs.document.thirdParty.state;
    return {
      conversation,
      isGranular: isGranular && isMessageLoggerRegistered && !storage.autoLogMessages,
    };
  }

  async function logConversation(key: string, options: Members): Promise<LogOutcome> {
    const { thirdParty } = tabs.document;
    const conversation = storage.conversations.find((one) => one.conversationLogId === key);
    if (!conversation) refuse('clickLogMessages', 'the key of a conversation', key);
    if (!thirdParty.state.isMessageLoggerRegistered)
      refuse('clickLogMessages', 'a registered message logger', 'none');
    const { phoneNumber } = (conversation['correspondents'] as readonly Members[])[0] ?? {};
    const found = thirdParty.contacts.found(phoneNumber as string);
    const conversationLogMatches = thirdParty.messageLogs.found(key);
    return settled(
      await thirdParty.logMessages(
        { ...conversation, conversationLogMatches },
        { ...options, correspondentEntity: found.length === 1 ? found[0] : null },
      ),
    );
  }

  async function saveLog(
    subject: string,
    {
      note,
      formData,
    }: { readonly note?: string | undefined; readonly formData?: Members | undefined },
    choice: CallChoice,
  ): Promise<LogOutcome> {
    const { document } = tabs;
    const call = anyCall(subject, choice ?? document.logPage);
    if (document.logPage !== call.sessionId) await document.openLogPage(call.sessionId);
    const notes = (call['ringcx'] as Members | undefined)?.['notes'];
    const aiNote = call['aiNote'];
    // LogCallUI saves without a contact (LogCallUI/index.ts:84-99).
    const outcome = await log(
      subject,
      call,
      {
        triggerType: 'logForm',
        note: note ?? notes,
        formData,
        redirect: true,
        ...(aiNote !== undefined && { aiNote }),
      },
      null,
    );
    const { status, ms } = outcome;
    if (status !== 'dropped') journal.holds.push({ for: 'logCall', ms, outcome: status });
    document.closeLogPage();
    return outcome;
  }

  return {
    inboundCall: ({
      from,
      to,
      name,
      queue,
      summary,
      source = settings.ringcx ? 'ringcx' : 'ringcentral',
    }) =>
      act(async () => {
        requireLogin('inboundCall');
        if (source === 'ringcx') {
          requireRingcx('inboundCall');
          if (ringcx.status !== 'ready')
            refuse('inboundCall', 'a ready agent session', ringcx.status);
          if (ringcx.isBusy || storage.ringcx.isPending)
            refuse('inboundCall', 'idle', view.phase());
          const call = ringcxLine.make({ direction: 'INBOUND', ani: from, dnis: to, summary });
          await ringcxLine.ring(call);
          return view.live().find(({ key }) => key === call.uii) as RingexCall;
        }
        const [call, done] = line.ring({ number: from, to, name, queue });
        changed();
        await done;
        const key = call.sessionId;
        const shown = [...view.live(), ...view.history()].find((one) => one.key === key);
        return shown as RingexCall;
      }),
    dial: (phoneNumber, { source = settings.ringcx ? 'ringcx' : 'ringcentral' } = {}) =>
      act(async () => {
        requireLogin('dial');
        if (source === 'ringcx') {
          requireRingcx('dial');
          ringcx.dial(phoneNumber);
        } else await tabs.dialer.call(phoneNumber, { phoneNumber });
      }),
    answer: (choice) =>
      act(async () => {
        const call = inProgress('answer', choice);
        if (call && call.status !== 'Ringing') refuse('answer', 'ringing or dialing', call.status);
        await (call ? line.answer(call) : ringcxLine.connect());
      }),
    hangUp: (choice, { rowFirst = false } = {}) =>
      act(async () => {
        const call = inProgress('hangUp', choice);
        if (call && rowFirst) line.data.rows.unshift(call);
        const done = call ? line.end(call) : ringcx.hangUp();
        changed();
        await done;
      }),
    hold: (on) =>
      act(async () => {
        const call = inProgress('hold', undefined);
        if (call && call.session !== 'connected') refuse('hold', 'connected', call.status);
        await (call ? line.hold(call, on) : ringcx.control(on ? 'hold' : 'unhold'));
      }),
    mute: (on) =>
      act(async () => {
        const call = inProgress('mute', undefined);
        await (call ? line.mute(call, on) : ringcx.control(on ? 'mute' : 'unmute'));
      }),
    transferFrom: (number) =>
      act(async () => {
        const call = inProgress('transferFrom', undefined);
        if (!call) refuse('transferFrom', 'a RingEX call', 'a RingCX call');
        await line.moveTo(call, number);
      }),
    syncCallLog: () =>
      act(async () => {
        await Promise.all(line.data.ended.map((call) => line.arrive(call)));
      }),
    addRecording: (choice) =>
      act(async () => {
        await line.record(endedCall('addRecording', choice));
      }),
    addNote: (text, choice) =>
      act(async () => {
        if (!settings.smartNotes) refuse('addNote', 'the option smartNotes: true', 'false');
        const { telephonySessionId } = endedCall('addNote', choice);
        storage.notes[telephonySessionId] = text;
        await Promise.all(tabs.open.map(({ document }) => document.onNote(telephonySessionId)));
      }),

    clickLog: (choice) =>
      act(async () => {
        const { document } = tabs;
        const call = anyCall('clickLog', choice);
        const shown = [...view.live(), ...view.history()].find(({ key }) => key === call.sessionId);
        if (!shown?.canLog) refuse('clickLog', 'an enabled button', 'none');
        if (document.thirdParty.state.showLogModal) {
          await document.openLogPage(call.sessionId);
          return undefined;
        }
        const triggerType = shown?.logged ? 'editLog' : 'createLog';
        return log('clickLog', call, { triggerType, redirect: true });
      }),
    viewLog: (choice) =>
      act(async () => {
        const call = anyCall('viewLog', choice);
        return log('viewLog', call, { triggerType: 'viewLog', redirect: true });
      }),
    saveLog: (form = {}, choice) => act(() => saveLog('saveLog', form, choice)),
    chooseContact: (contactId, choice) =>
      act(async () => {
        const call = anyCall('chooseContact', choice);
        storage.chosen[call.telephonySessionId] = contactId;
        changed();
        if (!storage.autoLog || !tabs.document.logger.isReady()) return undefined;
        const chosen = tabs.document.withMatches(call);
        return log('chooseContact', chosen, { triggerType: 'contactUpdated', redirect: false });
      }),
    refreshContact: (phoneNumber) =>
      act(async () => {
        await tabs.document.thirdParty.refreshContact(phoneNumber);
      }),
    edit: (task) =>
      act(() => {
        if (!ringcx.call) refuse('edit', 'a RingCX call', view.phase());
        ringcx.edit(task);
      }),
    submitDisposition: (task) =>
      act(async () => {
        if (ringcx.call) return ringcx.submit(task);
        return saveLog('submitDisposition', { note: task?.notes }, undefined);
      }),
    setAutoLog: (isOn) =>
      act(() => {
        if (!tabs.document.logger.isReady())
          refuse('setAutoLog', 'a registered call logger', 'none');
        tabs.setAutoLog({ call: isOn });
      }),

    inboundMessage: (message) =>
      act(async () => {
        requireLogin('inboundMessage');
        ringcxLine.data.serial += 1;
        const stored = messageOf(message, ringcxLine.data.serial, OUR_NUMBER, clock.now());
        const conversation = addMessage(storage.conversations, stored);
        changed();
        const { document } = tabs;
        // One tab posts it: the others find its id in the storage (Adapter/index.js:217-238; lib/isDuplicated.ts).
        document.push('inboundMessage', { message: asServerSent(stored) });
        document.push('messageUpdated', { message: asServerSent(stored) });
        const key = conversation.conversationLogId;
        if (!tabs.main || !document.thirdParty.state.isMessageLoggerRegistered) return key;
        await document.thirdParty.trigger(document.thirdParty.messageLogs);
        const isMatched = document.thirdParty.messageLogs.found(key).length > 0;
        if (storage.autoLogMessages || isMatched)
          await logConversation(key, { selfEntity: null, triggerType: 'auto' });
        return key;
      }),
    clickLogMessages: (key) =>
      act(() => logConversation(key, { redirect: true, triggerType: 'manual' })),
    openConversation: (key) =>
      act(() => {
        const { conversation, isGranular } = granular('openConversation', key);
        if (!isGranular) return {};
        const ids = conversation.messages.map(({ id }) => String(id));
        return tabs.document.thirdParty.matchMessages(conversation.conversationId, ids);
      }),
    logSelectedMessages: (key, messageIds) =>
      act(() => {
        const { conversation, isGranular } = granular('logSelectedMessages', key);
        if (!isGranular) refuse('logSelectedMessages', 'a service that permits it', 'none');
        const messages = conversation.messages.filter(({ id }) => messageIds.includes(String(id)));
        const { conversationId } = conversation;
        const { correspondents, self, type } = conversation as Members;
        const item = { conversationId, messages, correspondents, self, type };
        return tabs.document.thirdParty.logSelected(item, messageIds);
      }),
    openMessageLog: (logId) =>
      act(() => {
        if (!does('messages-granular')) refuse('openMessageLog', 'a version after 2.x', '2.x');
        const body = { logId, triggerType: 'openLog' };
        return tabs.document.thirdParty.send('openMessageLog', body);
      }),
    sendMessage: (recipients) =>
      act(() => tabs.dialer.maySend(recipients.map((phoneNumber) => ({ phoneNumber })))),

    searchContacts: (text) => act(() => tabs.document.thirdParty.search(text)),
    viewContact: (contact) => act(() => tabs.document.thirdParty.send('viewContact', contact)),
    authorize: () =>
      act(() => {
        const { state, send } = tabs.document.thirdParty;
        return send('authorize', { authorized: state.authorized });
      }),
    clickButton: (id, resource) =>
      act(async () => {
        const button = tabs.document.thirdParty.findButton(id);
        if (!button) refuse('clickButton', 'the id of a registered button', id);
        const { type, label } = button;
        return tabs.document.thirdParty.send('clickButton', {
          button: { id, type, label },
          resource,
        });
      }),
    changeSetting: (id, value) => act(() => tabs.document.thirdParty.changeSetting(id, value)),

    startAgentSession: () =>
      act(() => {
        requireRingcx('startAgentSession');
        ringcx.start();
      }),
    endAgentSession: () =>
      act(() => {
        requireRingcx('endAgentSession');
        ringcx.end();
      }),
    getLeads: () =>
      act(() => {
        requireRingcx('getLeads');
        ringcx.fetchLeads();
      }),
    callLead: (lead, destination = leadNumbers(lead)[0] ?? '') =>
      act(() => {
        requireRingcx('callLead');
        ringcx.dialLead(lead as unknown as Members, destination);
      }),
    passLead: (lead) =>
      act(() => {
        requireRingcx('passLead');
        ringcx.passLead(lead);
      }),
    viewLead: (lead) =>
      act(() => {
        requireRingcx('viewLead');
        const agentId = (ringcx.session()['agent'] as Members | undefined)?.['agentId'];
        return tabs.document.thirdParty.send('viewLead', { lead, agentId });
      }),

    sideDrawer: (isOpen) => act(() => tabs.document.setSideDrawer(isOpen)),
    adapter: (change) => act(() => tabs.adapter(change)),
    login: () =>
      act(async () => {
        await tabs.setLoggedIn(true);
      }),
    logout: () =>
      act(async () => {
        await tabs.setLoggedIn(false);
      }),
    push: (name, body) => act(() => channel().push(name, body)),
    request: (name, body, path = `/jackfield/${name}`) =>
      act(() => channel().request(name, path, body)),
    post: (message) => act(() => channel().post(message)),
  };
}
