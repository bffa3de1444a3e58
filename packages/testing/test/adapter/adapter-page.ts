import { expect, inject, onTestFinished } from 'vitest';
import { installRingcxAdapter } from '../../src/adapter/install-ringcx-adapter.js';
import { installRingexAdapter } from '../../src/adapter/install-ringex-adapter.js';
import type { InstalledAdapter, InstallOptions } from '../../src/adapter/install-options.js';
import type { PageWindow } from '../../src/adapter/page-window.js';
import type { RingcxAdapter } from '../../src/adapter/ringcx-adapter.js';
import type { RingexAdapter } from '../../src/adapter/ringex-adapter.js';
import { names as ringcx } from '../../src/widget/envelope.js';
import { types as ringcxTypes } from '../../src/adapter/ringcx-types.js';
import { types as ringexTypes } from '../../src/adapter/ringex-types.js';

/** Where the widget is served in these tests, and where strangers are. */
export const [WIDGET, STRANGER] = inject('frameOrigins');

export type Members = Readonly<Record<string, unknown>>;

/** A page of an application, in a frame of the test. */
export type Page = PageWindow & {
  RCAdapter?: RingcxAdapter & RingexAdapter;
  RCAdapterInit?: (init?: object) => void;
  RCAdapterDispose?: () => void;
};

/** What the suites need of a wire. */
export interface Wire {
  readonly name: 'ringcx' | 'ringex';
  readonly id: string;
  install(view: Page, options?: InstallOptions): InstalledAdapter;
  /** A message in its envelope, if the wire has one. */
  wrap(type: string, body?: Members): Members;
  readonly types: typeof ringcxTypes | typeof ringexTypes;
}

export const WIRES: readonly Wire[] = [
  {
    name: 'ringcx',
    id: 'engage-voice-embeddable',
    install: installRingcxAdapter,
    wrap: (type, body = {}) => ({
      [ringcx.tag]: ringcx.page.push.tag,
      [ringcx.page.push.payload]: { type, ...body },
    }),
    types: ringcxTypes,
  },
  {
    name: 'ringex',
    id: 'rc-widget',
    install: installRingexAdapter,
    wrap: (type, body = {}) => ({ type, ...body }),
    types: ringexTypes,
  },
];

export const [RINGCX, RINGEX] = WIRES as readonly [Wire, Wire];

/** A message of RingEX. */
export const bare = (type: string, body: Members = {}): Members => ({ type, ...body });

const once = (target: EventTarget, type: string): Promise<unknown> =>
  new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

/** Opens a page that has loaded, with this HTML in it. */
export async function openPage(body = '', head = ''): Promise<Page> {
  const frame = document.createElement('iframe');
  frame.width = '800';
  frame.height = '700';
  frame.srcdoc = `<!doctype html><html><head><title>page</title>${head}</head><body>${body}</body></html>`;
  onTestFinished(() => frame.remove());
  const loaded = once(frame, 'load');
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as Page;
}

/** Opens a page that loads until `close` of its document is called. */
export function openLoadingPage(): Page {
  const frame = document.createElement('iframe');
  onTestFinished(() => frame.remove());
  document.body.append(frame);
  const view = frame.contentWindow as Page;
  view.document.open();
  view.document.write('<!doctype html><title>page</title><body>');
  return view;
}

/** Installs the adapter of a wire as its script would be at that address; ends with the test. */
export function install(
  wire: Wire,
  view: Page,
  query = '',
  options: InstallOptions = {},
): InstalledAdapter {
  const installed = wire.install(view, {
    scriptUrl: `${WIDGET}/hosted/adapter.js${query}`,
    ...options,
  });
  onTestFinished(() => installed.uninstall());
  return installed;
}

export function adapterOf(view: Page): RingcxAdapter & RingexAdapter {
  if (!view.RCAdapter) throw new Error('The page has no RCAdapter.');
  return view.RCAdapter;
}

/** The document in the adapter's frame: see packages/test-tools/src/frame-server.ts. */
export interface WidgetFrame {
  /** Posts a message to the page, and waits until it has arrived. */
  post(message: unknown): Promise<void>;
  /** All that it has received so far. */
  received(): Promise<readonly Members[]>;
  forget(): void;
  /** Loads another document, and connects to that. */
  go(url: string): Promise<void>;
}

interface FromFrame {
  readonly received?: Members;
  readonly pong?: unknown;
}

let serial = 0;

/** Waits until the frame of the page's adapter has loaded, and drives its document. */
export async function openWidget(view: Page): Promise<WidgetFrame> {
  const frame = adapterOf(view).contentFrameEl;
  const received: Members[] = [];
  const pongs = new Map<unknown, () => void>();
  let port: MessagePort;
  const windowOf = (): Window => frame.contentWindow as Window;
  async function connect(): Promise<void> {
    const channel = new MessageChannel();
    port = channel.port1;
    port.addEventListener('message', ({ data }: MessageEvent<FromFrame>) => {
      if (data.pong !== undefined) pongs.get(data.pong)?.();
      else if (data.received) received.push(data.received);
    });
    port.start();
    windowOf().postMessage({ drive: 'connect' }, '*', [channel.port2]);
  }
  // A cross-origin document is not accessible; the initial one is.
  if (frame.contentDocument) await once(frame, 'load');
  await connect();
  async function roundTrip(): Promise<void> {
    const id = (serial += 1);
    const answered = new Promise<void>((resolve) => pongs.set(id, resolve));
    windowOf().postMessage({ drive: 'ping', id }, '*');
    await answered;
  }
  return {
    async post(message) {
      const marker = (serial += 1);
      const arrived = new Promise<void>((resolve) => {
        const listen = ({ data }: MessageEvent<Members | null>): void => {
          if (data?.['marker'] !== marker) return;
          view.removeEventListener('message', listen);
          resolve();
        };
        view.addEventListener('message', listen);
      });
      port.postMessage({ drive: 'post', message });
      port.postMessage({ drive: 'post', message: { marker } });
      await arrived;
    },
    async received() {
      await roundTrip();
      return [...received];
    },
    forget: () => void received.splice(0),
    async go(url) {
      const loaded = once(frame, 'load');
      port.postMessage({ drive: 'go', url });
      await loaded;
      await connect();
    },
  };
}

/** The body of the widget's push about the frame. */
export const SHOWN = {
  size: { width: 300, height: 500 },
  minimized: false,
  closed: false,
  position: { translateX: 20, translateY: -30, minTranslateX: 40, minTranslateY: 0 },
} as const;

/** Opens a page with an adapter that the widget has shown. */
export async function openShown(
  wire: Wire,
  query = '',
  state: object = {},
): Promise<{ view: Page; adapter: RingcxAdapter & RingexAdapter; widget: WidgetFrame }> {
  const view = await openPage();
  install(wire, view, query);
  const widget = await openWidget(view);
  await widget.post(wire.wrap(wire.types.pushAdapterState, { ...SHOWN, ...state }));
  const adapter = adapterOf(view);
  expect(adapter.loading).toBe(false);
  return { view, adapter, widget };
}

/** Dispatches an event of the mouse on an element. */
export function mouse(element: EventTarget, type: string, init: MouseEventInit = {}): void {
  element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, ...init }));
}

/** The parameters in the address of the frame, without the time. */
export function forwarded(view: Page): Readonly<Record<string, string>> {
  const { searchParams } = new URL(adapterOf(view).contentFrameEl.src);
  expect(Number(searchParams.get('_t'))).toBeGreaterThan(1_000_000_000_000);
  searchParams.delete('_t');
  return Object.fromEntries(searchParams);
}
