import type { Lead, Task } from '@jackfield/core';
import { asCarrierSends, asE164 } from '../widget/phone-number.js';
import type { LineCall } from '../widget/call.js';
import type { Context } from './context.js';
import { customerOf, eventOf, listedOf, type RingcxCall, uiiOf } from './ringcx-call.js';
import type { LogOutcome } from './third-party.js';
import type { WidgetDocument } from './widget-document.js';
import type { Members } from './wire.js';

/** The state of the agent's session. */
export type AgentStatus =
  'idle' | 'loading' | 'authenticating' | 'chooseAccount' | 'sessionConfig' | 'ready' | 'error';

/** RingCX in the Agent tab of 3.1. */
export interface Ringcx {
  readonly status: AgentStatus;
  /** The agent's working state, such as `AVAILABLE`. */
  readonly agentState: string;
  /** The current call, or the one that waits for its disposition. */
  readonly call: RingcxCall | undefined;
  /** Whether a call is in progress. */
  readonly isBusy: boolean;
  start(): void;
  /** Ends the session; returns whether it was possible. */
  end(): boolean;
  setState(state: unknown): void;
  /** Restores a session that has been ready, as a reload does. */
  restore(): void;
  session(): Members;
  dispositionsOf(callId: unknown): Members;
  dial(number: unknown): void;
  dialLead(lead: Members, destination: unknown): void;
  fetchLeads(): void;
  passLead(lead: Lead): void;
  edit(task: Task): void;
  submit(task?: Task): Promise<LogOutcome | undefined>;
  control(action: unknown): Promise<unknown>;
  /** Ends the call, in any state. */
  hangUp(): Promise<unknown>;
  find(key: unknown): RingcxCall | undefined;
}

const AGENT = { agentId: '2001', firstName: 'Sam', lastName: 'Rivera' };

/** Returns the lead of the events. */
const leadOf = (raw: Members): Members => {
  const { leadId, externId, campaignId, firstName, lastName, destination } = raw;
  return { leadId, externId, campaignId, firstName, lastName, destination, raw };
};

/**
 * Simulates what docs/integration/ringcx.md says about RingCX in 3.1, whose source is not public:
 *
 * 1. The session starts when the agent or the page starts it, and again after a reload if it has been
 *    ready.
 * 2. A call sends ring (inbound), start and end, each with an active-call event.
 * 3. A disposition is submitted to RingCX first; the log follows, and its failure blocks nobody.
 * 4. With a log page, the log is sent when the agent saves the page, which opens after the call.
 *
 * @param main - the document that the agent uses; no public source says what other tabs send
 */
