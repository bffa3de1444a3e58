import type { Clock, Lead, Task, Transport } from '@jackfield/core';
import type { Answer } from '../simulator/answer.js';
import type { Journal } from '../simulator/journal.js';
import type { PageLink } from '../simulator/page-link.js';
import type { TestClock } from '../test-clock.js';
import type { Toast } from '../widget/context.js';
import type { AdapterState } from '../widget/storage.js';
import type { IncomingMessage } from './messages.js';
import type { AgentStatus } from './ringcx.js';
import type { PastRingexCall, RingexSettings } from './settings.js';
import type { LogOutcome, MessageLogs } from './third-party.js';
import type { RingexVersion } from './version.js';
import type { Members, RingexPush, RingexRequest } from './wire.js';

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Options of `createRingexWidget`. All are optional. */
export interface RingexWidgetOptions extends Optional<RingexSettings> {
  /**
   * The widget's clock. Default: a new test clock, which stands still until the test advances it, or
   * the system's clock if `page` is given.
   */
  readonly clock?: Clock | undefined;
  /**
   * The window that embeds it, for a widget that runs in a frame: `window.parent`. Without it the
   * widget runs in memory and is reached by `transport`.
   */
  readonly page?: Window | PageLink | undefined;
  /** Earlier calls, the newest first. */
  readonly history?: readonly PastRingexCall[] | undefined;
  /** Whether the agent is logged in. Default: true. */
  readonly loggedIn?: boolean | undefined;
  /**
   * Fixes the ids of the calls, and so the keys of their logs: an integer from 0 to 999,999. Default:
   * different for each widget.
   */
  readonly seed?: number | undefined;
}

/** An inbound call. */
export interface IncomingRingexCall {
  /** The caller's number: E.164, national, an extension, `anonymous`. */
  readonly from: string;
  /** The number that was called. */
  readonly to?: string | undefined;
  /** The caller's name that the network sends. */
  readonly name?: string | undefined;
  /** The name of the call queue. */
  readonly queue?: string | undefined;
  /** Default: `ringcx` if the widget has RingCX, otherwise `ringcentral`. */
  readonly source?: 'ringcentral' | 'ringcx' | undefined;
  /** The summary on the disposition form of a RingCX call. */
  readonly summary?: string | undefined;
}

/** A call as the agent sees it. */
export interface RingexCall {
  /** The key of its log: `call.sessionId` of the messages. */
  readonly key: string;
  readonly source: 'ringcentral' | 'ringcx';
  readonly direction: 'Inbound' | 'Outbound';
  /** The number of the other side, as it is queried. */
  readonly number: string;
  readonly status: string;
  /** The contacts that the page found. */
  readonly matches: readonly unknown[];
  /** Whether the page answered that it has a log of it; a row of `type: 'status'` is none. */
  readonly logged: boolean;
  /** The first row of `type: 'status'`. */
  readonly statusRow: Members | undefined;
  /** Whether the button to log it is enabled. */
  readonly canLog: boolean;
}

/** A browser tab that contains the widget. */
export interface RingexTab {
  /** The number of the tab in the record, counted from 1. */
  readonly number: number;
  /** The transport for this tab's page. Throws if the tab runs in a frame. */
  readonly transport: Transport;
  readonly isMain: boolean;
  /** Focuses the tab: it is the main one, until another is focused. */
  focus(): Promise<void>;
  /** Reloads the tab's document: what the page has registered is lost. */
  reload(): Promise<void>;
  /** Closes the tab and removes its frame. */
  close(): Promise<void>;
}

