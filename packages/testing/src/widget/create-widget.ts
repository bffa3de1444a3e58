import type { Clock } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import { createTestClock, settle, type TestClock } from '../test-clock.js';
import { TestingError } from '../testing-error.js';
import { behavesLike } from './behaviours.js';
import type { Context, Toast } from './context.js';
import { settingsOf } from './defaults.js';
import { openJournal } from '../simulator/journal.js';
import { createLine, type LineData } from './line.js';
import { memoryLink, type MemoryLink } from '../simulator/memory-link.js';
import { type PageLink, windowLink } from '../simulator/page-link.js';
import { createScenario } from './scenario.js';
import { type BrowserStorage, emptyStorage } from './storage.js';
import { systemClock } from '../simulator/system-clock.js';
import { createTabs, type OpenTab } from './tabs.js';
import type { ReloadOptions, Tab, Widget, WidgetOptions, WidgetState } from './widget.js';
import type { WorkerState } from './worker-state.js';

export type { Widget } from './widget.js';

/** The state that a document saves for the next one. */
interface Kept {
  readonly storage: BrowserStorage;
  readonly line: LineData;
  readonly worker?: WorkerState | undefined;
}

/** A cross-origin window throws on access to all but a few members. */
const isWindow = (page: Window | PageLink): page is Window => 'postMessage' in page;
const linkOf = (page: Window | PageLink | undefined): PageLink =>
  !page ? memoryLink() : isWindow(page) ? windowLink(page) : page;

/**
 * Creates a simulated RingCX widget: in memory, or in a frame of a real page.
 *
 * @throws `TestingError` `BAD_OPTION` for an unknown version or a seed that is out of range
 * @example
 * ```ts
 * const widget = createWidget();
 * const { transport, clock } = widget;
 * const host = createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock });
 * await widget.inboundCall({ from: '+16505550142' });
 * await widget.answer();
 * await widget.hangUp();
 * await widget.submitDisposition({ notes: 'Wants a call back' });
 * expect(widget.holds).toEqual([{ for: 'logCall', ms: 0, outcome: 'answered' }]);
 * ```
 */
