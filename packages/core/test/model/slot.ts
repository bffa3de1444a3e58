import type { Transport, TransportEvent } from '@jackfield/core';
import { createWidget, type Widget } from '../../../testing/src/index.js';
import type { TestClock } from '../../../testing/src/test-clock.js';

type Listener = (event: TransportEvent) => void;

/** A place in the page where a frame may come, go, and be replaced. */
export interface Slot {
  readonly transport: Transport;
  /** The widget in the frame that is there. */
  readonly widget: Widget | undefined;
  /** Every widget that was ever there, with whether its frame is gone. */
  readonly widgets: ReadonlyMap<Widget, { isGone: boolean }>;
  /**
   * A frame comes, in the place of another one if there is one.
   *
   * @param slow - the widget starts long before its document's `load`
   */
  attach(slow: boolean): void;
  /** The `load` of the frame's document. */
  load(): void;
  remove(): void;
}

export function createSlot(clock: TestClock): Slot {
  const widgets = new Map<Widget, { isGone: boolean }>();
  const listeners = new Set<Listener>();
  let widget: Widget | undefined;
  let leave = (): void => undefined;
  const emit: Listener = (event) => {
    for (const listener of listeners) listener(event);
  };

  function post(to: Widget | undefined, envelope: unknown): void {
    if (!to || to !== widget) throw new Error('the frame is gone');
    to.transport.send(envelope);
  }

  function drop(): void {
    if (!widget) return;
    (widgets.get(widget) as { isGone: boolean }).isGone = true;
    leave();
    widget = undefined;
    emit({ type: 'gone' });
  }

  return {
    get widget() {
      return widget;
    },
    widgets,
    attach(slow) {
      drop();
      const made = createWidget({ clock });
      widgets.set(made, { isGone: false });
      widget = made;
      emit({ type: 'loading' });
      let isLoaded = !slow;
      leave = made.transport.subscribe((event) => {
        if (event.type === 'message')
          emit({ type: 'message', data: event.data, reply: (envelope) => post(made, envelope) });
        else if (isLoaded) emit(event);
        isLoaded = true;
      });
    },
    load: () => widget && emit({ type: 'load' }),
    remove: drop,
    transport: {
      send: (envelope) => post(widget, envelope),
      subscribe(listener) {
        listeners.add(listener);
        if (widget) listener({ type: 'load' });
        return () => listeners.delete(listener);
      },
    },
  };
}
