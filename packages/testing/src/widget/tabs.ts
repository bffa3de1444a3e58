import { protocol } from '@jackfield/core/ringcx';
import { widgetMessages } from '../generated/schemas.js';
import { type AdapterWatch, watchAdapter } from './adapter-state.js';
import { type Brain, createBrain } from './brain.js';
import type { Context } from './context.js';
import type { Members } from './envelope.js';
import type { Outlet } from './outlet.js';
import type { PageLink } from './page-link.js';
import { answerPage, hearBare } from './page-requests.js';
import type { AdapterState } from './storage.js';
import { openWire, type Wire } from './wire.js';
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
  readonly first: OpenTab;
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

  const main = (): OpenTab | undefined => open.find(({ isPopup }) => isPopup) ?? open[0];
  const typeOfPush = (name: keyof typeof protocol.pushes): string => protocol.pushes[name].type;

  const sharedOutlet = (): Outlet => {
    const outlet: Outlet = {
      event: (name, body) => active?.wire.push(typeOfPush(name), body),
      async ask(name, data) {
        const isLookup = name === 'matchContacts' || name === 'matchCallLogs';
        const one = isLookup ? main() : active;
        if (one) return one.wire.request(name, data);
        if (isLookup || !does('tabs-none-active-asked')) return undefined;
        const [first] = await Promise.all(open.map(({ wire }) => wire.request(name, data)));
        return first;
      },
      bare: (name, body) => active?.wire.bare(typeOfPush(name), body),
      isActive: () => active !== undefined,
      isOver: () => shared?.outlet !== outlet,
    };
    return outlet;
  };

  const ownOutlet = (tab: OpenTab, wire: Wire): Outlet => ({
    event: (name, body) => wire.push(typeOfPush(name), body),
    ask: (name, data) => wire.request(name, data),
    bare: (name, body) => wire.bare(typeOfPush(name), body),
    isActive: () => active === tab,
    isOver: () => tab.wire !== wire,
  });

  function think(worker: WorkerState, outlet: Outlet): Brain {
    return createBrain(context, worker, outlet, { adapter, sideWidget });
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

  function begin(tab: OpenTab): Promise<unknown> {
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
    if (isShared) {
      shared ??= attach(think(kept ?? emptyWorker(), sharedOutlet()));
      tab.brain = shared;
    } else tab.brain = attach(think(emptyWorker(), ownOutlet(tab, wire)));
    const inits = (): void => {
      for (let said = 0; said < (isShared ? start.inits : 1); said += 1)
        wire.bare(typeOfPush('init'));
    };
    if (start.initDelayMs > 0) later(start.initDelayMs, inits);
    else inits();
    if (does('adapter-state-start')) pushAdapterState(tab);
    return does('reload-new-call') ? tab.brain.presence.look() : Promise.resolve();
  }

  const detach = new WeakMap<Brain, () => void>();
  function attach(brain: Brain): Brain {
    detach.set(brain, line.attach(brain.presence));
    return brain;
  }
  function stop(brain: Brain | undefined): void {
    if (brain) detach.get(brain)?.();
  }

  async function restart(tab: OpenTab, endsWorker: boolean): Promise<unknown> {
    tab.wire.close();
    if (!isShared) stop(tab.brain);
    else if (endsWorker) {
      stop(shared);
      kept = undefined;
      shared = attach(think(emptyWorker(), sharedOutlet()));
      for (const other of open) other.brain = shared;
    }
    tab.link.loaded?.();
    return begin(tab);
  }

  const tabs: Tabs = {
    open,
    get brain() {
      return (active ?? this.first).brain;
    },
    get first() {
      return open[0] as OpenTab;
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
