import type { Clock, Lead, Messages, Task, Transport } from '@jackfield/core';
import type { TestClock } from '../test-clock.js';
import type { Phase } from './brain.js';
import type { LogOutcome, WidgetCall } from './call.js';
import type { Toast } from './context.js';
import type { Journal } from './journal.js';
import type { PassedLead } from './leads.js';
import type { PageLink } from './page-link.js';
import type { PastCall, Settings } from './settings.js';
import type { SipEvent } from './softphone.js';
import type { AdapterState } from './storage.js';
import type { WidgetVersion } from './version.js';
import type { Answer } from './wire.js';
import type { RegisteredService } from './worker-state.js';

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** How a widget is played; all of it may be left out. */
export interface WidgetOptions extends Optional<Settings> {
  /**
   * The widget's time. If left out, it is a test clock of its own that stands still until it is
   * moved, or the system's where `page` is given.
   */
  readonly clock?: Clock | undefined;
  /**
   * The window that embeds it, for a widget that runs in a frame: `window.parent`. Without it the
   * widget is in memory, and `transport` leads to it.
   */
  readonly page?: Window | PageLink | undefined;
  /** How often a document says that it has started; once if left out. 0.x always says it once. */
  readonly inits?: number | undefined;
  /** How long after its load it says so, in milliseconds; at once if left out. */
  readonly initDelayMs?: number | undefined;
  /** Whether the tab has had the focus; true if left out. While no tab has, 1.0 drops its events. */
  readonly active?: boolean | undefined;
  /** Calls from before, the newest first. */
  readonly history?: readonly PastCall[] | undefined;
  /** Whether the agent is logged in; true if left out. */
  readonly loggedIn?: boolean | undefined;
}

/** A call that comes in. */
export interface IncomingCall {
  /** The caller's number as the carrier sends it: ten digits, E.164, an extension, `anonymous`. */
  readonly from: string;
  /** The number that was called. */
  readonly to?: string | undefined;
  /** The server tells no time, so that `startTime` is NaN or absent. */
  readonly untimed?: boolean | undefined;
  /** What the server calls the message that brings the call; 0.x makes a ring's status of it. */
  readonly message?: string | undefined;
  readonly recordingUrl?: string | undefined;
  /** What the AI makes of the call, for the disposition page of 1.x. */
  readonly summary?: string | undefined;
}

/** A browser's tab with the widget in it. */
export interface Tab {
  /** Counted from 1; the record names tabs by it. */
  readonly number: number;
  /** The end of this tab's page. Throws if the tab runs in a frame. */
  readonly transport: Transport;
  /** The agent turns to this tab: it is the active one, until another is. */
  focus(): Promise<void>;
  /** Loads the tab's document once more. In 1.x the worker survives unless it is told to end. */
  reload(options?: ReloadOptions): Promise<void>;
  /** Closes the tab: its frame is gone. */
  close(): Promise<void>;
}

export interface ReloadOptions {
  /** `ends` if the worker that all tabs share dies with the document, as the last tab's does. */
  readonly worker?: 'stays' | 'ends' | undefined;
}

/** What an agent sees, at one moment. */
export interface WidgetState {
  readonly phase: Phase;
  /** The call that is under way or looked at. */
  readonly call: WidgetCall | undefined;
  /** Ended calls, the newest first. */
  readonly history: readonly WidgetCall[];
  /** The leads in the list; `undefined` until some were fetched. */
  readonly leads: readonly Lead[] | undefined;
  readonly service: RegisteredService | undefined;
  /** The last message since the agent did something; `''` if there is none. */
  readonly toast: string;
  readonly adapter: AdapterState;
  /** The panel beside the widget, as the page wants it; `next` only. */
  readonly sideWidgetExtended: boolean | null;
  readonly loggedIn: boolean;
}

/** The body of a push, which may be left out where nothing in it is required. */
type Body<T> = Record<never, never> extends T ? [body?: T] : [body: T];

/**
 * A widget that is played, and the record of what it sent and got.
 *
 * What callers and agents do is told by a method each. It first lets pass what is already on its
 * way, and resolves when every request that it caused has been answered or timed out: with a test
 * clock that happens when the clock is moved. One that does not fit the moment rejects with a
 * `TestingError` `WRONG_STATE`.
 *
 * @typeParam C - the clock it lives by
 */
