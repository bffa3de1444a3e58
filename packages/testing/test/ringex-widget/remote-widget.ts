import type { Transport } from '@jackfield/core';
import type { RingexTab, RingexWidget } from '@jackfield/testing';
import type { View } from '../widget/worlds/frame-protocol.js';

/** The properties that a test reads. */
export const PROPERTIES = [
  'version',
  'sent',
  'received',
  'requests',
  'holds',
  'errors',
  'toasts',
  'state',
  'phase',
  'call',
  'history',
  'providers',
] as const satisfies readonly (keyof RingexWidget)[];

/** What moves a widget that runs elsewhere. */
export interface Driver {
  /** The page's end of the first tab. */
  readonly transport: Transport;
  /** Calls a method of the widget, or of a tab: `inboundCall`, `tabs.2.focus`. */
  call(method: string, args: readonly unknown[]): Promise<unknown>;
  advance(ms: number): Promise<unknown>;
  /** Opens a tab; resolves with its number, and the page's end of it. */
  openTab(how: object): Promise<readonly [number, Transport]>;
  closeTab(number: number): void;
  /** Loads the document again, with a widget in it. */
  reload(): Promise<unknown>;
  /** Lets pass what is on its way, in both directions. */
  settle(): Promise<void>;
  /** Reads the {@link PROPERTIES}. */
  look(): Promise<View>;
}

/** A widget that runs elsewhere: a test reads what it had after the last action. */
export interface RemoteWidget {
  readonly widget: RingexWidget;
  settle(): Promise<void>;
}

/** Lets a test use a widget that runs elsewhere as if it were here. */
export function remoteWidget(driver: Driver): RemoteWidget {
  let view: View | undefined;
  async function settle(): Promise<void> {
    await driver.settle();
    view = await driver.look();
  }
  async function thenSettle<T>(action: Promise<T>): Promise<T> {
    try {
      return await action;
    } finally {
      await settle();
    }
  }
  const call = (method: string, ...args: readonly unknown[]): Promise<never> =>
    thenSettle(driver.call(method, args)) as Promise<never>;

  const tabs = new Map<number, RingexTab>();
  function addTab(number: number, transport: Transport): RingexTab {
    const added: RingexTab = {
      number,
      transport,
      get isMain() {
        return view?.tabs.find((tab) => tab.number === number)?.isMain ?? false;
      },
      focus: () => call(`tabs.${number}.focus`),
      reload: () => call(`tabs.${number}.reload`),
      close() {
        driver.closeTab(number);
        return call(`tabs.${number}.close`);
      },
    };
    tabs.set(number, added);
    return added;
  }
  addTab(1, driver.transport);

  const own: Partial<RingexWidget> = {
    transport: driver.transport,
    clock: {
      now: () => view?.now ?? 0,
      get pending() {
        return view?.pending ?? 0;
      },
      async advance(ms: number) {
        await settle();
        await thenSettle(driver.advance(ms));
      },
    } as RingexWidget['clock'],
    get tabs() {
      return (view?.tabs ?? []).map(({ number }) => tabs.get(number) as RingexTab);
    },
    openTab: async (how = {}) => addTab(...(await thenSettle(driver.openTab(how)))),
    async reload() {
      await settle();
      await thenSettle(driver.reload());
    },
    // Its world closes it when the test has finished.
    close: () => undefined,
  };
  const widget = new Proxy(own, {
    get(members, name: string) {
      if (name in members) return members[name as keyof RingexWidget];
      if (view && name in view.properties) return view.properties[name];
      return (...args: readonly unknown[]) => call(name, ...args);
    },
  }) as RingexWidget;
  return { widget, settle };
}
