import type { Clock } from '@jackfield/core';
import { toJson } from '@jackfield/plugin-kit/special-values';
import { systemClock } from '../simulator/system-clock.js';
import { TestingError } from '../testing-error.js';
import { ACTIONS } from './actions.js';
import { createAttack } from './attack.js';
import type { AppDocument, FrameTab } from './frame-tab.js';
import { createThrottle } from './journal-reader.js';
import { createMessageLog } from './message-log.js';
import type { FromDocument } from './messages.js';
import { createNetwork } from './network.js';
import type { Panel, PanelChange, PanelCommand } from './panel.js';
import { type Agent, type WireName, WIRES } from './served-wire.js';
import {
  noteReport,
  type SessionSource,
  startSession,
  type WidgetSession,
} from './widget-session.js';

/** Options of {@link createServedWidget}. */
export interface ServedWidgetOptions {
  readonly wire: WireName;
  /** Default: the one that the address of the app page asks for. */
  readonly version?: string | undefined;
  readonly agent: Agent;
  readonly clock?: Clock;
  /** Called with what the widget's own code throws, which is a mistake of this package. */
  readonly onError: (error: unknown) => void;
}

/** A document's end of the connection. */
export interface Connection {
  receive(message: FromDocument): void;
  /** The document is gone. */
  close(): void;
}

/** A simulated widget whose frames are in browsers elsewhere, and what a control panel shows of it. */
export interface ServedWidget {
  /** Connects a document of the app page, which then says hello. */
  connect(document: AppDocument): Connection;
  /** Calls `listener` with everything there is, and then with each change. */
  watch(listener: (change: PanelChange) => void): () => void;
  /**
   * Performs a command.
   *
   * @throws `TestingError` if it is not possible now
   */
  run(command: PanelCommand): Promise<unknown>;
  close(): void;
}

/** How soon changes are shown, in milliseconds: several are shown together. */
const SHOW_MS = 50;
const PROBLEMS_MS = 300;
/** How often the requests that wait are looked at, in milliseconds. */
const LOOK_MS = 500;
/** How long a document may take to load again, in milliseconds. */
const RELOAD_MS = 10_000;
/** The longest delay, in milliseconds. */
const MAX_DELAY_MS = 300_000;

