import type { Clock, Lead, Messages, Task, Transport } from '@jackfield/core';
import type { TestClock } from '../test-clock.js';
import type { Phase } from './widget-logic.js';
import type { LogOutcome, WidgetCall } from './call.js';
import type { Toast } from './context.js';
import type { Journal } from '../simulator/journal.js';
import type { PassedLead } from './leads.js';
import type { PageLink } from '../simulator/page-link.js';
import type { PastCall, Settings } from './settings.js';
import type { SipEvent } from './softphone.js';
import type { AdapterState } from './storage.js';
import type { WidgetVersion } from './version.js';
import type { Answer } from '../simulator/answer.js';
import type { RegisteredService } from './worker-state.js';

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Options of `createWidget`. All are optional. */
export interface WidgetOptions extends Optional<Settings> {
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
  /** How often a document posts init. Default: once. 0.x always posts it once. */
  readonly inits?: number | undefined;
  /** How long after its load a document posts init, in milliseconds. Default: 0. */
  readonly initDelayMs?: number | undefined;
  /** Whether the tab has had the focus. Default: true. While no tab has, 1.0 drops its events. */
  readonly active?: boolean | undefined;
  /** Earlier calls, the newest first. */
  readonly history?: readonly PastCall[] | undefined;
  /** Whether the agent is logged in. Default: true. */
  readonly loggedIn?: boolean | undefined;
  /**
   * Fixes the ids of the calls, and so the keys of their logs: an integer from 0 to 999,999. Default:
   * different for each widget, so that a CRM that keeps its data receives new logs in each run.
   */
  readonly seed?: number | undefined;
}

/** An inbound call. */
export interface IncomingCall {
  /** The caller's number as the carrier sends it: ten digits, E.164, an extension, `anonymous`. */
  readonly from: string;
  /** The number that was called. */
  readonly to?: string | undefined;
  /** Whether the server sends no time, so that `startTime` is NaN or absent. */
  readonly untimed?: boolean | undefined;
  /** The name of the server's message about the call; 0.x derives the status of a ring from it. */
  readonly message?: string | undefined;
  readonly recordingUrl?: string | undefined;
  /** The AI's summary of the call, for the disposition page of 1.x. */
  readonly summary?: string | undefined;
}

/** A browser tab that contains the widget. */
export interface Tab {
  /** The number of the tab in the record, counted from 1. */
  readonly number: number;
  /** The transport for this tab's page. Throws if the tab runs in a frame. */
  readonly transport: Transport;
  /** Focuses the tab: it is the active one, until another is focused. */
  focus(): Promise<void>;
  /** Reloads the tab's document. In 1.x the worker survives unless `worker` is `ends`. */
  reload(options?: ReloadOptions): Promise<void>;
  /** Closes the tab and removes its frame. */
  close(): Promise<void>;
}

export interface ReloadOptions {
  /** `ends`: the shared worker ends with the document, as it does with the last tab. */
  readonly worker?: 'stays' | 'ends' | undefined;
}

/** What the agent currently sees. */
export interface WidgetState {
  readonly phase: Phase;
  /** The current or open call. */
  readonly call: WidgetCall | undefined;
  /** Ended calls, the newest first. */
  readonly history: readonly WidgetCall[];
  /** The leads in the list; `undefined` until some were fetched. */
  readonly leads: readonly Lead[] | undefined;
  readonly service: RegisteredService | undefined;
  /** The last message since the agent's last action; `''` if there is none. */
  readonly toast: string;
  readonly adapter: AdapterState;
  /** Whether the page has extended the side panel; `next` only. */
  readonly sideWidgetExtended: boolean | null;
  readonly loggedIn: boolean;
}

/** The body of a push, which is optional if it has no required members. */
type Body<T> = Record<never, never> extends T ? [body?: T] : [body: T];

/**
 * A simulated widget, and the record of its messages.
 *
 * Each action of callers and agents is a method. It first delivers the messages in transit, and resolves
 * when every request that it caused has been answered or has timed out: with a test clock that happens
 * when the test advances the clock. An action that is not possible in the current phase rejects with a
 * `TestingError` `WRONG_STATE`.
 *
 * @typeParam C - its clock
 */
