import type { BrowserContext, Frame, Page } from '@playwright/test';
import { TestingError } from '../testing-error.js';
import { inspect } from '../problems/inspect.js';
import type { InspectedWire } from '../problems/inspected-wire.js';
import type { Inspection, PageError } from '../problems/problem.js';
import type { FromFrame, FromPage } from '../relay/messages.js';
import { type AnyWidget, createWidgetTabs } from '../relay/widget-tabs.js';
import type { PageLink } from '../simulator/page-link.js';
import type { TestClock } from '../test-clock.js';
import { attackFrom } from './attack.js';
import { linkToFrame } from './tab-of-frame.js';

export type { AnyWidget } from '../relay/widget-tabs.js';

/** How a page's widget is made. */
export interface WidgetSource<W extends AnyWidget> {
  readonly wire: InspectedWire;
  readonly context: BrowserContext;
  /** How the addresses of its frames begin. */
  readonly addresses: readonly string[];
  readonly clock: TestClock;
  /** How long an action waits for the page, in milliseconds. */
  readonly patienceMs: number;
  /** Makes the widget at its first frame, whose address has its parameters. */
  make(link: PageLink, address: URL, clock: TestClock): W;
  /** The name of the service that the page has registered. */
  serviceOf(widget: W): unknown;
}

/** The simulated widget of the pages of a browser context. */
export type PageWidget<W extends AnyWidget> = Omit<W, 'transport'> & Inspection;

/** The actions for which no service need be registered, and those that take no time. */
const AT_ONCE = new Set(['subscribe', 'problems', 'warnings', 'close', 'then']);
const UNREGISTERED = new Set(['login', 'logout', 'adapter', 'init', 'post', 'push', 'reload']);

/** Creates the widget of a context's pages, which exists once one of them has loaded it. */
export async function createPageWidget<W extends AnyWidget>(
  source: WidgetSource<W>,
): Promise<{
  readonly widget: PageWidget<W>;
  readonly found: () => W | undefined;
  end(): Promise<void>;
}> {
  const { wire, context, clock } = source;
  const errors: PageError[] = [];
  const lost: number[] = [];
  let anyTarget = false;
  const elsewhere: number[] = [];
  let widget: W | undefined;
  let inspection: Inspection | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let failure: unknown;

  const page = {
    errors,
    lost,
    elsewhere,
    get anyTarget() {
      return anyTarget;
    },
    attack: (message: unknown, answered: () => boolean): Promise<boolean> => {
      const [frame] = tabs.frames;
      return frame ? attackFrom(frame.page(), message, answered) : Promise.resolve(false);
    },
  };

  const tabs = createWidgetTabs<Frame>({
    linkTo: linkToFrame,
    widget: () => widget,
    make(link, address) {
      widget = source.make(link, address, clock);
      inspection = inspect(wire, widget, clock, page);
      return widget;
    },
  });

  const inOrder = (run: () => Promise<unknown>): void => {
    last = last.then(run).catch((thrown: unknown) => {
      failure ??= thrown;
    });
  };

  const isWidgetFrame = (frame: Frame): boolean =>
    source.addresses.some((address) => frame.url().startsWith(address));

  function posted(frame: Frame, target: string | undefined): void {
    if (target === '*') anyTarget = true;
    const own = tabs.frames.filter((one) => one.page() === frame.page());
    if (own.length === 0) lost.push(clock.now());
    else if (target !== '*' && target !== new URL(own[0]?.url() ?? '').origin)
      elsewhere.push(clock.now());
  }

  function onMessage(frame: Frame, message: FromFrame | FromPage): void {
    if (message.kind === 'posted') return posted(frame, message.target);
    if (!isWidgetFrame(frame)) return undefined;
    if (message.kind === 'hello')
      return inOrder(() =>
        tabs.load(frame, { address: new URL(message.address), isPopup: isPopup(frame.page()) }),
      );
    return inOrder(() => {
      tabs.receive(frame, message.data);
      return Promise.resolve();
    });
  }

  const watch = (one: Page): void => {
    one.on('framedetached', (frame) => inOrder(() => tabs.remove(frame)));
    one.on('close', () => {
      for (const frame of tabs.frames) if (frame.page() === one) inOrder(() => tabs.remove(frame));
    });
  };
  for (const one of context.pages()) watch(one);
  context.on('page', watch);
  context.on('weberror', (event) => {
    const { name, message, stack } = event.error();
    const [, place] = /\(?([^\s()]+:\d+):\d+\)?/.exec(stack ?? '') ?? [];
    errors.push({ at: clock.now(), name, text: message, place: place?.replace(/^.*\//, '') });
  });

  async function waitFor(what: string, isThere: () => boolean): Promise<void> {
    const end = performance.now() + source.patienceMs;
    while (!isThere()) {
      if (performance.now() > end)
        throw new TestingError(
          'NOT_READY',
          `Expected ${what} within ${source.patienceMs / 1000} s, found none.`,
        );
      await new Promise((wake) => setTimeout(wake, 20));
    }
    await last;
  }

  const { frameId = '' } = wire.protocol;
  const hasWidget = (): boolean => widget !== undefined && widget.tabs.length > 0;
  const hasService = (): boolean => Boolean(widget && source.serviceOf(widget));

  const shown = new Proxy({} as PageWidget<W>, {
    get(_target, member) {
      if (member === 'problems') return () => inspection?.problems() ?? [];
      if (member === 'warnings') return async () => (await inspection?.warnings()) ?? [];
      const value: unknown = widget && Reflect.get(widget, member);
      const isAction = typeof value === 'function' || (!widget && typeof member === 'string');
      if (member === 'then' || typeof member === 'symbol' || !isAction) return value;
      if (AT_ONCE.has(member)) return value;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        await waitFor(`a page that loads the widget's frame (${frameId})`, hasWidget);
        if (!UNREGISTERED.has(member)) await waitFor('a page that registers a service', hasService);
        const action: unknown = Reflect.get(widget as object, member);
        if (typeof action !== 'function')
          throw new TestingError(
            'UNKNOWN_MESSAGE',
            `Expected an action of the widget, received "${member}".`,
          );
        return Reflect.apply(action, widget, args);
      };
    },
    has: (_target, member) => widget !== undefined && Reflect.has(widget, member),
  });

  await context.exposeBinding('jackfieldRelay', ({ frame }, message: FromFrame | FromPage) =>
    onMessage(frame, message),
  );
  return {
    widget: shown,
    found: () => widget,
    async end() {
      // What is under way may be answered.
      const end = performance.now() + 1_000;
      const isWaiting = (): boolean =>
        widget?.requests.some(({ status }) => status === 'waiting') ?? false;
      while (isWaiting() && performance.now() < end)
        await new Promise((wake) => setTimeout(wake, 20));
      await last;
      if (failure !== undefined) throw failure;
    },
  };
}

/** The adapter gives its popup window this name in its address (Adapter.ts popupWindow). */
const isPopup = (page: Page): boolean => new URL(page.url()).pathname.endsWith('/popup.html');