/** What the agent currently sees. */
export interface RingexState {
  readonly phase: 'idle' | 'dialing' | 'ringing' | 'connected' | 'wrap-up';
  /** The calls in progress, the oldest first. */
  readonly calls: readonly RingexCall[];
  /** Ended calls, the newest first. */
  readonly history: readonly RingexCall[];
  /** The key of the call whose log page is open. */
  readonly logPage: string | undefined;
  /** What the page has registered for the screen. */
  readonly service: {
    readonly name: unknown;
    readonly authorized: unknown;
    readonly hasCallLogger: boolean;
    readonly showLogModal: boolean;
    readonly buttons: readonly Members[];
    readonly pages: readonly Members[];
    readonly settings: readonly Members[];
    readonly banner: Members | null;
  };
  readonly autoLog: boolean;
  /** The contacts that the page listed. */
  readonly contacts: readonly Members[];
  /** The logs of single messages, by their ids. */
  readonly messageLogs: MessageLogs;
  readonly leads: readonly Lead[];
  readonly agent: {
    readonly status: AgentStatus;
    readonly state: string;
    readonly pending: boolean;
  };
  /** The last message since the agent's last action; `''` if there is none. */
  readonly toast: string;
  readonly adapter: AdapterState;
  readonly loggedIn: boolean;
}

/** A call, its key, or by default the current one. */
export type CallChoice = { readonly key: string } | string | undefined;

/**
 * A simulated RingEX widget, and the record of its messages.
 *
 * Each action of callers and agents is a method. It first delivers the messages in transit, and resolves
 * when every request that it caused has been answered or has timed out: with a test clock that happens
 * when the test advances the clock. An action that is not possible rejects with a `TestingError`
 * `WRONG_STATE`.
 *
 * @typeParam C - its clock
 */
export interface RingexWidget<C extends Clock = TestClock> extends Journal<RingexRequest> {
  readonly version: RingexVersion;
  readonly clock: C;
  /** The transport for the page: `createHost({ widget: { transport: widget.transport }, clock: widget.clock })`. */
  readonly transport: Transport;
  readonly tabs: readonly RingexTab[];
  readonly state: RingexState;
  readonly phase: RingexState['phase'];
  /** The call in progress that was made last, or the one that waits for its disposition. */
  readonly call: RingexCall | undefined;
  readonly history: readonly RingexCall[];
  /** The names that query contacts and logs, in the main tab. */
  readonly providers: {
    readonly contacts: readonly string[];
    readonly callLogs: readonly string[];
  };
  /** Every message that the agent has seen. */
  readonly toasts: readonly Toast[];
  /** Calls `listener` after every change; returns a function that removes it. */
  subscribe(listener: () => void): () => void;

  /** Lets a call ring. */
  inboundCall(call: IncomingRingexCall): Promise<RingexCall>;
  /** The agent dials, in RingEX or RingCX. */
  dial(
    phoneNumber: string,
    options?: { readonly source?: 'ringcentral' | 'ringcx' | undefined },
  ): Promise<void>;
  /** Connects the call: the agent answers, or the far side does. */
  answer(call?: CallChoice): Promise<void>;
  /** Ends a call, in any state. `rowFirst`: its row is in the call log before it leaves the list. */
  hangUp(call?: CallChoice, options?: { readonly rowFirst?: boolean | undefined }): Promise<void>;
  hold(on: boolean): Promise<void>;
  mute(on: boolean): Promise<void>;
  /** Transfers the current call, so that another number is on the other side. */
  transferFrom(number: string): Promise<void>;
  /** Lets the rows of ended calls arrive in the call log now. */
  syncCallLog(): Promise<void>;
  /** Lets a recording of a call in the call log arrive. */
  addRecording(call?: CallChoice): Promise<void>;
  /** Adds an AI note to an ended call. */
  addNote(text: string, call?: CallChoice): Promise<void>;

