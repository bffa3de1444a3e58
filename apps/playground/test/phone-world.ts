import { fileURLToPath } from 'node:url';
import { built } from '@jackfield/test-tools/built';
import { build } from 'esbuild';
import type { Browser, Frame, Page } from 'playwright';
import type { Phone } from '@jackfield/dev-page/phone';
import type { PageLink } from '../../../packages/testing/src/simulator/page-link.js';
import type { StartWorld, WorldPage } from '../../../packages/testing/test/widget/worlds/world.js';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { startPlayground } from '../server/playground.mjs';
import type * as PhonePage from './phone-page.js';

/** What the page and the phone's frame know beside what they are made of. */
declare global {
  var jackfieldWidget: Phone;
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
function openTab([name, how]: readonly [string, object]): Promise<number> {
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

export interface PhoneWorlds {
  readonly start: StartWorld;
  close(): Promise<void>;
}

/** The playground's own phone in a bare page, in a real browser. */
export async function phoneWorlds(): Promise<PhoneWorlds> {
  await built('@jackfield/playground');
  const server = await startPlayground({ port: 0, widgetPort: 0 });
  const browser: Browser = await launchChromium();
  const page: Page = await browser.newPage();
  await page.addInitScript(await bundle('./phone-frame.ts'));
  // Nothing is there, so the page is empty; its policy is the playground's.
  await page.goto(`${server.pageOrigin}/bare`);
  await page.evaluate(await bundle('./phone-page.ts'));

  const start: StartWorld = async (options, { listensLate }) => {
    const phone = (): Frame => page.frames()[1] as Frame;
    const settle = (): Promise<void> => page.evaluate(() => phonePage.settle());

    const src = `${server.widgetOrigin}/widget.html?options=${encodeURIComponent(JSON.stringify(options))}`;
    await page.evaluate(([from, late]) => phonePage.start(from, late), [src, listensLate] as const);

    return {
      async call(method, args) {
        const outcome = await phone().evaluate(
          async ([name, given]) => {
            const [head = '', number, tail = ''] = name.split('.');
            const target =
              head === 'tabs'
                ? jackfieldWidget.tabs.find((tab) => tab.number === Number(number))
                : jackfieldWidget;
            type Method = (...args: readonly unknown[]) => unknown;
            const method = (target as unknown as Record<string, Method>)[tail || head] as Method;
            try {
              const result = await method.apply(target, given as unknown[]);
              return { result: typeof result === 'object' ? result : undefined };
            } catch (thrown) {
              // An error loses its code on the way.
              const { message, code } = thrown as Error & { code?: unknown };
              return { thrown: { message, code } };
            }
          },
          [method, args] as const,
        );
        await settle();
        const { thrown, result } = outcome;
        if (thrown) throw Object.assign(new Error(thrown.message), { code: thrown.code });
        return result;
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
        await page.evaluate((src) => phonePage.addTab(src), `${server.widgetOrigin}/tab${name}`);
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

  return {
    start,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
