// The document in the panel's frame, in the browser tests: a complete panel that runs the commands
// which the tests send over a port. Its address names the page that it is for: `?page=<origin>`.
import { connectPage, pageLink } from 'acme-call-script/panel';

/** A command of a test to the panel; each is answered with its `id`. */
export interface PanelCommand {
  readonly id: number;
  readonly run: 'send' | 'ask' | 'post' | 'received';
  readonly args: readonly unknown[];
}

const received: unknown[] = [];
const all: unknown[] = [];
const keep =
  (name: string) =>
  (body: unknown): void =>
    void received.push([name, body]);

const link = pageLink(parent, new URLSearchParams(location.search).get('page') ?? '');
const page = connectPage(link, {
  pushes: { showScript: keep('showScript'), hideScript: keep('hideScript') },
  requests: { readNotes: ({ callId }) => [{ id: 'n-1', text: `About ${callId}` }] },
});

const runs: Readonly<Record<PanelCommand['run'], (...args: never) => unknown>> = {
  send: page.send,
  ask: page.ask,
  post: (data: unknown) => parent.postMessage(data, '*'),
  received: () => ({ received, all }),
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