  /** Presses the button to log a call, or to edit its log. Opens the log page if there is one. */
  clickLog(call?: CallChoice): Promise<LogOutcome | undefined>;
  /** Presses the button to view the log of a call. */
  viewLog(call?: CallChoice): Promise<LogOutcome>;
  /** Saves the log page, and opens it first if it is closed. */
  saveLog(
    form?: { readonly note?: string | undefined; readonly formData?: Members | undefined },
    call?: CallChoice,
  ): Promise<LogOutcome>;
  /** Chooses one of several contacts for a call. */
  chooseContact(contactId: string, call?: CallChoice): Promise<LogOutcome | undefined>;
  /** Presses "Refresh contact". */
  refreshContact(phoneNumber: string): Promise<void>;
  /** Enters a disposition without submitting it. */
  edit(task: Task): Promise<void>;
  /**
   * Submits the disposition of a RingCX call. RingEX has no dispositions: for its calls this saves the
   * log page with the notes, so that one story can be written for both.
   */
  submitDisposition(task?: Task): Promise<LogOutcome | undefined>;
  /** Changes the setting for automatic logs. */
  setAutoLog(isOn: boolean): Promise<void>;

  /** Lets a text message arrive; resolves with the key of its conversation's log. */
  inboundMessage(message: IncomingMessage): Promise<string>;
  /** Presses the button to log a conversation, by the key of its log. */
  clickLogMessages(key: string): Promise<LogOutcome>;
  /**
   * Opens a conversation; resolves with the logs of its messages by their ids, where the page lets the
   * agent log single messages. Not in 2.x.
   */
  openConversation(key: string): Promise<MessageLogs>;
  /** Logs single messages of a conversation as one entry. Not in 2.x. */
  logSelectedMessages(key: string, messageIds: readonly string[]): Promise<LogOutcome>;
  /** Opens the log of a message; `undefined` if no request was sent. Not in 2.x. */
  openMessageLog(logId: string): Promise<Answer | undefined>;
  /** Sends a text message; resolves with whether it was sent. */
  sendMessage(recipients: readonly string[]): Promise<boolean>;

  /** Searches contacts of the page. */
  searchContacts(text: string): Promise<readonly unknown[]>;
  /** Opens a contact of the page; `undefined` if no request was sent. */
  viewContact(contact: unknown): Promise<Answer | undefined>;
  /** Presses the button to authorize the service; `undefined` if no request was sent. */
  authorize(): Promise<Answer | undefined>;
  /** Presses a button that the page registered; `undefined` if no request was sent. */
  clickButton(id: string, resource?: unknown): Promise<Answer | undefined>;
  /** Changes a setting that the page registered; `undefined` if no request was sent. */
  changeSetting(id: string, value: unknown): Promise<Answer | undefined>;

  /** Starts the agent's RingCX session. */
  startAgentSession(): Promise<void>;
  /** Ends the agent's RingCX session. */
  endAgentSession(): Promise<void>;
  /** Presses "Get leads". */
  getLeads(): Promise<void>;
  /** Dials a lead. */
  callLead(lead: Lead, destination?: string): Promise<void>;
  /** Passes a lead instead of calling it. */
  passLead(lead: Lead): Promise<void>;
  /** Presses "View lead"; resolves with `undefined` if no request was sent. */
  viewLead(lead: Lead): Promise<Answer | undefined>;

  /** Moves, minimises or closes the frame. */
  adapter(change: Partial<AdapterState>): Promise<void>;
  /** Opens or closes the side drawer. */
  sideDrawer(isOpen: boolean): Promise<void>;
  login(): Promise<void>;
  logout(): Promise<void>;
  /** Opens a tab with the same widget, which becomes the main tab unless it is hidden. */
  openTab(options?: {
    readonly popup?: boolean | undefined;
    readonly hidden?: boolean | undefined;
    readonly page?: Window | PageLink | undefined;
  }): Promise<RingexTab>;
  /** Reloads the first tab's document. */
  reload(): Promise<void>;

  /** Pushes any message at any time, by its schema name. */
  push(name: RingexPush, body?: Members): Promise<void>;
  /**
   * Sends a request as the widget does, even if the page has not registered for it. Never rejects.
   *
   * @param path - default: `/jackfield/NAME`
   */
  request(name: RingexRequest, body?: unknown, path?: string): Promise<Answer>;
  /** Posts any value. */
  post(message: unknown): Promise<void>;
  /** Closes the widget: messages stop in both directions, and its timers are cleared. */
  close(): void;
}
