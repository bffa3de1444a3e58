// The document in the panel's frame, as the browser tests have it: a whole panel, which does what
// the tests tell it over a port. The address says which page it is for: `?page=<origin>`.
import { connectPage, pageLink } from 'acme-call-script/panel';

/** What a test tells the panel to do; each is answered with its `id`. */
export interface PanelCommand {
  readonly id: number;
  readonly run: 'send' | 'ask' | 'post' | 'heard';
  readonly args: readonly unknown[];
}

const heard: unknown[] = [];
const all: unknown[] = [];
const keep =
  (name: string) =>
  (body: unknown): void =>
    void heard.push([name, body]);

const link = pageLink(parent, new URLSearchParams(location.search).get('page') ?? '');
const page = connectPage(link, {
  pushes: { showScript: keep('showScript'), hideScript: keep('hideScript') },
  requests: { readNotes: ({ callId }) => [{ id: 'n-1', text: `About ${callId}` }] },
});

const runs: Readonly<Record<PanelCommand['run'], (...args: never) => unknown>> = {
  send: page.send,
  ask: page.ask,
  post: (data: unknown) => parent.postMessage(data, '*'),
  heard: () => ({ heard, all }),
};

addEventListener('message', ({ data, ports: [port] }: MessageEvent<{ drive?: unknown } | null>) => {
  if (data?.drive !== 'connect' || port === undefined) {
    all.push(data);
    return;
  }
  port.onmessage = async ({ data: { id, run, args } }: MessageEvent<PanelCommand>) => {
    try {
      port.postMessage({ id, result: await runs[run](...(args as never)) });
    } catch (error) {
      port.postMessage({ id, error: String(error) });
    }
  };
});
