import type { PageLink } from '../simulator/page-link.js';
import type { AdapterState } from '../widget/storage.js';
import { openChannel, silentChannel } from './channel.js';
import type { Context } from './context.js';
import { createDialer, type Dialer } from './dialer.js';
import { createPageCommands } from './page-commands.js';
import { answerPage } from './page-requests.js';
import { createRingcx, type Ringcx } from './ringcx.js';
import { emptyService } from './service-state.js';
import type { OpenTab, TabAccess } from './tab.js';
import { createWidgetDocument, type WidgetDocument } from './widget-document.js';

/** The tabs of one browser. */
export interface Tabs {
  readonly open: readonly OpenTab[];
  /** The document that the agent uses: that of the main tab, or else of the oldest. */
  readonly document: WidgetDocument;
  readonly dialer: Dialer;
  readonly first: OpenTab | undefined;
  readonly main: OpenTab | undefined;
  readonly ringcx: Ringcx;
  add(link: PageLink, options: { readonly popup?: boolean; readonly hidden?: boolean }): OpenTab;
  focus(tab: OpenTab): void;
  restart(tab: OpenTab): void;
  remove(tab: OpenTab): void;
  adapter(change: Partial<AdapterState>): void;
  setLoggedIn(isLoggedIn: boolean): Promise<unknown>;
  setAutoLog(change: { readonly call?: unknown; readonly message?: unknown }): void;
}

/**
 * Manages the tabs (COM Tabbie.ts:95-330; app.js:203-204):
 *
 * 1. Each tab has its own instance over a shared storage; each receives the server's events.
 * 2. The main tab is the visible one: the tab that was opened or focused last. If there is none, a hidden
 *    tab becomes it when it loads and is the first.
 * 3. When the main tab closes, there is none until another is focused, and logs wait for one.
 * 4. A fixed main tab is the first one that was opened. When it closes, there is none, and nothing waits.
 */
export function createTabs(context: Context): Tabs {
  const { settings, clock, storage, line, journal, later, changed } = context;
  const open: OpenTab[] = [];
  const dialers = new WeakMap<WidgetDocument, Dialer>();
  const detach = new WeakMap<WidgetDocument, () => void>();
  const waiting = new Set<() => void>();
  let main: OpenTab | undefined;
  let latest: OpenTab;
  let count = 0;

  const isFixed = settings.mainTab === 'fixed';

  function setMain(tab: OpenTab | undefined): void {
    if (isFixed && tab && tab.number !== 1) return;
    main = tab;
    if (!main) return;
    for (const resolve of waiting) resolve();
    waiting.clear();
  }

  function onLoad(tab: OpenTab, isVisible: boolean): void {
    if (isVisible || (!main && open[0] === tab)) setMain(tab);
  }

  const ringcx = createRingcx(context, () => (main ?? open[0])?.document);

  function adapter(change: Partial<AdapterState>): void {
    storage.adapter = { ...storage.adapter, ...change };
    changed();
  }

  async function setLoggedIn(isLoggedIn: boolean): Promise<unknown> {
    if (storage.isLoggedIn === isLoggedIn) return undefined;
    storage.isLoggedIn = isLoggedIn;
    changed();
    return Promise.all(open.map((tab) => tab.document.onLogin()));
  }

  function setAutoLog({
    call,
    message,
  }: {
    readonly call?: unknown;
    readonly message?: unknown;
  }): void {
    for (const [name, key, value] of [
      ['callAutoLog', 'autoLog', call],
      ['messageAutoLog', 'autoLogMessages', message],
    ] as const) {
      const ready = open.filter(({ document: { logger, thirdParty } }) =>
        name === 'callAutoLog' ? logger.isReady() : thirdParty.state.isMessageLoggerRegistered,
      );
      if (typeof value !== 'boolean' || storage[key] === value || ready.length === 0) continue;
      storage[key] = value;
      for (const { document } of ready) document.push(name, { autoLog: value });
    }
    changed();
  }

  /** @param restores - whether the agent's RingCX session belongs to this document */
  function begin(tab: OpenTab, restores: boolean): void {
    let isOver = false;
    // Its own one: what an unloaded document still does must not reach the page.
    let channel = silentChannel();
    const access: TabAccess = {
      get channel() {
        return channel;
      },
      isMain: () => main === tab,
      async checkIsMain() {
        if (main || isFixed) return main === tab && !isOver;
        await new Promise<void>((resolve) => waiting.add(resolve));
        return access.checkIsMain();
      },
      hasWebphone: () => open[0] === tab,
      get hasPopup() {
        return open.some(({ isPopup }) => isPopup);
      },
      isOver: () => isOver,
    };
    tab.channel = channel;
    if (isFixed) storage.service ??= emptyService();
    const document = createWidgetDocument(context, storage.service ?? emptyService(), access);
    tab.document = document;
    const dialer = createDialer(context, document);
    dialers.set(document, dialer);
    const run = createPageCommands(context, document, dialer, ringcx, {
      adapter,
      setLoggedIn,
      setAutoLog,
    });
    const stopLine = line.attach(document);
    detach.set(document, () => {
      isOver = true;
      stopLine();
      channel.close();
    });
    let isListening = settings.listenMs <= 0;

    function startApp(): void {
      channel = openChannel(tab.number, tab.link, clock, journal, async (message) => {
        if (message.kind === 'request') {
          const { name, id, body } = message;
          const reply = await answerPage(context, document, access, ringcx, name, body);
          if (reply) channel.respond(id, reply.response);
          return;
        }
        // The service adds its listener in a step of its own (ThirdPartyService/index.ts:119-120).
        if (message.name === 'register' && !isListening) return;
        await run(message.name, message.body);
      });
      tab.channel = channel;
      void document.start();
      if (restores) ringcx.restore();
      if (!isListening)
        later(settings.listenMs, () => {
          isListening = true;
        });
    }
    if (settings.startMs <= 0) startApp();
    else
      later(settings.startMs, () => {
        if (!isOver) startApp();
      });
  }

  return {
    open,
    ringcx,
    get document() {
      return (main ?? open[0] ?? latest).document;
    },
    get dialer() {
      return dialers.get(this.document) as Dialer;
    },
    get first() {
      return open[0];
    },
    get main() {
      return main;
    },
    add(link, { popup = false, hidden = false }) {
      count += 1;
      const tab = { number: count, link, isPopup: popup } as OpenTab;
      latest = tab;
      open.push(tab);
      onLoad(tab, !hidden);
      begin(tab, count === 1);
      changed();
      return tab;
    },
    focus(tab) {
      setMain(tab);
      changed();
    },
    restart(tab) {
      detach.get(tab.document)?.();
      onLoad(tab, main === tab);
      tab.link.loaded?.();
      begin(tab, main === tab);
    },
    remove(tab) {
      detach.get(tab.document)?.();
      open.splice(open.indexOf(tab), 1);
      if (main === tab) setMain(undefined);
      tab.link.gone?.();
      changed();
    },
    adapter,
    setLoggedIn,
    setAutoLog,
  };
}
