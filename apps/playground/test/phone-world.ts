import { fileURLToPath } from 'node:url';
import { built } from '@jackfield/test-tools/built';
import { build } from 'esbuild';
import type { Frame, Page } from 'playwright';
import type { Phone } from '@jackfield/dev-page/phone';
import type { PageLink } from '../../../packages/testing/src/simulator/page-link.js';
import type { StartWorld, WorldPage } from '../../../packages/testing/test/widget/worlds/world.js';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { startPlayground } from '../server/playground.mjs';
import type * as PhonePage from './phone-page.js';

/** What the page and the phone's frame know beside what they are made of. */
declare global {
  var jackfieldWidget: Phone;
  /** The tabs by number, closed ones included. */
  var phoneTabs: Map<number, unknown> | undefined;
  var phonePage: typeof PhonePage;
}

/** The script of such a module, whose exports are in `phonePage`. */
async function bundle(module: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(module, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'phonePage',
  });
  return `${outputFiles[0]?.text ?? ''}; globalThis.phonePage = phonePage;`;
}

/** In the phone's frame: the page around another tab. */
export function openTab([name, how]: readonly [string, object]): Promise<number> {
  const channel = new BroadcastChannel(name);
  const page: PageLink = {
    post: (message) => channel.postMessage({ message }),
    listen(receive) {
      channel.onmessage = ({ data }: MessageEvent<{ mark?: unknown; message?: unknown }>) =>
        'mark' in data ? channel.postMessage(data) : receive(data.message);
      return () => channel.close();
    },
  };
  return jackfieldWidget.openTab({ ...how, page }).then(({ number }) => number);
}

/** Calls a method of the widget in the phone's frame, or of a tab. */
export async function callIn(
  frame: Frame,
  method: string,
  args: readonly unknown[],
): Promise<unknown> {
  const { thrown, result } = await frame.evaluate(
    async ([name, given]) => {
      const [head = '', number, tail = ''] = name.split('.');
      const tabs = (globalThis.phoneTabs ??= new Map());
      for (const tab of jackfieldWidget.tabs) tabs.set(tab.number, tab);
      const target = head === 'tabs' ? tabs.get(Number(number)) : jackfieldWidget;
      type Method = (...args: readonly unknown[]) => unknown;
      const called = (target as Record<string, Method>)[tail || head] as Method;
      try {
        return { result: await called.apply(target, given as unknown[]) };
      } catch (thrown) {
        // An error loses its code on the way.
        const { message, code } = thrown as Error & { code?: unknown };
        return { thrown: { message, code } };
      }
    },
    [method, args] as const,
  );
  if (thrown) throw Object.assign(new Error(thrown.message), { code: thrown.code });
  return result;
}

/** An empty page of the playground's, in a real browser. */
export interface BarePage {
  readonly page: Page;
  /** The origin of the playground's phone. */
  readonly widgetOrigin: string;
  close(): Promise<void>;
}

export async function openBarePage(): Promise<BarePage> {
  await built('@jackfield/playground');
  const server = await startPlayground({ port: 0, widgetPort: 0 });
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.addInitScript(await bundle('./phone-frame.ts'));
  // Nothing is there, so the page is empty; its policy is the playground's.
  await page.goto(`${server.pageOrigin}/bare`);
  await page.evaluate(await bundle('./phone-page.ts'));
  return {
    page,
    widgetOrigin: server.widgetOrigin,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

export interface PhoneWorlds {
  readonly start: StartWorld;
  close(): Promise<void>;
}

/** The playground's own phone in a bare page, in a real browser. */
export async function phoneWorlds(): Promise<PhoneWorlds> {
  const { page, widgetOrigin, close } = await openBarePage();

  const start: StartWorld = async (options, { listensLate }) => {
    const phone = (): Frame => page.frames()[1] as Frame;
    const settle = (): Promise<void> => page.evaluate(() => phonePage.settle());

    const src = `${widgetOrigin}/widget.html?options=${encodeURIComponent(JSON.stringify(options))}`;
    await page.evaluate(([from, late]) => phonePage.start(from, late), [src, listensLate] as const);

    return {
      async call(method, args) {
        try {
          return await callIn(phone(), method, args);
        } finally {
          await settle();
        }
      },
      get: (property) => phone().evaluate((name) => jackfieldWidget[name as 'sent'], property),
      async advance(ms) {
        await phone().evaluate((time) => phoneClock.advance(time), ms);
        await settle();
      },
      page: (tab): WorldPage => ({
        received: () => page.evaluate((index) => phonePage.received(index), tab - 1),
        post: (message) =>
          page.evaluate(([index, posted]) => phonePage.post(index, posted), [
            tab - 1,
            message,
          ] as const),
        answer: (type, reply) =>
          page.evaluate(([index, name, how]) => phonePage.answer(index, name, how), [
            tab - 1,
            type,
            reply,
          ] as const),
      }),
      async openTab(how) {
        const name = `?${page.frames().length - 1}`;
        await page.evaluate((src) => phonePage.addTab(src), `${widgetOrigin}/tab${name}`);
        const number = await phone().evaluate(openTab, [name, how] as const);
        await settle();
        return number;
      },
      async reload(how) {
        const again = page.evaluate(() => phonePage.reloaded());
        await phone().evaluate((given) => void jackfieldWidget.reload(given), how);
        await again;
      },
      stranger: (message) => page.evaluate((posted) => phonePage.postAsStranger(posted), message),
      settle,
      close: () => page.evaluate(() => phonePage.clear()),
    };
  };

  return { start, close };
}
