import type { Contact } from '@jackfield/core';
import { keyOf, type LineCall, type WidgetCall } from './call.js';
import { createCallEvents } from './call-events.js';
import { queryOf } from './caller.js';
import type { Context } from './context.js';
import { createDisposition, type Disposition } from './disposition.js';
import { createLeads, type Leads } from './leads.js';
import type { PageChannel } from './page-channel.js';
import { createPageCommands, type Owner, type PageCommands } from './page-commands.js';
import { createPresence, type Presence } from './presence.js';
import { createThirdParty, type ThirdParty } from './third-party.js';
import type { WorkerState } from './worker-state.js';

/** The phase of the agent's work. */
export type Phase = 'idle' | 'dialing' | 'ringing' | 'connected' | 'wrap-up' | 'saving' | 'done';

/** The logic of a widget: in the one worker of 1.x, or in the document of each tab in 0.x. */
export interface WidgetLogic {
  readonly worker: WorkerState;
  readonly thirdParty: ThirdParty;
  readonly presence: Presence;
  readonly disposition: Disposition;
  readonly leads: Leads;
  readonly commands: PageCommands;
  readonly pageChannel: PageChannel;
  readonly phase: Phase;
  /** The call that the agent has open, or the current call. */
  readonly call: LineCall | undefined;
  /** Returns a call as the agent sees it. */
  show(call: LineCall): WidgetCall;
  /** Opens the history; `next` sends queries for its rows. */
  openHistory(): Promise<unknown>;
}

export function createWidgetLogic(
  context: Context,
  worker: WorkerState,
  pageChannel: PageChannel,
  owner: Owner,
): WidgetLogic {
  const { does, storage, line, changed } = context;
  const callsOf = (keys: readonly string[]): readonly LineCall[] =>
    keys.flatMap((key) => storage.calls[key] ?? []);
  // Only the newest 250 calls of the history are used (EvCallHistory.ts:126).
  const past = (): readonly string[] =>
    does('register-history') ? storage.history.slice(0, 250) : [];

  const thirdParty = createThirdParty(context, worker, pageChannel, {
    contacts: () => [...new Set(callsOf([...storage.active, ...past()]).map(queryOf))],
    callLogs: () => [...new Set([...storage.active, ...past()])],
  });
  const disposition = createDisposition(context, worker, pageChannel, thirdParty);
  const leads = createLeads(context, pageChannel);
  const commands = createPageCommands(context, thirdParty, leads, owner);
  const restore = (): void => owner.adapter({ minimized: false });
  const presence = createPresence(
    context,
    worker,
    createCallEvents(context, worker, pageChannel, thirdParty, disposition, restore),
  );

  /** Both keys of a row (X1+ EvCallHistory getCallActivityMatchQueries). */
  const keysOf = (call: LineCall): readonly string[] => [...new Set([keyOf(call), call.segmentId])];

  return {
    worker,
    thirdParty,
    presence,
    disposition,
    leads,
    commands,
    pageChannel,
    get phase() {
      const { page, save, callKey } = worker;
      if (save === 'saving') return 'saving';
      if (save === 'saved') return 'done';
      if (page === 'disposition' && !storage.active.includes(callKey)) return 'wrap-up';
      return line.data.state;
    },
    get call() {
      return storage.calls[worker.callKey] ?? line.data.call;
    },
    show(call) {
      const { uii, direction, ani, dnis, connectedAt, endedAt } = call;
      const key = keyOf(call);
      return {
        key,
        uii,
        direction,
        ani,
        dnis,
        connectedAt,
        endedAt,
        task: storage.tasks[key],
        matches: thirdParty.contacts.found(queryOf(call)) as readonly Partial<Contact>[],
        logged: keysOf(call).some((one) => thirdParty.callLogs.found(one).length > 0),
        outcome: storage.outcomes[key],
      };
    },
    async openHistory() {
      worker.page = 'history';
      changed();
      if (!does('history-match')) return undefined;
      const rows = callsOf(storage.history);
      return Promise.all([
        thirdParty.contacts.match([...new Set(rows.map(queryOf))]),
        thirdParty.callLogs.match(rows.flatMap(keysOf)),
      ]);
    },
  };
}
