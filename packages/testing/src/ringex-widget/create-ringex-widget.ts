import type { Clock } from '@jackfield/core';
import { openJournal } from '../simulator/journal.js';
import { memoryLink, type MemoryLink } from '../simulator/memory-link.js';
import { type PageLink, windowLink } from '../simulator/page-link.js';
import { systemClock } from '../simulator/system-clock.js';
import { createTestClock, settle, type TestClock } from '../test-clock.js';
import { TestingError } from '../testing-error.js';
import type { Toast } from '../widget/context.js';
import { createLine, type LineData } from '../widget/line.js';
import { behavesLike } from './behaviours.js';
import type { Context } from './context.js';
import { settingsOf } from './defaults.js';
import { createPhoneLine, pastCalls, type PhoneData } from './phone-line.js';
import { createScenario, createView } from './scenario.js';
import { type BrowserStorage, emptyStorage } from './storage.js';
import type { OpenTab } from './tab.js';
import { createTabs } from './tabs.js';
import type { RingexTab, RingexWidget, RingexWidgetOptions } from './widget.js';
import type { RingexRequest } from './wire.js';

export type { RingexWidget } from './widget.js';

/** The state that a document saves for the next one. */
interface Kept {
  readonly storage: BrowserStorage;
  readonly phone: PhoneData;
  readonly ringcxLine: LineData;
}

/** A cross-origin window throws on access to all but a few members. */
const isWindow = (page: Window | PageLink): page is Window => 'postMessage' in page;
const linkOf = (page: Window | PageLink | undefined): PageLink =>
  !page ? memoryLink() : isWindow(page) ? windowLink(page) : page;

/**
 * Creates a simulated RingEX widget: in memory, or in a frame of a real page.
 *
 * @throws `TestingError` `BAD_OPTION` for an invalid option
 * @example
 * ```ts
 * const widget = createRingexWidget({ version: '3.x', autoLog: true });
 * const { transport, clock } = widget;
 * // A page that uses `transport` registers its service.
 * await widget.inboundCall({ from: '+16505550142' });
 * await widget.answer();
 * await widget.hangUp();
 * await widget.syncCallLog();
 * ```
 */