export interface Widget<C extends Clock = TestClock> extends Journal {
  readonly version: WidgetVersion;
  readonly clock: C;
  /** The transport for the page: `createHost({ widget: { transport: widget.transport }, clock: widget.clock })`. */
  readonly transport: Transport;
  readonly tabs: readonly Tab[];
  /** What the agent sees in the tab that was used last. */
  readonly state: WidgetState;
  readonly phase: Phase;
  readonly call: WidgetCall | undefined;
  readonly history: readonly WidgetCall[];
  readonly leads: readonly Lead[] | undefined;
  /** The service that the page registered. */
  readonly service: RegisteredService | undefined;
  /** The names that query contacts and logs; names are never removed. */
  readonly providers: {
    readonly contacts: readonly string[];
    readonly callLogs: readonly string[];
  };
  /** Every message that the agent has seen. */
  readonly toasts: readonly Toast[];
  /** Calls `listener` after every change; returns a function that removes it. */
  subscribe(listener: () => void): () => void;

  /** Rings with an inbound call. */
  inboundCall(call: IncomingCall): Promise<WidgetCall>;
  /** Dials a number; the page receives no event until the far side picks up. */
  dial(phoneNumber: string): Promise<void>;
  /** Answers the ringing call, or lets the far side pick up at once. */
  answer(): Promise<void>;
  /**
   * Ends the call, in any state.
   *
   * @param options - `forgotten`: the widget has lost its data about the call
   */
  hangUp(options?: { readonly forgotten?: boolean | undefined }): Promise<void>;
  /** Enters data for the call. */
  edit(task: Task): Promise<void>;
  /**
   * Presses Submit, during the call or after it.
   *
   * @param task - data to enter first
   * @returns the outcome of the log; `undefined` if the agent only left the page
   */
  submitDisposition(task?: Task): Promise<LogOutcome | undefined>;
  /** Leaves the page: after a success, or without Submit. */
  finish(): Promise<void>;
  /** Opens the history. */
  openHistory(): Promise<void>;
  /** Opens a call of the history to log it; takes the call or its key. */
  reopen(call: WidgetCall | string): Promise<void>;
  /** Presses "Get leads". */
  getLeads(options?: { readonly fail?: boolean | undefined }): Promise<void>;
  /** Dials a lead. */
  callLead(lead: Lead, destination?: string): Promise<void>;
  /** Passes a lead instead of calling it. */
  passLead(lead: Lead, how: PassedLead): Promise<void>;
  /** Presses "View lead"; resolves with `undefined` if no request was sent. */
  viewLead(lead: Lead): Promise<Answer | undefined>;
  /** Sends an event of the integrated softphone. */
  sip(event: SipEvent, options?: { readonly auto?: boolean | undefined }): Promise<void>;
  /** Moves, minimises or closes the frame. */
  adapter(change: Partial<AdapterState>): Promise<void>;
  /** Opens, closes, shows or hides the side panel; `next` only. */
  sideWidget(panel: { readonly open: boolean; readonly visible: boolean }): Promise<void>;
  /** Logs the agent in. With `disableLoginPopup`, 0.x only posts the login address to the page. */
  login(): Promise<void>;
  /** Opens a tab or a popup with the same widget. */
  openTab(options?: {
    readonly popup?: boolean | undefined;
    readonly page?: Window | PageLink | undefined;
  }): Promise<Tab>;
  /** Reloads the first tab's document. */
  reload(options?: ReloadOptions): Promise<void>;

  /** Posts init again. */
  init(): Promise<void>;
  /** Pushes any message at any time, by its schema name. */
  push<K extends keyof Messages['pushes']>(
    name: K,
    ...body: Body<Messages['pushes'][K]>
  ): Promise<void>;
  /** Sends a request as the widget does, even if the page has not registered for it. Never rejects. */
  request<K extends keyof Messages['requests']>(
    name: K,
    data: Messages['requests'][K] extends { readonly data: infer Data } ? Data : never,
  ): Promise<Answer>;
  /** Posts any value. */
  post(message: unknown): Promise<void>;
  /** Closes the widget: messages stop in both directions, and its timers are cleared. */
  close(): void;
}
