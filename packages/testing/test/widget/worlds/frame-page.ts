// Runs in the frame of the browser tests: the simulated widget, driven over a port.
import {
  createRingexWidget,
  createTestClock,
  createWidget,
  type RingexTab,
  type RingexWidget,
  type Tab,
  type TestClock,
  type Widget,
} from '@jackfield/testing';
import type { PageLink } from '../../../src/simulator/page-link.js';
import type { Command, Drive, Outcome, Relayed, View } from './frame-protocol.js';

let clock: TestClock = createTestClock();
let widget: Widget | RingexWidget | undefined;
let relay: MessagePort | undefined;
/** By number; a closed tab stays one that a test may use. */
const tabs = new Map<number, Tab | RingexTab>();

/** The page around another tab, which lives in another frame. */
function linkOver(port: MessagePort): PageLink {
  return {
    post: (message) => port.postMessage({ message } satisfies Relayed),
    listen(receive) {
      const onMessage = ({ data }: MessageEvent<Relayed>): void => {
        if ('mark' in data) port.postMessage(data);
        else receive(data.message);
      };
      port.addEventListener('message', onMessage);
      port.start();
      return () => port.removeEventListener('message', onMessage);
    },
  };
}

type Method = (...args: readonly unknown[]) => unknown;

async function run({ does, args }: Command, ports: readonly MessagePort[]): Promise<unknown> {
  if (does === 'start') {
    widget?.close();
    tabs.clear();
    clock = createTestClock();
    const options = { ...(args[0] as object), clock, page: window.parent };
    widget = args[1] === 'ringex' ? createRingexWidget(options) : createWidget(options);
    return undefined;
  }
  if (!widget) throw new Error('no widget was started');
  for (const tab of widget.tabs) tabs.set(tab.number, tab);
  switch (does) {
    case 'call': {
      const [method, given] = args as [string, readonly unknown[]];
      const [head = '', number, tail = ''] = method.split('.');
      const target = head === 'tabs' ? tabs.get(Number(number)) : widget;
      const methods = target as unknown as Record<string, Method>;
      return (methods[tail || head] as Method).apply(target, given as unknown[]);
    }
    case 'get':
      return widget[args[0] as 'sent'];
    case 'view': {
      const names = args[0] as readonly 'sent'[];
      const shown = widget;
      return {
        properties: Object.fromEntries(names.map((name) => [name, shown[name]])),
        tabs: [...shown.tabs].map((tab) => ({
          number: tab.number,
          isMain: 'isMain' in tab && tab.isMain,
        })),
        now: clock.now(),
        pending: clock.pending,
      } satisfies View;
    }
    case 'advance':
      return clock.advance(args[0] as number);
    case 'openTab': {
      const page = linkOver(ports[0] as MessagePort);
      return (await widget.openTab({ ...(args[0] as object), page })).number;
    }
    case 'reload':
      return widget.reload(args[0] as object);
    case 'close':
      widget.close();
  }
  return undefined;
}

function obey(port: MessagePort): void {
  port.addEventListener('message', ({ data, ports }: MessageEvent<Command>) => {
    const { id } = data;
    run(data, ports).then(
      (result) => port.postMessage({ id, result } satisfies Outcome),
      (thrown: Error & { code?: unknown }) => {
        const { message, code } = thrown;
        port.postMessage({ id, error: { message, code } } satisfies Outcome);
      },
    );
  });
  port.start();
}

function beTab(port: MessagePort): void {
  relay = port;
  port.addEventListener('message', ({ data }: MessageEvent<Relayed>) => {
    window.parent.postMessage('mark' in data ? { marker: data.mark } : data.message, '*');
  });
  port.start();
}

// The first listener of this window: the widget's own receives only messages of the wire.
addEventListener('message', (event: MessageEvent<Drive | null>) => {
  const { data, ports } = event;
  const [port] = ports;
  const { drive, marker = '', frame = 0, message } = data ?? {};
  if (drive) event.stopImmediatePropagation();
  if (drive === 'connect' && port) obey(port);
  else if (drive === 'relay' && port) beTab(port);
  else if (drive === 'stranger') window.parent.frames[frame]?.postMessage(message, '*');
  else if (relay) relay.postMessage(drive ? { mark: marker } : { message: data });
  else if (drive === 'mark') window.parent.postMessage({ marker }, '*');
});