export function createRingcx(
  { settings, clock, storage, ringcxLine: line, changed, toast }: Context,
  main: () => WidgetDocument | undefined,
): Ringcx {
  const { ringcx } = storage;
  let status: AgentStatus = 'idle';
  let agentState = 'OFFLINE';
  let current: RingcxCall | undefined =
    ringcx.isPending || line.data.call ? ringcx.calls[0] : undefined;

  const push: WidgetDocument['push'] = (name, body) => main()?.push(name, body);
  const isBusy = (): boolean => line.data.state !== 'idle';
  const hasStep = (): boolean => !(settings.hideCallNote && settings.dispositions.length === 0);

  const session = (): Members =>
    status === 'idle'
      ? { status }
      : { status, agent: AGENT, session: { dialGroupId: '77' }, permissions: { canDial: true } };

  function setStatus(next: AgentStatus): void {
    status = next;
    push('agentSession', session());
  }
  function setAgentState(next: string): void {
    agentState = next;
    if (status === 'ready')
      push('agentState', {
        state: agentState,
        auxState: '',
        pendingDisposition: ringcx.isPending,
      });
  }

  function start(): void {
    if (!settings.ringcx || !storage.isLoggedIn || status !== 'idle') return;
    for (const next of ['loading', 'authenticating', 'ready'] as const) setStatus(next);
    ringcx.wasReady = true;
    setAgentState(line.data.state === 'connected' ? 'ENGAGED' : 'AVAILABLE');
    changed();
  }

  /** Whether a command can be executed; if not, the page receives the status instead. */
  function isReady(): boolean {
    if (status === 'ready') return true;
    toast('warning', 'Start the agent session first.');
    push('agentSession', session());
    return false;
  }

  function post(
    name: 'callRing' | 'callStart' | 'callEnd' | 'callHold' | 'callResume' | 'callMute',
  ): void {
    if (!current) return;
    const [match] = main()?.thirdParty.contacts.found(customerOf(current)) ?? [];
    const event = eventOf(current, settings.ringcxParties, match);
    push(name, { call: name === 'callEnd' ? { ...event, endTime: clock.now() } : event });
    if (name === 'callRing' || name === 'callStart' || name === 'callEnd')
      push('activeCall', { call: listedOf(current) });
  }

  function add(call: LineCall): RingcxCall {
    const made: RingcxCall = {
      call,
      startedAt: clock.now(),
      status: 'Ringing',
      isMuted: false,
      disposition: null,
      notes: '',
      summary: call.summary,
      isDisposed: false,
    };
    ringcx.calls.unshift(made);
    current = made;
    return made;
  }

  /** Numbers and ids are matched like those of RingEX. */
  async function match(call: RingcxCall): Promise<unknown> {
    const document = main();
    if (!document?.thirdParty.isReady()) return undefined;
    const { contacts, callLogs } = document.thirdParty;
    return Promise.all([
      contacts.match([customerOf(call)], { ignoreQueue: true }),
      callLogs.match([uiiOf(call)], { ignoreQueue: true }),
    ]);
  }

  /** Logs a call after its disposition, or at its end where it has no such step. */
  async function log(call: RingcxCall): Promise<LogOutcome | undefined> {
    const document = main();
    if (!document?.thirdParty.state.isCallLoggerRegistered) return undefined;
    const found = document.thirdParty.contacts.found(customerOf(call));
    const { outcome, after } = await document.logger.logCall(
      document.withMatches(listedOf(call)),
      found.length === 1 ? found[0] : null,
      {
        triggerType: 'callDisposition',
        redirect: true,
        ...(call.summary !== undefined && { aiNote: call.summary }),
      },
    );
    await after;
    return outcome;
  }

  const isLive = (call: RingcxCall): boolean => call.status !== 'NoCall';
  const hasLogPage = (): boolean => {
    const { showLogModal = false, isCallLoggerRegistered = false } = main()?.thirdParty.state ?? {};
    return showLogModal && isCallLoggerRegistered;
  };

  async function ended(): Promise<unknown> {
    if (!current) return undefined;
    const call = current;
    call.status = 'NoCall';
    const needsStep = hasStep() && !call.isDisposed && call.call.connectedAt !== undefined;
    ringcx.isPending = needsStep;
    post('callEnd');
    setAgentState('AVAILABLE');
    if (!needsStep) current = undefined;
    changed();
    if (hasLogPage()) return main()?.openLogPage(uiiOf(call));
    const isUnlogged = !hasStep() && storage.autoLog && call.call.connectedAt !== undefined;
    return isUnlogged ? log(call) : undefined;
  }

  line.attach({
    async session(call, leg) {
      if (leg === 'customer' && line.data.state !== 'ringing') return undefined;
      const known = current?.call.uii === call.uii ? current : add(call);
      known.call = call;
      if (leg === 'agent') {
        known.status = 'CallConnected';
        post('callStart');
        setAgentState('ENGAGED');
      } else post('callRing');
      changed();
      return match(known);
    },
    ended: () => ended(),
  });

  function dial(number: unknown): void {
    if (!isReady()) return;
    if (isBusy()) return void toast('danger', 'There is a current call.');
    const ani = asCarrierSends(asE164(String(number)) ?? String(number));
    line.dial(line.make({ direction: 'OUTBOUND', ani }));
    changed();
  }

  function edit({ dispositionId, notes, summary }: Task): void {
    if (!current) return;
    if (dispositionId !== undefined) current.disposition = dispositionId;
    if (notes !== undefined) current.notes = notes;
    if (summary !== undefined) current.summary = summary;
    changed();
  }

  const api: Ringcx = {
    get status() {
      return status;
    },
    get agentState() {
      return agentState;
    },
    get call() {
      return current;
    },
    get isBusy() {
      return isBusy();
    },
    start,
    end() {
      if (isBusy() || ringcx.isPending) {
        toast('warning', 'Finish the call and its disposition first.');
        return false;
      }
      ringcx.wasReady = false;
      agentState = 'OFFLINE';
      if (status !== 'idle') setStatus('idle');
      changed();
      return true;
    },
    setState(state) {
      if (isReady()) setAgentState(String(state));
      changed();
    },
    restore() {
      status = 'idle';
      if (ringcx.wasReady) start();
    },
    session,
    dispositionsOf(callId) {
      if (status !== 'ready') return { error: 'The agent session is not ready' };
      return {
        callId,
        dispositions: settings.dispositions.map(({ id, label }) => ({ id, label })),
      };
    },
    dial,
    dialLead(lead, destination) {
      if (!isReady()) return;
      dial(destination);
      push('lead', { action: 'dialed', lead: leadOf(lead), destination });
    },
    fetchLeads() {
      if (!isReady()) return;
      ringcx.leads = structuredClone(settings.leads) as Lead[];
      push('lead', {
        action: 'loaded',
        leads: ringcx.leads.map((lead) => leadOf(lead as unknown as Members)),
      });
      changed();
    },
    passLead(lead) {
      ringcx.leads = ringcx.leads.filter(({ leadId }) => leadId !== lead.leadId);
      push('lead', { action: 'passed', lead: leadOf(lead as unknown as Members) });
      changed();
    },
    edit,
    async submit(task) {
      if (task) edit(task);
      const call = current;
      if (!call || call.isDisposed) return undefined;
      call.isDisposed = true;
      ringcx.isPending = false;
      const [match] = main()?.thirdParty.contacts.found(customerOf(call)) ?? [];
      push('callDisposed', { call: eventOf(call, settings.ringcxParties, match) });
      if (!isLive(call)) {
        current = undefined;
        setAgentState(agentState);
      }
      changed();
      return hasLogPage() ? undefined : log(call);
    },
    async control(action) {
      const call = current;
      if (!call || !isLive(call)) return undefined;
      const isConnected = line.data.state === 'connected';
      switch (action) {
        case 'answer':
          return line.data.state === 'ringing' ? line.connect() : undefined;
        case 'reject':
          return line.data.state === 'ringing' ? api.hangUp() : undefined;
        case 'hangup':
          return api.hangUp();
        case 'hold':
        case 'unhold':
          if (!isConnected) return undefined;
          call.status = action === 'hold' ? 'OnHold' : 'CallConnected';
          return post(action === 'hold' ? 'callHold' : 'callResume');
        case 'mute':
        case 'unmute':
          if (!isConnected) return undefined;
          call.isMuted = action === 'mute';
          return post('callMute');
      }
      return undefined;
    },
    async hangUp() {
      const wasConnected = line.data.state === 'connected';
      if (line.data.state === 'idle') return undefined;
      const done = line.end();
      // The line reports the end of a connected call only.
      return wasConnected ? done : ended();
    },
    find: (key) => ringcx.calls.find((call) => uiiOf(call) === key),
  };
  return api;
}
