import { widgetMessages } from '../generated/schemas.js';
import { type AdapterWatch, watchAdapter } from './adapter-state.js';
import { type WidgetLogic, createWidgetLogic } from './widget-logic.js';
import type { Context } from './context.js';
import type { Members } from './envelope.js';
import { ownPageChannel, sharedPageChannel, typeOfPush } from './page-channels.js';
import type { PageLink } from '../simulator/page-link.js';
import { answerPage, receiveBare } from './page-requests.js';
import type { AdapterState } from './storage.js';
import { openWire, silentWire, type Wire } from './wire.js';
import { emptyWorker, type WorkerState } from './worker-state.js';

/** A tab that contains the widget. */
export interface OpenTab {
  readonly number: number;
  readonly link: PageLink;
  readonly isPopup: boolean;
  /** The wire of its current document. */
  wire: Wire;
  widgetLogic: WidgetLogic;
  watch: AdapterWatch;
}

/** How often, and how late, a document posts init. */
export interface Start {
  readonly inits: number;
  readonly initDelayMs: number;
}

/** The tabs of one browser, and which of them sends the messages. */
export interface Tabs {
  readonly open: readonly OpenTab[];
  /** The logic of the tab that the agent uses. */
  readonly widgetLogic: WidgetLogic;
  /** The oldest tab that is open. */
  readonly first: OpenTab | undefined;
  readonly hasPopup: boolean;
  add(link: PageLink, isPopup: boolean): OpenTab;
  focus(tab: OpenTab): void;
  /** Loads a new document; with `endsWorker`, with a new worker. */
  restart(tab: OpenTab, endsWorker: boolean): Promise<unknown>;
  remove(tab: OpenTab): void;
  adapter(change: Partial<AdapterState>): void;
  /** The state of the shared worker, to keep it over a reload; 0.x has none. */
  readonly shared: WorkerState | undefined;
}

/**
 * Manages the tabs, and which of them sends the messages (ThirdParty.ts:137, 188, 227, 262, 284; Adapter.ts:344-450; EvTabManager.ts:58-102):
 *
 * 1. In 0.x every tab has its own logic, over a shared storage.
 * 2. In 1.x all tabs share one worker. It sends events, logs and leads through the tab that had the
 *    focus last, and queries for contacts and logs through the main tab: a popup, or else the oldest.
 * 3. When a popup becomes the main tab, the others reload.
 */
export function createTabs(
  context: Context,
  start: Start,
  kept: WorkerState | undefined,
  sideWidget: (extended: boolean | null) => void,
): Tabs {
  const { does, storage, line, changed, later } = context;
  const open: OpenTab[] = [];
  const isShared = does('register-all-tabs');
  let shared: WidgetLogic | undefined;
  let count = 0;
  let active: OpenTab | undefined;
  let latest: OpenTab;

  const main = (): OpenTab | undefined => open.find(({ isPopup }) => isPopup) ?? open[0];

  /** Creates a logic that detects when another one has replaced it. */
  function startLogic(worker: WorkerState, tab?: OpenTab): WidgetLogic {
    const isOver = (): boolean => (tab ? tab.widgetLogic : shared) !== widgetLogic;
    const pageChannel = tab
      ? ownPageChannel(tab, () => active === tab, isOver)
      : sharedPageChannel(does, { open, active: () => active, main }, isOver);
    const widgetLogic = createWidgetLogic(context, worker, pageChannel, { adapter, sideWidget });
    detach.set(widgetLogic, line.attach(widgetLogic.presence));
    return widgetLogic;
  }
  const detach = new WeakMap<WidgetLogic, () => void>();
  function stop(widgetLogic: WidgetLogic | undefined): void {
    if (widgetLogic) detach.get(widgetLogic)?.();
  }

  function pushAdapterState(tab: OpenTab): void {
    const { closed, minimized, size, position } = storage.adapter;
    if (tab.watch.differs(storage.adapter))
      tab.wire.push(widgetMessages.pushAdapterState.type, { size, minimized, closed, position });
  }

  function adapter(change: Partial<AdapterState>): void {
    storage.adapter = { ...storage.adapter, ...change };
    for (const tab of open) pushAdapterState(tab);
    changed();
  }

  /** Starts the app in a document: it listens from now on, and posts init. */
  function startApp(tab: OpenTab): Promise<unknown> {
    const wire = openWire(tab.number, tab.link, context.clock, context.journal, (message, name) => {
      if (message.kind === 'other') receiveBare(context, message.message);
      else if (message.kind === 'request')
        answerPage(context, message.payload, tabs.hasPopup, (result) =>
          wire.respond(message.id, result),
        );
      else if (name && typeof message.payload === 'object')
        tab.widgetLogic.commands.push(name, message.payload as Members);
    });
    tab.wire = wire;
    tab.watch = watchAdapter(does);
    const inits = isShared ? start.inits : 1;
    for (let count = 0; count < inits; count += 1) wire.bare(typeOfPush('init'));
    if (does('adapter-state-start')) pushAdapterState(tab);
    return does('reload-new-call') ? tab.widgetLogic.presence.compareCalls() : Promise.resolve();
  }

  /** Loads a document. Until its app has started, it receives no messages. */
  function begin(tab: OpenTab): Promise<unknown> {
    tab.wire = silentWire();
    tab.watch = { differs: () => false };
    if (isShared) shared ??= startLogic(kept ?? emptyWorker());
    tab.widgetLogic = shared ?? startLogic(emptyWorker(), tab);
    if (start.initDelayMs <= 0) return startApp(tab);
    const { wire } = tab;
    later(start.initDelayMs, () => {
      if (tab.wire === wire && open.includes(tab)) void startApp(tab);
    });
    return Promise.resolve();
  }

  function endWorker(): void {
    stop(shared);
    kept = undefined;
    shared = undefined;
  }

  async function restart(tab: OpenTab, endsWorker: boolean): Promise<unknown> {
    tab.wire.close();
    if (!isShared) stop(tab.widgetLogic);
    else if (endsWorker) {
      endWorker();
      shared = startLogic(emptyWorker());
      for (const other of open) other.widgetLogic = shared;
    }
    tab.link.loaded?.();
    return begin(tab);
  }

  const tabs: Tabs = {
    open,
    get widgetLogic() {
      return (active ?? open[0] ?? latest).widgetLogic;
    },
    get first() {
      return open[0];
    },
    get hasPopup() {
      return open.some(({ isPopup }) => isPopup);
    },
    add(link, isPopup) {
      count += 1;
      const tab = { number: count, link, isPopup } as OpenTab;
      const others = [...open];
      latest = tab;
      open.push(tab);
      void begin(tab);
      if (isPopup && does('popup-main')) for (const other of others) void restart(other, false);
      changed();
      return tab;
    },
    focus(tab) {
      active = tab;
      changed();
    },
    restart,
    remove(tab) {
      open.splice(open.indexOf(tab), 1);
      tab.wire.close();
      if (!isShared) stop(tab.widgetLogic);
      // A worker without a connected tab ends.
      else if (open.length === 0) endWorker();
      if (active === tab) active = undefined;
      tab.link.gone?.();
      changed();
    },
    adapter,
    get shared() {
      return shared?.worker;
    },
  };
  return tabs;
}
