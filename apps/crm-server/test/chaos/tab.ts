import type { CallLogPlugin } from '@jackfield/plugin-calllog';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Frame, Page } from 'playwright';
import type { Asked } from './widget.js';

/** A page with its widget. */
export interface Tab {
  readonly page: Page;
  /** Rejects when the tab dies. */
  logCall(call: string, notes: string): Promise<Asked>;
  /** What is on its way to the server. */
  waiting(): Promise<number>;
  /** As a person who has signed in again, and presses "try again". */
  resume(): Promise<void>;
  /** Ends its connections to databases, as Safari does: without an event. */
  killConnections(): Promise<void>;
  /** Lets nothing in it run for so long. */
  freeze(ms: number): Promise<void>;
  reload(): Promise<void>;
  reloadWidget(): Promise<void>;
  /** Its process dies. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

interface Widget {
  logCall(call: string, notes: string): Promise<Asked>;
  isRegistered(): boolean;
}
type InPage = typeof globalThis & {
  readonly calllog: CallLogPlugin;
  readonly killConnections: () => void;
};
type InWidget = typeof globalThis & Widget;

const TIMEOUT_MS = 60_000;

export async function openTab(context: BrowserContext, address: string): Promise<Tab> {
  const page = await context.newPage();
  let died: (error: Error) => void;
  const death = new Promise<never>((_resolve, reject) => (died = reject));
  death.catch(() => undefined);
  // Playwright goes on waiting for the answers of a page that has crashed.
  page.on('crash', () => died(new Error('The tab crashed.')));
  page.on('close', () => died(new Error('The tab was closed.')));
  const alive = <T>(promise: Promise<T>): Promise<T> => Promise.race([promise, death]);

  const widget = async (): Promise<Frame> => {
    const element = await page.waitForSelector('iframe', { state: 'attached' });
    const frame = await element.contentFrame();
    if (!frame) throw new Error("The widget's frame is missing.");
    // The page's policy forbids what `waitForFunction` does.
    const isKnown = () =>
      frame.evaluate(() => (globalThis as Partial<InWidget>).isRegistered?.() ?? false);
    for (const end = Date.now() + TIMEOUT_MS; !(await isKnown()); await sleep(10)) {
      if (Date.now() > end) throw new Error('The widget was not registered.');
    }
    return frame;
  };

  await alive(page.goto(address, { timeout: TIMEOUT_MS }));
  await alive(widget());
  const self: Tab = {
    page,
    logCall: (call, notes) =>
      alive(
        widget().then((frame) =>
          frame.evaluate(([a, b]) => (globalThis as InWidget).logCall(a, b), [
            call,
            notes,
          ] as const),
        ),
      ),
    waiting: () =>
      alive(
        page.evaluate(async () => {
          const { counts } = await (globalThis as InPage).calllog.status();
          return counts.pending + counts.failed + counts.paused;
        }),
      ),
    resume: () =>
      alive(
        page.evaluate(async () => {
          await (globalThis as InPage).calllog.resume();
          await (globalThis as InPage).calllog.retry();
        }),
      ),
    killConnections: () => alive(page.evaluate(() => (globalThis as InPage).killConnections())),
    freeze: (ms) =>
      alive(
        page.evaluate((wait) => {
          for (const end = performance.now() + wait; performance.now() < end;);
        }, ms),
      ),
    async reload() {
      await alive(page.reload({ timeout: TIMEOUT_MS }));
    },
    async reloadWidget() {
      await alive(
        page.evaluate(() => {
          const frame = document.querySelector('iframe');
          frame?.setAttribute('src', frame.src);
        }),
      );
    },
    async crash() {
      const session = await context.newCDPSession(page);
      // It does not live to answer.
      void session.send('Page.crash').catch(() => undefined);
      await death.catch(() => undefined);
      await page.close().catch(() => undefined);
    },
    close: () => page.close(),
  };
  return self;
}
