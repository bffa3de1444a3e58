import type { Clock } from '@jackfield/core';
import type { RingexWidget } from '../ringex-widget/widget.js';
import type { PageLink } from '../simulator/page-link.js';
import type { Widget } from '../widget/widget.js';
import type { FrameLink } from './frame-link.js';

/** A widget of either wire, as far as it is the same. */
export type AnyWidget = Widget<Clock> | RingexWidget<Clock>;

/** How a document of the app page was loaded. */
export interface Loaded {
  /** The address of the app page, which has the widget's parameters. */
  readonly address: URL;
  readonly isPopup: boolean;
  /** Whether the browser shows another tab. */
  readonly isHidden?: boolean;
}

/** The frames of one browser, each of which is a tab of the same widget. */
export interface WidgetTabs<Key> {
  /** The frames that are there, the oldest first. */
  readonly frames: readonly Key[];
  /** A frame's document has loaded: the first time, or again. */
  load(key: Key, loaded: Loaded): Promise<void>;
  /**
   * A frame has received a message.
   *
   * @returns whether a widget listens
   */
  receive(key: Key, data: unknown): boolean;
  /** The agent uses the tab of a frame. */
  focus(key: Key): Promise<void>;
  remove(key: Key): Promise<void>;
}

interface Entry {
  readonly at: FrameLink;
  readonly tab: AnyWidget['tabs'][number];
}

/** What makes the tabs. */
export interface TabSource<Key> {
  linkTo(key: Key): FrameLink;
  /** The widget, once there is one. */
  widget(): AnyWidget | undefined;
  /** Makes the widget with its first tab. */
  make(link: PageLink, address: URL): AnyWidget;
}

/** Creates the tabs of a widget that runs in another process than the browser. */
export function createWidgetTabs<Key>({ linkTo, widget, make }: TabSource<Key>): WidgetTabs<Key> {
  const entries = new Map<Key, Entry>();

  async function add(key: Key, { address, isPopup, isHidden = false }: Loaded): Promise<void> {
    const at = linkTo(key);
    const made = widget();
    if (!made) {
      const first = make(at.link, address);
      entries.set(key, { at, tab: first.tabs[0] as Entry['tab'] });
      return;
    }
    const isOnly = made.tabs.length === 0;
    const tab = await made.openTab({
      popup: isPopup,
      page: at.link,
      // Only RingEX distinguishes tabs that are hidden when they load.
      ...(isHidden && { hidden: true }),
    });
    entries.set(key, { at, tab });
    // The agent uses the tab that is there.
    if (isOnly) await tab.focus();
  }

  /**
   * The adapter shows the widget when this state is pushed for the first time: the app does so when it has
   * read its storage, which is a change of the state there (Adapter.ts:214-223, 414-434).
   */
  const pushAdapterState = async (): Promise<void> => widget()?.adapter({});

  return {
    get frames() {
      return [...entries.keys()];
    },
    async load(key, loaded) {
      const known = entries.get(key);
      if (!known) {
        await add(key, loaded);
        return pushAdapterState();
      }
      const link: { reload?: PageLink['reload'] } = known.at.link;
      const { reload } = link;
      // The document is there already: only the widget in it starts again.
      delete link.reload;
      await known.tab.reload();
      if (reload) link.reload = reload;
      await pushAdapterState();
      known.at.loaded();
    },
    receive: (key, data) => entries.get(key)?.at.receive(data) ?? false,
    focus: async (key) => entries.get(key)?.tab.focus(),
    async remove(key) {
      const known = entries.get(key);
      entries.delete(key);
      await known?.tab.close();
    },
  };
}
