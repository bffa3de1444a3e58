import { inject, onTestFinished } from 'vitest';
import type { PanelCommand } from './panel-page.js';

/** Where the panel is served in these tests; the phone is at the first of the two origins. */
export const PANEL: string = inject('frameOrigins')[1];

/** The panel in a frame of this page, of another origin. */
export interface PanelFrame {
  readonly element: HTMLIFrameElement;
  send(name: string, body: unknown): Promise<unknown>;
  ask(name: string, data: unknown): Promise<unknown>;
  /** Posts anything to the page. */
  post(data: unknown): Promise<unknown>;
  /** The messages that its handlers received, and all that its window received. */
  received(): Promise<{ readonly received: readonly unknown[]; readonly all: readonly unknown[] }>;
}

/** The panel's answer to a command. */
interface Outcome {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Opens the panel. `page` is the origin of the page that it is for. */
export async function openPanel(page: string = location.origin): Promise<PanelFrame> {
  const element = document.createElement('iframe');
  element.id = 'acme-call-script';
  element.src = `${PANEL}/call-script?page=${encodeURIComponent(page)}`;
  onTestFinished(() => element.remove());
  const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
  document.body.append(element);
  await loaded;
  const { port1, port2 } = new MessageChannel();
  const waiting = new Map<number, (outcome: Outcome) => void>();
  port1.onmessage = ({ data }: MessageEvent<Outcome>) => waiting.get(data.id)?.(data);
  element.contentWindow?.postMessage({ drive: 'connect' }, PANEL, [port2]);
  let last = 0;
  const drive = (run: PanelCommand['run'], ...args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(error)),
      );
      port1.postMessage({ id: last, run, args });
    });
  return {
    element,
    send: (name, body) => drive('send', name, body),
    ask: (name, data) => drive('ask', name, data),
    post: (data) => drive('post', data),
    received: () => drive('received') as ReturnType<PanelFrame['received']>,
  };
}
