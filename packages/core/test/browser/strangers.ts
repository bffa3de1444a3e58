import { onTestFinished } from 'vitest';
import {
  arrived,
  createPuppet,
  type Received,
  nextId,
  openFrame,
  type Puppet,
  STRANGER,
  type TestFrame,
  urlOf,
  WIDGET,
} from './frames.js';

/** What a stranger can do, and what it receives. */
export type Stranger = Pick<Puppet, 'post' | 'burst' | 'flush' | 'received'>;

interface Kind {
  /** Opens a window that is not the widget's. */
  open(widget: TestFrame): Promise<Stranger>;
  /** Whether it is in the widget's frame, so that there is no widget any more. */
  readonly isInWidgetFrame?: boolean;
}

/** So that nobody takes it for a window that is opened afterwards. */
const SILENT = { init: '0' };

/** The window whose document says first that it has begun, after `open`. */
function windowOf(open: () => void): Promise<Window> {
  return new Promise((resolve) => {
    const listen = ({ data, source }: MessageEvent): void => {
      if ((data as { type?: unknown } | null)?.type !== 'rc-ev-init') return;
      removeEventListener('message', listen);
      resolve(source as Window);
    };
    addEventListener('message', listen);
    open();
  });
}

async function puppetOf(open: () => void): Promise<Puppet> {
  const puppet = createPuppet();
  const opened = await windowOf(open);
  // Does nothing to a frame.
  onTestFinished(() => opened.close());
  puppet.connect(opened);
  // What is done to the next window in the meantime may disturb a popup that is still loading.
  await puppet.flush();
  return puppet;
}

const popup = (origin: string) => (): Promise<Puppet> =>
  puppetOf(() => void window.open(urlOf({ origin }), '_blank', 'popup'));

/** A frame of this page's own origin, with the same script in it. */
async function openSameOrigin(): Promise<Stranger> {
  const html = await (await fetch(urlOf())).text();
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  onTestFinished(() => URL.revokeObjectURL(url));
  const element = document.createElement('iframe');
  onTestFinished(() => element.remove());
  return puppetOf(() => {
    element.src = url;
    document.body.append(element);
  });
}

/** This page itself, which receives what it posts, and what anybody else would post to it from here. */
function openPage(): Stranger {
  let own = 0;
  const received: Received[] = [];
  const listen = ({ data, source }: MessageEvent): void => {
    if (source !== window) return;
    if (own > 0) own -= 1;
    else received.push(data as Received);
  };
  addEventListener('message', listen);
  onTestFinished(() => removeEventListener('message', listen));
  const post = (message: unknown): void => {
    own += 1;
    window.postMessage(message, '*');
  };
  const flush = async (): Promise<void> => {
    const marker = nextId();
    const done = arrived(marker);
    post({ marker });
    await done;
  };
  return {
    post,
    burst(count, message) {
      for (let sent = 0; sent < count; sent += 1) post(message);
    },
    flush,
    async received() {
      await flush();
      return received;
    },
  };
}

/** Every kind of window that is not the widget. */
export const STRANGERS: Readonly<Record<string, Kind>> = {
  'another frame of the widget’s origin': { open: () => openFrame({ query: SILENT }) },
  'a frame of the page’s own origin': { open: openSameOrigin },
  'a frame of another origin': { open: () => openFrame({ origin: STRANGER, query: SILENT }) },
  'a sandboxed frame without an origin': {
    open: () => openFrame({ sandbox: 'allow-scripts', query: SILENT }),
  },
  'a popup of the widget’s origin': { open: popup(WIDGET) },
  'a popup of another origin': { open: popup(STRANGER) },
  'a popup that the widget has opened': {
    open: (widget) => puppetOf(() => widget.open(urlOf({ query: { up: '2' } }))),
  },
  'a frame in the widget’s frame': {
    open: (widget) => puppetOf(() => widget.nest(urlOf({ query: { up: '2' } }))),
  },
  'a frame in a stranger’s frame': {
    async open() {
      const outer = await openFrame({ origin: STRANGER, query: SILENT });
      return puppetOf(() => outer.nest(urlOf({ query: { up: '2' } })));
    },
  },
  'the page itself': { open: async () => openPage() },
  'a foreign document in the widget’s frame': {
    isInWidgetFrame: true,
    async open(widget) {
      const loaded = widget.load();
      widget.go(`${STRANGER}/`);
      await loaded;
      return widget;
    },
  },
  'the widget’s frame without an origin': {
    isInWidgetFrame: true,
    async open(widget) {
      const loaded = widget.load();
      widget.element.setAttribute('sandbox', 'allow-scripts');
      widget.element.src = urlOf();
      await loaded;
      return widget;
    },
  },
};
