import { createHost, type Host, type Messages, type Plugin, type Transport } from '@jackfield/core';
import { envelopes, requests } from '../../core/src/generated/messages.js';

/** What the widget is told. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: unknown;
}

/** A host, and the widget at its other end, without a frame between them. */
export interface World {
  readonly host: Host;
  /** Asks as the widget does; resolves with what the widget is told. */
  readonly ask: (name: keyof Messages['requests'], data: unknown) => Promise<Answer>;
}

type Start = (widget: { readonly transport: Transport }) => Host;

/** Connects what `start` makes to a widget. */
export function connectTo(start: Start): World {
  type Listener = Parameters<Transport['subscribe']>[0];
  let tell: Listener = () => undefined;
  const transport: Transport = {
    send: () => undefined,
    subscribe(listener) {
      tell = listener;
      listener({ type: 'load' });
      return () => undefined;
    },
  };
  const host = start({ transport });
  const { tag, widget, page } = envelopes;
  const { id, type, payload, body } = widget.request as Required<typeof widget.request>;
  const { result, error } = page.response as Required<typeof page.response>;
  let asked = 0;
  return {
    host,
    ask: (name, data) =>
      new Promise((resolve) => {
        const envelope = {
          [tag]: widget.request.tag,
          [id]: `request-${(asked += 1)}`,
          [payload]: { [type]: requests[name].type, [body]: data },
        };
        tell({
          type: 'message',
          data: structuredClone(envelope),
          reply(response) {
            const told = structuredClone(response) as Record<string, unknown>;
            resolve(told[error] ? { error: told[error] } : { result: told[result] });
          },
        });
      }),
  };
}

type Deadlines = Partial<Record<keyof Messages['requests'], number>>;

/** Connects a host with these plugins to a widget. */
export function connect(
  plugins: readonly Plugin[],
  options: { readonly deadlines?: Deadlines } = {},
): World {
  return connectTo((widget) => createHost({ service: 'Acme CRM', plugins, widget, ...options }));
}
