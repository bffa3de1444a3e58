import { formatCall, logKey, newCall, type Call, type Task } from './call.js';
import { parseDial } from './dial.js';
import { thirdParty, type Service } from './service.js';
import { openWire, type Payload } from './wire.js';

export type Phase = 'idle' | 'dialing' | 'ringing' | 'connected' | 'wrap-up' | 'saving' | 'done';

export interface Lead extends Payload {
  readonly leadId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly destination: string;
  readonly destinationE164: string;
  readonly leadState: string;
}

export interface WidgetState {
  readonly phase: Phase;
  readonly call: Call | undefined;
  readonly history: readonly Call[];
  readonly leads: readonly Lead[] | undefined;
  readonly service: Service | undefined;
  readonly toast: string;
}

export interface SimulatedWidget {
  readonly state: WidgetState;
  subscribe(listener: () => void): () => void;
  inboundCall(options: { from: string }): void;
  dial(phoneNumber: unknown): void;
  answer(): void;
  hangUp(): void;
  edit(task: Task): void;
  dispose(): Promise<void>;
  reopen(call: Call): void;
  finish(): void;
  getLeads(): void;
  callLead(lead: Lead): void;
  viewLead(lead: Lead): Promise<void>;
}

export interface SimulatedWidgetOptions {
  readonly page: Window;
  readonly leads: readonly Lead[];
  /** How long the far side takes to pick up. */
  readonly pickUpMs?: number;
}

/** How long a register finds the matches good enough. Ring and answer never do. */
const CACHE_MS = 30_000;

/**
 * The widget's side of the RingCX wire, version 1.0, without telephony: what it sends, when, and
 * how it takes the answers. It draws nothing; `view/` does.
 */
export function simulatedWidget({
  page,
  leads,
  pickUpMs = 1200,
}: SimulatedWidgetOptions): SimulatedWidget {
  let phase: Phase = 'idle';
  let call: Call | undefined;
  let history: readonly Call[] = [];
  let shownLeads: readonly Lead[] | undefined;
  let toast = '';
  const listeners = new Set<() => void>();

  const wire = openWire(page, {
    push(payload) {
      if (payload.type === 'rc-ev-register' && crm.register(payload)) void matchAgain();
      if (payload.type === 'rc-ev-clickToDial') dial(payload.phoneNumber);
      if (payload.type === 'rc-ev-dialLead') dialLead(payload);
      if (payload.type === 'rc-ev-logout') toast = 'The page asked the agent to log out.';
      changed();
    },
    // "Is the popup open, or a call on?" There is no popup here.
    request: ({ type }) => (type === 'rc-ev-checkPopupWindow' ? phase === 'connected' : undefined),
  });
  const crm = thirdParty(wire);

  function changed(): void {
    for (const listener of listeners) listener();
  }
  function enter(next: Phase): void {
    phase = next;
    toast = '';
    changed();
  }
  const push = (type: string, members: Payload): void => wire.push({ type, ...members });

  async function matchContact(matched: Call): Promise<void> {
    matched.matches = await crm.matchContact(matched.ani, matched.direction);
    matched.matchedAt = Date.now();
    changed();
  }
  async function matchCallLogs(calls: readonly Call[]): Promise<void> {
    if (calls.length === 0) return;
    const counts = await crm.matchCallLogs(calls.map(logKey));
    for (const matched of calls) matched.logged = (counts.get(logKey(matched)) ?? 0) > 0;
    changed();
  }
  async function matchAgain(): Promise<void> {
    if (!call) return;
    const cached = Date.now() - (call.matchedAt ?? -Infinity) < CACHE_MS;
    await Promise.all([cached || matchContact(call), matchCallLogs([call])]);
  }

  function inboundCall({ from }: { from: string }): void {
    if (phase !== 'idle' && phase !== 'done') return;
    call = newCall('INBOUND', from);
    enter('ringing');
    push('rc-ev-ringCall', { call: formatCall(call, 'ring') });
    void matchContact(call);
  }

  function connect(): void {
    if (!call) return;
    call.connectedAt = Date.now();
    enter('connected');
    push('rc-ev-newCall', { call: formatCall(call, 'talk') });
    void matchContact(call);
    if (call.direction !== 'INBOUND') return;
    // The agent's leg is one more ADD_SESSION: 1.0 rings and asks again, now after newCall.
    push('rc-ev-ringCall', { call: formatCall(call, 'ring') });
    void matchContact(call);
  }

  function dial(text: unknown): void {
    if (phase !== 'idle' && phase !== 'done') {
      toast = 'The phone is busy.';
      return changed();
    }
    const parsed = parseDial(text);
    if ('refusal' in parsed) {
      toast = parsed.refusal;
      return changed();
    }
    const dialled = newCall('OUTBOUND', parsed.number);
    call = dialled;
    // The wire has no event for "dialling": the page hears of the call when it is connected.
    enter('dialing');
    setTimeout(() => {
      if (call === dialled && phase === 'dialing') connect();
    }, pickUpMs);
  }

  function callLead(lead: Lead): void {
    dial(lead.destinationE164);
    push('rc-ev-callLead', { lead, destination: lead.destinationE164 });
  }

  function dialLead({ lead, destination }: Payload): void {
    const wanted = (lead ?? {}) as Partial<Record<string, unknown>>;
    const key = ['leadId', 'requestId', 'externId'].find((name) => wanted[name]);
    const found = shownLeads?.find((shown) =>
      key
        ? shown[key] === wanted[key]
        : shown.destinationE164.includes(String(destination)) ||
          shown.destination.includes(String(destination)),
    );
    if (found) callLead(found);
  }

  function hangUp(): void {
    if (!call) return;
    if (phase === 'connected') {
      call.endedAt = Date.now();
      push('rc-ev-endCall', { call: formatCall(call, 'talk') });
      enter('wrap-up');
    } else if (phase === 'ringing' || phase === 'dialing') {
      // The agent's leg was never added, so nothing ends: the wire stays silent.
      call = undefined;
      enter('idle');
    }
  }

  async function dispose(): Promise<void> {
    if (!call || phase !== 'wrap-up') return;
    const disposed = call;
    enter('saving');
    const data = {
      call: formatCall(disposed, 'log'),
      task: disposed.task,
      sessionId: logKey(disposed),
    };
    try {
      await crm.logCall(data);
      disposed.outcome = crm.service?.callLoggerEnabled ? 'ok' : 'off';
    } catch (error) {
      // The real widget writes this to its console and shows the agent "success".
      disposed.outcome = { error: error instanceof Error ? error.message : String(error) };
    }
    history = [disposed, ...history.filter((past) => past !== disposed)].slice(0, 20);
    enter('done');
    await matchCallLogs([disposed]);
  }

  wire.bare({ type: 'rc-ev-init' });

  return {
    get state() {
      return { phase, call, history, leads: shownLeads, service: crm.service, toast };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    inboundCall,
    dial,
    answer: () => phase === 'ringing' && connect(),
    hangUp,
    edit(task) {
      if (call) call.task = task;
    },
    dispose,
    reopen(past) {
      if (phase !== 'idle' && phase !== 'done') return;
      call = past;
      enter('wrap-up');
    },
    finish() {
      call = undefined;
      enter('idle');
    },
    getLeads() {
      shownLeads = leads;
      push('rc-ev-loadLeads', { leads });
      changed();
    },
    callLead,
    viewLead: (lead) => crm.viewLead(lead),
  };
}