/** Creates the widget, which starts when a document says hello. */
export function createServedWidget({
  wire: wireName,
  agent,
  clock = systemClock,
  onError,
  ...options
}: ServedWidgetOptions): ServedWidget {
  const wire = WIRES[wireName];
  let { version } = options;
  let session: WidgetSession | undefined;
  /** Whether the next document to load starts another widget. */
  let isStale = false;
  let last: Promise<unknown> = Promise.resolve();
  const network = createNetwork(clock);
  const messages = createMessageLog(wire.inspected);
  const attack = createAttack(wire.inspected, clock);
  const tabs = new Map<AppDocument, FrameTab>();
  const listeners = new Set<(change: PanelChange) => void>();

  const versionOf = (one: string): string => {
    if (wire.versions.includes(one)) return one;
    throw new TestingError(
      'BAD_OPTION',
      `Expected one of the versions ${wire.versions.join(', ')}, received ${JSON.stringify(one)}.`,
    );
  };
  if (version !== undefined) versionOf(version);

  const inOrder = (run: () => unknown): void => {
    last = last.then(run).catch(onError);
  };

  const panel = (): Panel =>
    ({
      wire: wireName,
      version: session?.widget.version ?? version ?? wire.versionAt(new URL('http://localhost')),
      versions: wire.versions,
      pages: (session?.tabs.frames ?? []).map(({ page }) => page),
      isOnline: network.isOnline,
      delayMs: network.delayMs,
      toast: session?.widget.toasts.at(-1),
      hasRingcx: wire.hasRingcx(session?.setUp ?? '{}'),
      ...wire.show(session?.widget),
    }) as Panel;

  const emit = (change: PanelChange): void => {
    for (const listener of listeners) listener(change);
  };
  const emitProblems = (): void =>
    emit({ kind: 'problems', problems: session?.problems.list() ?? [] });

  const showProblems = createThrottle(clock, PROBLEMS_MS, () => {
    if (listeners.size > 0) emitProblems();
    session?.problems.trim();
  });
  const look = createThrottle(clock, LOOK_MS, () => show());
  const show = createThrottle(clock, SHOW_MS, () => {
    session?.journal.read();
    if (session?.journal.isWaiting) look();
    const taken = messages.take();
    emit({ kind: 'panel', panel: panel() });
    if (taken.added.length + taken.changed.length > 0)
      emit({ kind: 'messages', ...taken, isReset: false });
    showProblems();
  });

  const source: SessionSource = {
    wire,
    agent,
    clock,
    messages,
    onChange: show,
    send({ document }, message) {
      if (network.isOnline) document.send({ kind: 'message', data: toJson(message) });
      return !network.isOnline;
    },
  };

  function end(): void {
    session?.close();
    session = undefined;
  }

  async function hello(
    document: AppDocument,
    { address: text, page, isHidden, before }: Extract<FromDocument, { kind: 'hello' }>,
  ): Promise<void> {
    const address = new URL(text);
    const setUp = wire.setUp(address, version ?? wire.versionAt(address));
    // Nobody uses the widget of before.
    const isFree = isStale || session?.tabs.frames.length === 0;
    if (session && isFree && session.setUp !== setUp) end();
    isStale = false;
    const known = session?.tabs.frames.find((one) => one.isReloading && one.document.id === before);
    const tab = known ?? { document, page, origin: address.origin, isReloading: false };
    Object.assign(tab, { document, page, isReloading: false });
    tabs.set(document, tab);
    const isPopup = address.searchParams.has('fromPopup');
    if (session) await session.tabs.load(tab, { address, isPopup, isHidden });
    else session = await startSession(source, setUp, tab, address);
    if (!isHidden) await session.tabs.focus(tab);
    show();
  }

  async function remove(document: AppDocument): Promise<void> {
    const tab = tabs.get(document);
    const { tabs: own } = session ?? {};
    tabs.delete(document);
    if (!tab || tab.document !== document) return;
    if (!tab.isReloading) await own?.remove(tab);
    else
      clock.setTimeout(() => {
        if (tab.isReloading) inOrder(() => own?.remove(tab));
      }, RELOAD_MS);
    show();
  }

  function onMessage(document: AppDocument, data: unknown): void {
    const tab = tabs.get(document);
    if (!tab || !session) return;
    const { journal, lost, tabs: own } = session;
    const deliver = (): void =>
      inOrder(() => {
        journal.receives(() => {
          if (!own.receive(tab, data)) lost.push(clock.now());
        });
        show();
      });
    const how = network.receive(deliver);
    if (how !== 'passed') journal.isHeldBack(data);
    if (how !== 'dropped') return;
    const number = own.frames.indexOf(tab) + 1;
    messages.received({ at: clock.now(), tab: number, envelope: data }, 'dropped');
    show();
  }

  function onReport(document: AppDocument, message: FromDocument): unknown {
    const tab = tabs.get(document);
    if (!tab || !session) return undefined;
    if (message.kind === 'focus') return session.tabs.focus(tab);
    noteReport(session, tab, message, clock.now());
    return show();
  }

  function reload(): void {
    for (const tab of session?.tabs.frames ?? []) {
      tab.isReloading = true;
      tab.document.send({ kind: 'reload' });
    }
  }

  function act(action: string, args: readonly unknown[]): unknown {
    const actions = ACTIONS[wireName];
    if (!actions.has(action))
      throw new TestingError(
        'UNKNOWN_MESSAGE',
        `Expected one of ${[...actions].join(', ')}, received ${JSON.stringify(action)}.`,
      );
    if (!session || session.tabs.frames.length === 0)
      throw new TestingError(
        'NOT_READY',
        'Expected a page that has loaded the widget, found none.',
      );
    const method = Reflect.get(session.widget, action) as (...all: readonly unknown[]) => unknown;
    return Reflect.apply(method, session.widget, args);
  }

  function perform(command: PanelCommand): unknown {
    switch (command.name) {
      case 'act':
        return act(command.action, command.args);
      case 'version':
        version = versionOf(command.version);
        isStale = true;
        reload();
        return show();
      case 'online':
        network.isOnline = command.isOnline;
        return show();
      case 'delay':
        network.delayMs = Math.min(Math.max(0, command.delayMs), MAX_DELAY_MS);
        return show();
      case 'reload':
        return reload();
      case 'clearMessages':
        session?.journal.read();
        messages.clear();
        return emit({ kind: 'messages', added: [], changed: [], skipped: 0, isReset: true });
      case 'clearProblems':
        session?.problems.clear();
        return emitProblems();
      case 'warnings':
        return session ? attack.warnings(session) : [];
      default:
        return undefined;
    }
  }

  return {
    connect: (document) => ({
      receive(message) {
        if (message.kind === 'attacked') attack.onEnd(message.isAnswered);
        else
          inOrder(() => {
            if (message.kind === 'hello') return hello(document, message);
            if (message.kind === 'message') return onMessage(document, message.data);
            return onReport(document, message);
          });
      },
      close: () => inOrder(() => remove(document)),
    }),
    watch(listener) {
      session?.journal.read();
      listener({ kind: 'panel', panel: panel() });
      // Those that the others do not have yet come again with the next change.
      listener({
        kind: 'messages',
        added: [...messages.shown],
        changed: [],
        skipped: 0,
        isReset: true,
      });
      listener({ kind: 'problems', problems: session?.problems.list() ?? [] });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run: async (command) => perform(command),
    close() {
      end();
      network.close();
      listeners.clear();
      for (const { stop } of [show, look, showProblems]) stop();
    },
  };
}
