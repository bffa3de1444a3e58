import { widgetMessages } from '../generated/schemas.js';
import { type AdapterWatch, watchAdapter } from './adapter-state.js';
import { type Brain, createBrain } from './brain.js';
import type { Context } from './context.js';
import type { Members } from './envelope.js';
import { ownOutlet, sharedOutlet, typeOfPush } from './outlets.js';
import type { PageLink } from './page-link.js';
import { answerPage, hearBare } from './page-requests.js';
import type { AdapterState } from './storage.js';
import { openWire, silentWire, type Wire } from './wire.js';
import { emptyWorker, type WorkerState } from './worker-state.js';

/** A tab with the widget in it. */
export interface OpenTab {
  readonly number: number;
  readonly link: PageLink;
  readonly isPopup: boolean;
  /** Of the document that is in it. */
  wire: Wire;
  brain: Brain;
  watch: AdapterWatch;
}

/** How often, and how late, a document says that it has started. */
export interface Start {
  readonly inits: number;
  readonly initDelayMs: number;
}

/** One browser's tabs, and who of them speaks for all. */
export interface Tabs {
  readonly open: readonly OpenTab[];
  /** The brain of the tab that the agent uses. */
  readonly brain: Brain;
  /** The oldest tab that is open. */
  readonly first: OpenTab | undefined;
  isActive(tab: OpenTab): boolean;
  isMain(tab: OpenTab): boolean;
  readonly hasPopup: boolean;
  add(link: PageLink, isPopup: boolean): OpenTab;
  focus(tab: OpenTab): void;
  /** A new document; with `endsWorker`, a new worker too. */
  restart(tab: OpenTab, endsWorker: boolean): Promise<unknown>;
  remove(tab: OpenTab): void;
  adapter(change: Partial<AdapterState>): void;
  /** The worker that all share, to keep it over a reload; 0.x has none. */
  readonly shared: WorkerState | undefined;
}

/**
 * Who speaks (ThirdParty.ts:137, 188, 227, 262, 284; Adapter.ts:344-450; EvTabManager.ts:58-102):
 *
 * 1. In 0.x every tab thinks for itself, over a storage that all share.
 * 2. In 1.x one worker thinks for all. Events, logs and leads leave it through the tab that had the
 *    focus last; contacts and logs are looked up through the main tab: a popup, or else the oldest.
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
  let shared: Brain | undefined;
  let count = 0;
  let active: OpenTab | undefined;
  let latest: OpenTab;

  const main = (): OpenTab | undefined => open.find(({ isPopup }) => isPopup) ?? open[0];

  /** A brain that knows when another has taken its place. */
  function think(worker: WorkerState, tab?: OpenTab): Brain {
    const isOver = (): boolean => (tab ? tab.brain : shared) !== brain;
    const outlet = tab
      ? ownOutlet(tab, () => active === tab, isOver)
      : sharedOutlet(does, { open, active: () => active, main }, isOver);
    const brain = createBrain(context, worker, outlet, { adapter, sideWidget });
    detach.set(brain, line.attach(brain.presence));
    return brain;
  }
  const detach = new WeakMap<Brain, () => void>();
  function stop(brain: Brain | undefined): void {
    if (brain) detach.get(brain)?.();
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

  /** The app in a document starts: it listens from here on, and says so. */
  function startApp(tab: OpenTab): Promise<unknown> {
    const wire = openWire(tab.number, tab.link, context.clock, context.journal, (message, name) => {
      if (message.kind === 'other') hearBare(context, message.message);
      else if (message.kind === 'request')
        answerPage(context, message.payload, tabs.hasPopup, (result) =>
          wire.respond(message.id, result),
        );
      else if (name && typeof message.payload === 'object')
        tab.brain.commands.push(name, message.payload as Members);
    });
    tab.wire = wire;
    tab.watch = watchAdapter(does);
    const inits = isShared ? start.inits : 1;
    for (let said = 0; said < inits; said += 1) wire.bare(typeOfPush('init'));
    if (does('adapter-state-start')) pushAdapterState(tab);
    return does('reload-new-call') ? tab.brain.presence.look() : Promise.resolve();
  }

  /** A document begins. Until its app has started, it hears nothing. */
  function begin(tab: OpenTab): Promise<unknown> {
    tab.wire = silentWire();
    tab.watch = { differs: () => false };
    if (isShared) shared ??= think(kept ?? emptyWorker());
    tab.brain = shared ?? think(emptyWorker(), tab);
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
    if (!isShared) stop(tab.brain);
    else if (endsWorker) {
      endWorker();
      shared = think(emptyWorker());
      for (const other of open) other.brain = shared;
    }
    tab.link.loaded?.();
    return begin(tab);
  }

  const tabs: Tabs = {
    open,
    get brain() {
      return (active ?? open[0] ?? latest).brain;
    },
    get first() {
      return open[0];
    },
    isActive: (tab) => tab === active,
    isMain: (tab) => tab === main(),
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
      if (!isShared) stop(tab.brain);
      // A worker that nobody is connected with does not live on.
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
