import { createHost, type Host, type Messages, type Plugin, type Transport } from '@jackfield/core';
import { createWidget, type Widget } from '@jackfield/testing';

/** What the widget receives. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: unknown;
}

/** A host, and the simulated widget at its other end. */
export interface World {
  readonly host: Host;
  readonly widget: Widget;
  /** Asks as the widget does, with any data at all; resolves with what the widget receives. */
  readonly ask: (name: keyof Messages['requests'], data: unknown) => Promise<Answer>;
}

type Start = (widget: { readonly transport: Transport }) => Host;

/** Connects what `start` makes to a widget. */
export function connectTo(start: Start): World {
  const widget = createWidget();
  return {
    host: start({ transport: widget.transport }),
    widget,
    async ask(name, data) {
      const { result, error } = await widget.request(name, data as never);
      return error === undefined ? { result } : { error };
    },
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