export function createWidget(
  options?: WidgetOptions & { readonly page?: undefined; readonly clock?: TestClock | undefined },
): Widget;
export function createWidget<C extends Clock = Clock>(
  options: WidgetOptions & { readonly clock?: C | undefined },
): Widget<C>;
export function createWidget(options: WidgetOptions = {}): Widget<Clock> {
  const settings = settingsOf(options);
  const { page, clock = page ? systemClock : createTestClock(), active = true } = options;
  const journal = openJournal();
  const toasts: Toast[] = [];
  const listeners = new Set<() => void>();
  const timers = new Set<unknown>();
  const firstLink = linkOf(page);
  const saved = firstLink.takeKept?.();
  const kept = saved === undefined ? undefined : (JSON.parse(saved) as Kept);
  const line = createLine(clock, settings.pickUpMs, kept?.line, options.seed);
  let toast = '';
  let hasLeads = false;
  let sideWidgetExtended: boolean | null = null;
  let isClosed = false;

  function firstStorage(): BrowserStorage {
    const past = (options.history ?? []).filter(
      ({ serverDisposition }) => settings.version === 'next' || serverDisposition === undefined,
    );
    const calls = past.map(
      ({ number, direction = 'INBOUND', agoMs = 3_600_000, serverDisposition }) => ({
        ...line.make({ direction, ani: number }, agoMs),
        serverDisposition,
      }),
    );
    const tasks = past.map(({ task }) => task);
    return { ...emptyStorage(calls, tasks), isLoggedIn: options.loggedIn ?? true };
  }

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const context: Context = {
    does: behavesLike(settings.version),
    settings,
    clock,
    storage: kept?.storage ?? firstStorage(),
    line,
    journal,
    changed,
    later(ms, run) {
      if (ms === Infinity || isClosed) return;
      const timer = clock.setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
    },
    toast(kind, text) {
      toast = text;
      toasts.push({ at: clock.now(), kind, text });
      changed();
    },
  };
  const { storage } = context;
  const { inits = 1, initDelayMs = 0 } = options;
  const tabs = createTabs(context, { inits, initDelayMs }, kept?.worker, (extended) => {
    sideWidgetExtended = extended;
    changed();
  });

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

  /** Returns the tab for everything that is not an action of the agent. */
  function oldest(): OpenTab {
    if (tabs.first) return tabs.first;
    throw new TestingError('TAB_CLOSED', 'All tabs of this widget are closed');
  }

  async function reload(
    tab: OpenTab | undefined,
    { worker = 'stays' }: ReloadOptions,
  ): Promise<void> {
    await settle();
    if (!tab || !tabs.open.includes(tab))
      throw new TestingError('TAB_CLOSED', 'reload: the tab is closed');
    if (tab.link.reload) {
      const left: Kept = {
        storage,
        line: line.data,
        worker: worker === 'stays' ? tabs.shared : undefined,
      };
      return tab.link.reload(JSON.stringify(left));
    }
    await tabs.restart(tab, worker === 'ends');
    changed();
    await settle();
  }

  const wrapped = new Map<OpenTab, Tab>();
  function wrap(tab: OpenTab): Tab {
    const known = wrapped.get(tab);
    if (known) return known;
    const made: Tab = {
      number: tab.number,
      get transport() {
        const { transport } = tab.link as Partial<MemoryLink>;
        if (transport) return transport;
        throw new TestingError(
          'IN_A_FRAME',
          'transport: expected a widget in memory, received a frame',
        );
      },
      focus: () =>
        act(() => {
          if (!tabs.open.includes(tab))
            throw new TestingError('TAB_CLOSED', 'focus: the tab is closed');
          tabs.focus(tab);
        }),
      reload: (how = {}) => reload(tab, how),
      close: () =>
        act(() => {
          if (tabs.open.includes(tab)) tabs.remove(tab);
        }),
    };
    wrapped.set(tab, made);
    return made;
  }

  const first = tabs.add(firstLink, false);
  if (active) tabs.focus(first);

  function seenLeads(): WidgetState['leads'] {
    try {
      return hasLeads || storage.leads.length > 0 ? tabs.widgetLogic.leads.seen() : undefined;
    } catch {
      // 0.x shows no leads in this case.
      return [];
    }
  }

  const widget: Widget<Clock> = {
    ...journal,
    ...createScenario(context, tabs, act, () => {
      hasLeads = true;
    }),
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
      const { widgetLogic } = tabs;
      return {
        phase: widgetLogic.phase,
        call: widgetLogic.call && widgetLogic.show(widgetLogic.call),
        history: storage.history.flatMap((key) => {
          const call = storage.calls[key];
          return call ? widgetLogic.show(call) : [];
        }),
        leads: seenLeads(),
        service: widgetLogic.worker.service,
        toast,
        adapter: storage.adapter,
        sideWidgetExtended,
        loggedIn: storage.isLoggedIn,
      };
    },
    get phase() {
      return tabs.widgetLogic.phase;
    },
    get call() {
      return this.state.call;
    },
    get history() {
      return this.state.history;
    },
    get leads() {
      return seenLeads();
    },
    get service() {
      return tabs.widgetLogic.worker.service;
    },
    get providers() {
      const { contactNames, callLogNames } = tabs.widgetLogic.worker;
      return { contacts: [...contactNames], callLogs: [...callLogNames] };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openTab: ({ popup = false, page: other } = {}) =>
      act(() => wrap(tabs.add(linkOf(other), popup))),
    reload: (how = {}) => reload(tabs.first, how),
    init: () => act(() => oldest().wire.bare(protocol.pushes.init.type)),
    push: (name, ...[body]) =>
      act(() => {
        const { type, bare } = protocol.pushes[name];
        const { wire } = oldest();
        (bare ? wire.bare : wire.push)(type, body);
      }),
    request: (name, data) => act(() => oldest().wire.request(name, data)),
    post: (message) => act(() => oldest().wire.post(message)),
    close() {
      if (isClosed) return;
      isClosed = true;
      line.close();
      for (const timer of timers) clock.clearTimeout(timer);
      for (const tab of [...tabs.open]) tab.wire.close();
      listeners.clear();
    },
  };
  return widget;
}
