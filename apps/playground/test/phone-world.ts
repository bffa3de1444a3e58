import { built } from '@jackfield/test-tools/built';
import { build } from 'esbuild';
import type { Browser, Frame, Page } from 'playwright';
import type { Phone } from '@jackfield/dev-page/phone';
import type { PageLink } from '../../../packages/testing/src/widget/page-link.js';
import type {
  createRawPage,
  RawRecorder,
} from '../../../packages/testing/test/widget/worlds/raw-page.js';
import type { StartWorld, WorldPage } from '../../../packages/testing/test/widget/worlds/world.js';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { startPlayground } from '../server/playground.mjs';

const RAW_PAGE = new URL(
  '../../../packages/testing/test/widget/worlds/raw-page.ts',
  import.meta.url,
).pathname;

/** What the page and the phone's frame know beside what they are made of. */
declare global {
  var jackfieldWidget: Phone;
  var rawPage: typeof createRawPage;
  var recorders: RawRecorder[];
}

/**
 * In every frame, before its own scripts: says marks back, plays a stranger, and, in a frame that
 * is one more tab, hands on what goes between its page and the widget.
 */
function prepareFrame(): void {
  if (globalThis.parent === globalThis.self) return;
  const relay = location.pathname === '/tab' ? new BroadcastChannel(location.search) : undefined;
  if (relay)
    relay.onmessage = ({ data }: MessageEvent<{ mark?: unknown; message?: unknown }>) =>
      globalThis.parent.postMessage('mark' in data ? data : data.message, '*');
  addEventListener('message', (event: MessageEvent<Record<string, unknown> | null>) => {
    const { mark, strange } = event.data ?? {};
    if (mark !== undefined || strange !== undefined) event.stopImmediatePropagation();
    if (strange !== undefined) globalThis.parent.frames[0]?.postMessage(strange, '*');
    else if (relay) relay.postMessage(mark === undefined ? { message: event.data } : { mark });
    else if (mark !== undefined) globalThis.parent.postMessage({ mark }, '*');
  });
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

/** In the page: begins to keep what the frame at `index` posts. */
function listen(index: number): void {
  const source = globalThis.frames[index] as Window;
  recorders.push(
    rawPage({
      post: (message) => source.postMessage(message, '*'),
      listen: (hear) =>
        addEventListener('message', (event: MessageEvent<{ mark?: unknown } | null>) => {
          if (event.source === source && event.data?.mark === undefined) hear(event.data);
        }),
    }),
  );
}

/** In the page: adds a frame, and waits for its load. Without an address, one of no origin. */
function addFrame(src: string): Promise<void> {
  const frame = document.createElement('iframe');
  if (src) frame.src = src;
  else {
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.srcdoc = '<!doctype html>';
  }
  const loaded = new Promise<void>((resolve) => frame.addEventListener('load', () => resolve()));
  document.body.append(frame);
  return loaded;
}

/** In the page: resolves when every frame has taken what was posted to it, and has answered. */
async function roundTrip(): Promise<void> {
  for (let index = 0; index < globalThis.frames.length; index += 1) {
    const mark = Math.random();
    await new Promise<void>((resolve) => {
      const hear = ({ data }: MessageEvent<{ mark?: unknown } | null>): void => {
        if (data?.mark !== mark) return;
        removeEventListener('message', hear);
        resolve();
      };
      addEventListener('message', hear);
      globalThis.frames[index]?.postMessage({ mark }, '*');
    });
  }
}

/** What the test clock of the other worlds begins with. */
const START = 1_760_000_000_000;

export interface PhoneWorlds {
  readonly start: StartWorld;
  close(): Promise<void>;
}

/** The playground's own phone in a bare page, in a real browser whose time is moved. */
export async function phoneWorlds(): Promise<PhoneWorlds> {
  await built('@jackfield/playground');
  const server = await startPlayground({ port: 0, widgetPort: 0 });
  const browser: Browser = await launchChromium();
  const { outputFiles } = await build({
    entryPoints: [RAW_PAGE],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'rawPageModule',
  });
  const script = `${outputFiles[0]?.text ?? ''}; globalThis.rawPage = rawPageModule.createRawPage;`;
  const context = await browser.newContext();
  await context.addInitScript(prepareFrame);

  const page: Page = await context.newPage();
  // It runs until it is stopped, which on a busy machine may be seconds later.
  await page.clock.install({ time: START - 600_000 });
  await page.clock.pauseAt(START);
  // Nothing is there, so the page is empty; its policy is the playground's.
  await page.goto(`${server.pageOrigin}/bare`);
  await page.evaluate(script);

  const start: StartWorld = async (options, { listensLate }) => {
    await page.evaluate(() => {
      globalThis.recorders = [];
    });
    await page.clock.setSystemTime(START);
    const phone = (): Frame => page.frames()[1] as Frame;
    const settle = async (): Promise<void> => {
      for (let turn = 0; turn < 3; turn += 1) await page.evaluate(roundTrip);
    };

    const src = `${server.widgetOrigin}/widget.html?options=${encodeURIComponent(JSON.stringify(options))}`;
    // The frame's window is there before its document, and stays.
    const loaded = page.evaluate(addFrame, src);
    if (!listensLate) await page.evaluate(listen, 0);
    await loaded;
    await settle();
    if (listensLate) await page.evaluate(listen, 0);

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
        await page.clock.runFor(ms);
        await settle();
      },
      page: (tab): WorldPage => ({
        heard: () => page.evaluate((index) => recorders[index]?.heard ?? [], tab - 1),
        async post(message) {
          await page.evaluate(
            ([index, posted]) => globalThis.frames[index as number]?.postMessage(posted, '*'),
            [tab - 1, message] as const,
          );
          await settle();
        },
        answer: (type, reply) =>
          page.evaluate(([index, name, how]) => recorders[index]?.answer(name, how), [
            tab - 1,
            type,
            reply,
          ] as const),
      }),
      async openTab(how) {
        const index = page.frames().length - 1;
        const name = `?${index}`;
        await page.evaluate(addFrame, `${server.widgetOrigin}/tab${name}`);
        await page.evaluate(listen, index);
        const number = await phone().evaluate(openTab, [name, how] as const);
        await settle();
        return number;
      },
      async reload(how) {
        const again = page.evaluate(
          () =>
            new Promise<void>((resolve) => {
              const frame = document.querySelector('iframe') as HTMLIFrameElement;
              frame.addEventListener('load', () => resolve(), { once: true });
            }),
        );
        await phone().evaluate((given) => void jackfieldWidget.reload(given), how);
        await again;
        await settle();
      },
      async stranger(message) {
        await page.evaluate(addFrame, '');
        const index = page.frames().length - 2;
        await page.evaluate(
          ([at, strange]) => globalThis.frames[at as number]?.postMessage({ strange }, '*'),
          [index, message] as const,
        );
        await settle();
      },
      settle,
      close: () =>
        page.evaluate(() => {
          for (const frame of document.querySelectorAll('iframe')) frame.remove();
        }),
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