export interface Widget<C extends Clock = TestClock> extends Journal {
  readonly version: WidgetVersion;
  readonly clock: C;
  /** The page's end: `createHost({ widget: { transport: widget.transport }, clock: widget.clock })`. */
  readonly transport: Transport;
  readonly tabs: readonly Tab[];
  /** What the agent sees in the tab that was used last. */
  readonly state: WidgetState;
  readonly phase: Phase;
  readonly call: WidgetCall | undefined;
  readonly history: readonly WidgetCall[];
  readonly leads: readonly Lead[] | undefined;
  /** What the page has registered. */
  readonly service: RegisteredService | undefined;
  /** The names under which it asks for contacts and logs; none is ever forgotten. */
  readonly providers: {
    readonly contacts: readonly string[];
    readonly callLogs: readonly string[];
  };
  /** Every message that the agent was shown. */
  readonly toasts: readonly Toast[];
  /** Calls `listener` whenever something has changed; returns what ends that. */
  subscribe(listener: () => void): () => void;

  /** A call comes in and rings. */
  inboundCall(call: IncomingCall): Promise<WidgetCall>;
  /** The agent dials a number; nobody hears of it until the far side picks up. */
  dial(phoneNumber: string): Promise<void>;
  /** The agent answers, or the far side picks up at once. */
  answer(): Promise<void>;
  /**
   * Ends the call, whatever its state.
   *
   * @param options - `forgotten`: the widget has lost the call from sight, and cannot tell which
   */
  hangUp(options?: { readonly forgotten?: boolean | undefined }): Promise<void>;
  /** The agent enters something for the call. */
  edit(task: Task): Promise<void>;
  /**
   * The agent presses Submit, during the call or after it.
   *
   * @param task - what is entered before
   * @returns what became of the log; `undefined` where the page was only left
   */
  submitDisposition(task?: Task): Promise<LogOutcome | undefined>;
  /** The agent leaves the page: after a success, or without Submit. */
  finish(): Promise<void>;
  /** The agent opens the history. */
  openHistory(): Promise<void>;
  /** The agent opens a call of the history to log it, by itself or by its key. */
  reopen(call: WidgetCall | string): Promise<void>;
  /** The agent presses "Get leads". */
  getLeads(options?: { readonly fail?: boolean | undefined }): Promise<void>;
  /** The agent dials a lead. */
  callLead(lead: Lead, destination?: string): Promise<void>;
  /** The agent passes a lead instead of calling it. */
  passLead(lead: Lead, how: PassedLead): Promise<void>;
  /** The agent presses "View lead"; `undefined` where nobody was asked. */
  viewLead(lead: Lead): Promise<Answer | undefined>;
  /** Something befalls the integrated softphone. */
  sip(event: SipEvent, options?: { readonly auto?: boolean | undefined }): Promise<void>;
  /** The frame is moved, minimised or closed. */
  adapter(change: Partial<AdapterState>): Promise<void>;
  /** The panel beside the widget opens, closes, shows or hides; `next` only. */
  sideWidget(panel: { readonly open: boolean; readonly visible: boolean }): Promise<void>;
  /** The agent logs in. With `disableLoginPopup`, 0.x only tells the page where. */
  login(): Promise<void>;
  /** Opens a tab, or a popup, with the same widget in it. */
  openTab(options?: {
    readonly popup?: boolean | undefined;
    readonly page?: Window | PageLink | undefined;
  }): Promise<Tab>;
  /** Loads the first tab's document once more. */
  reload(options?: ReloadOptions): Promise<void>;

  /** Says once more that the widget has started. */
  init(): Promise<void>;
  /** Tells the page anything at any time, by the schemas' name. */
  push<K extends keyof Messages['pushes']>(
    name: K,
    ...body: Body<Messages['pushes'][K]>
  ): Promise<void>;
  /** Asks the page as the widget does, whatever it has registered. Never rejects. */
  request<K extends keyof Messages['requests']>(
    name: K,
    data: Messages['requests'][K] extends { readonly data: infer Data } ? Data : never,
  ): Promise<Answer>;
  /** Posts anything at all. */
  post(message: unknown): Promise<void>;
  /** The widget goes away: nothing comes, nothing goes, no timer stays. */
  close(): void;
}