export function createRingexWidget(
  options?: RingexWidgetOptions & {
    readonly page?: undefined;
    readonly clock?: TestClock | undefined;
  },
): RingexWidget;
export function createRingexWidget<C extends Clock = Clock>(
  options: RingexWidgetOptions & { readonly clock?: C | undefined },
): RingexWidget<C>;
export function createRingexWidget(options: RingexWidgetOptions = {}): RingexWidget<Clock> {
  const settings = settingsOf(options);
  const { page, clock = page ? systemClock : createTestClock() } = options;
  const journal = openJournal<RingexRequest>();
  const toasts: Toast[] = [];
  const listeners = new Set<() => void>();
  const timers = new Set<unknown>();
  const firstLink = linkOf(page);
  const saved = firstLink.takeKept?.();
  const kept = saved === undefined ? undefined : (JSON.parse(saved) as Kept);
  let toast = '';
  let isClosed = false;

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  function later(ms: number, run: () => void): void {
    if (ms === Infinity || isClosed) return;
    const timer = clock.setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  }

  const { pickUpMs, callLogMs } = settings;
  const ringcxLine = createLine(clock, pickUpMs, kept?.ringcxLine, options.seed);
  const phone: PhoneData = kept?.phone ?? {
    calls: [],
    rows: pastCalls(clock, ringcxLine.data, options.history ?? []),
    ended: [],
  };
  const isBrowser = settings.callingMode === 'browser';
  const timing = { pickUpMs, callLogMs, isBrowser };
  const context: Context = {
    does: behavesLike(settings.version),
    settings,
    clock,
    storage: kept?.storage ?? {
      ...emptyStorage(),
      isLoggedIn: options.loggedIn ?? true,
      autoLog: settings.autoLog,
      autoLogMessages: settings.autoLogMessages,
      logOnRinging: settings.logOnRinging,
    },
    line: createPhoneLine(clock, ringcxLine.data, timing, later, phone),
    ringcxLine,
    journal,
    changed,
    later,
    toast(kind, text) {
      toast = text;
      toasts.push({ at: clock.now(), kind, text });
      changed();
      return String(toasts.length);
    },
  };
  const { storage, line } = context;
  const tabs = createTabs(context);

  async function act<T>(run: () => T | Promise<T>): Promise<T> {
    if (isClosed) throw new TestingError('TAB_CLOSED', 'This widget was closed');
    // Enough turns for a register message in transit, and fewer than a clock waits before it advances.
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
    toast = '';
    const result = await run();
    changed();
    await settle();
    return result;
  }

  async function reload(tab: OpenTab | undefined): Promise<void> {
    await settle();
    if (!tab || !tabs.open.includes(tab))
      throw new TestingError('TAB_CLOSED', 'reload: the tab is closed');
    if (tab.link.reload) {
      const left: Kept = { storage, phone: line.data, ringcxLine: ringcxLine.data };
      return tab.link.reload(JSON.stringify(left));
    }
    tabs.restart(tab);
    changed();
    await settle();
  }

  const wrapped = new Map<OpenTab, RingexTab>();
  function wrap(tab: OpenTab): RingexTab {
    const known = wrapped.get(tab);
    if (known) return known;
    const made: RingexTab = {
      number: tab.number,
      get transport() {
        const { transport } = tab.link as Partial<MemoryLink>;
        if (transport) return transport;
        throw new TestingError(
          'IN_A_FRAME',
          'transport: expected a widget in memory, received a frame',
        );
      },
      get isMain() {
        return tabs.main === tab;
      },
      focus: () =>
        act(() => {
          if (!tabs.open.includes(tab))
            throw new TestingError('TAB_CLOSED', 'focus: the tab is closed');
          tabs.focus(tab);
        }),
      reload: () => reload(tab),
      close: () =>
        act(() => {
          if (tabs.open.includes(tab)) tabs.remove(tab);
        }),
    };
    wrapped.set(tab, made);
    return made;
  }

  const first = tabs.add(firstLink, {});
  const view = createView(context, tabs);

  const widget: RingexWidget<Clock> = {
    ...journal,
    ...createScenario(context, tabs, view, act),
    version: settings.version,
    clock,
    toasts,
    get transport() {
      return wrap(first).transport;
    },
    get tabs() {
      return tabs.open.map(wrap);
    },
    get state() {
      const { document, ringcx } = tabs;
      const { state: service, listed, logsOfMessages } = document.thirdParty;
      return {
        phase: view.phase(),
        calls: view.live(),
        history: view.history(),
        logPage: document.logPage,
        service: {
          name: service.name,
          authorized: service.authorized,
          hasCallLogger: service.isCallLoggerRegistered,
          showLogModal: service.showLogModal,
          buttons: service.buttons,
          pages: service.pages,
          settings: service.settings,
          banner: service.banner,
        },
        autoLog: storage.autoLog,
        contacts: listed,
        messageLogs: { ...logsOfMessages },
        leads: storage.ringcx.leads,
        agent: {
          status: ringcx.status,
          state: ringcx.agentState,
          pending: storage.ringcx.isPending,
        },
        toast,
        adapter: storage.adapter,
        loggedIn: storage.isLoggedIn,
      };
    },
    get phase() {
      return view.phase();
    },
    get call() {
      const pending = tabs.ringcx.call?.call.uii;
      return view.live().at(-1) ?? view.history().find(({ key }) => key === pending);
    },
    get history() {
      return view.history();
    },
    get providers() {
      const { contacts, callLogs } = tabs.document.thirdParty.names;
      return { contacts: [...contacts], callLogs: [...callLogs] };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openTab: ({ popup = false, hidden = false, page: other } = {}) =>
      act(() => wrap(tabs.add(linkOf(other), { popup, hidden }))),
    reload: () => reload(tabs.first),
    close() {
      if (isClosed) return;
      isClosed = true;
      ringcxLine.close();
      for (const timer of timers) clock.clearTimeout(timer);
      for (const tab of [...tabs.open]) tab.channel.close();
      listeners.clear();
    },
  };
  return widget;
}
