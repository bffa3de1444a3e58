import type { Transport } from '@jackfield/core';
import type { Frame } from 'playwright';
import { openPage, type World } from '../../../packages/testing/test/ringex-widget/page.js';
import {
  PROPERTIES,
  type RemoteWidget,
  remoteWidget,
} from '../../../packages/testing/test/ringex-widget/remote-widget.js';
import { callIn, openBarePage, openTab } from './phone-world.js';

/** JSON has no Infinity: longer than any test. */
const LONG = 1e12;
const toJson = (options: object): string =>
  JSON.stringify(options, (_, value: unknown) => (value === Infinity ? LONG : value));

/** In the phone's frame: what the tests read. */
const look = (names: readonly string[]) => ({
  properties: Object.fromEntries(names.map((name) => [name, jackfieldWidget[name as 'sent']])),
  tabs: [...jackfieldWidget.tabs].map((tab) => ({
    number: tab.number,
    isMain: 'isMain' in tab && tab.isMain === true,
  })),
  now: phoneClock.now(),
  pending: phoneClock.pending,
});

/** The playground's own RingEX phone in a bare page, in a real browser: one at a time. */
export async function ringexPhoneWorld(): Promise<{ world: World; close(): Promise<void> }> {
  const { page, widgetOrigin, close } = await openBarePage();
  const phone = (): Frame => page.frames()[1] as Frame;
  const listeners = new Map<number, Set<(message: unknown) => void>>();
  /** What is on its way to the page. */
  const posted: Promise<unknown>[] = [];
  let arrived = 0;
  let current: RemoteWidget | undefined;

  await page.exposeFunction('fromFrame', (index: number, message: unknown) => {
    arrived += 1;
    for (const listener of listeners.get(index) ?? []) listener(message);
  });
  await page.evaluate(() => phonePage.letTestAnswer());

  function transportOf(index: number): Transport {
    const send = (message: unknown): void =>
      void posted.push(
        page.evaluate(([to, data]) => phonePage.send(to, data), [index, message] as const),
      );
    return {
      send,
      subscribe(listener) {
        const receive = (data: unknown): void => listener({ type: 'message', data, reply: send });
        const all = listeners.get(index) ?? new Set();
        listeners.set(index, all.add(receive));
        return () => all.delete(receive);
      },
    };
  }

  const world: World = {
    async open(options) {
      await page.evaluate(() => phonePage.clear());
      listeners.clear();
      const indices = new Map<number, number>();
      const remote = remoteWidget({
        transport: transportOf(0),
        call: (method, args) => callIn(phone(), method, args),
        advance: (ms) => phone().evaluate((time) => phoneClock.advance(time), ms),
        async openTab(how) {
          const index = page.frames().length - 1;
          const name = `?${index}`;
          await page.evaluate((src) => phonePage.addTab(src), `${widgetOrigin}/tab${name}`);
          const number = await phone().evaluate(openTab, [name, how] as const);
          indices.set(number, index);
          return [number, transportOf(index)];
        },
        closeTab: (number) =>
          void posted.push(
            page.evaluate((index) => phonePage.closeTab(index), indices.get(number) ?? 0),
          ),
        async reload() {
          const again = page.evaluate(() => phonePage.reloaded());
          await phone().evaluate(() => void jackfieldWidget.reload());
          await again;
        },
        async settle() {
          let before;
          do {
            before = arrived;
            await Promise.all(posted.splice(0));
            await page.evaluate(() => phonePage.settle());
          } while (arrived !== before || posted.length > 0);
        },
        look: () => phone().evaluate(look, PROPERTIES),
      });
      const opened = openPage(remote.widget.transport);
      const src = `${widgetOrigin}/widget.html?widget=ringex&options=${encodeURIComponent(toJson(options))}`;
      await page.evaluate((from) => phonePage.start(from, false), src);
      await remote.settle();
      current = remote;
      return { widget: remote.widget, page: opened };
    },
    settle: async () => current?.settle(),
  };
  return { world, close };
}
