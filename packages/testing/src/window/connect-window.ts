import { inspect } from '../problems/inspect.js';
import { ringcxWire, ringexWire } from '../problems/inspected-wire.js';
import type { Inspection } from '../problems/problem.js';
import { createRingexWidget } from '../ringex-widget/create-ringex-widget.js';
import type { RingexWidget, RingexWidgetOptions } from '../ringex-widget/widget.js';
import { createTestClock, type TestClock } from '../test-clock.js';
import { createWidget } from '../widget/create-widget.js';
import type { Widget, WidgetOptions } from '../widget/widget.js';
import { addFrame } from './add-frame.js';
import {
  connectInMemory,
  dispatchMessage,
  type FrameWindow,
  type PageWindow,
} from './frame-window.js';
import { watchPageErrors } from './watch-page-errors.js';

/** What a window is connected with. */
interface Connection {
  /** The origin of the widget. Default: the first at which RingCentral serves it. */
  readonly origin?: string | undefined;
  /** The widget's clock. Default: a new test clock, which stands still until the test advances it. */
  readonly clock?: TestClock | undefined;
}

/** Options of {@link connectWindow} for RingCX: those of `createWidget`, and the widget's origin. */
export type WindowOptions = Connection &
  Omit<WidgetOptions, 'page' | 'clock'> & { readonly wire?: 'ringcx' | undefined };

/** Options of {@link connectWindow} for RingEX: those of `createRingexWidget`, and the widget's origin. */
export type RingexWindowOptions = Connection &
  Omit<RingexWidgetOptions, 'page' | 'clock'> & { readonly wire: 'ringex' };

/** The widget of a window, which reports the mistakes of the window's code. */
export type Connected<W> = W &
  Inspection & {
    /** The widget's window: `event.source` of its messages, and the `contentWindow` of the frame. */
    readonly frameWindow: FrameWindow;
  };

/** How long a page has to answer a forged request, in milliseconds of real time. */
const PATIENCE_MS = 500;

/** Waits in real time, whatever the clocks of the test are. */
async function waitUntil(isDone: () => boolean): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS;
  while (!isDone() && performance.now() < end) await new Promise((done) => setTimeout(done, 5));
  return isDone();
}

/**
 * Connects any window whose code listens to `message` with a simulated widget: in happy-dom, in jsdom, or
 * an `EventTarget` in Node. The code need not know Jackfield. If the window has a document, it gets the
 * widget's frame, and `RCAdapter`.
 *
 * @throws `TestingError` `BAD_OPTION`
 * @example
 * ```ts
 * import './listener.js'; // window.addEventListener('message', …)
 *
 * const widget = connectWindow(window);
 * await widget.inboundCall({ from: '+16505550142' });
 * await widget.answer();
 * await widget.hangUp();
 * await widget.submitDisposition({ notes: 'called back' });
 * expect(widget.problems()).toEqual([]);
 * widget.close();
 * ```
 */
export function connectWindow(window: PageWindow, options?: WindowOptions): Connected<Widget>;
export function connectWindow(
  window: PageWindow,
  options: RingexWindowOptions,
): Connected<RingexWidget>;
export function connectWindow(
  window: PageWindow,
  options: WindowOptions | RingexWindowOptions = {},
): Connected<Widget | RingexWidget> {
  const { clock = createTestClock() } = options;
  const wire = options.wire === 'ringex' ? ringexWire : ringcxWire;
  const { origin = wire.protocol.origins[0] as string } = options;
  const { link, frameWindow, astray } = connectInMemory(window, origin, () => clock.now());
  const errors = watchPageErrors(window, () => clock.now());
  const frame = addFrame(window, wire.protocol.frameId as string, frameWindow);
  const page = { ...link, loaded: frame.loaded };
  const widget =
    options.wire === 'ringex'
      ? createRingexWidget({ ...options, page, clock })
      : createWidget({ ...options, page, clock });

  const inspection = inspect(wire, widget, clock, {
    errors: errors.errors,
    get anyTarget() {
      return astray.anyTarget;
    },
    lost: astray.lost,
    elsewhere: astray.elsewhere,
    async attack(data, answered) {
      let isAnswered = false;
      const source: FrameWindow = {
        postMessage: () => {
          isAnswered = true;
        },
      };
      dispatchMessage(window, { data, origin: 'https://elsewhere.example', source });
      return waitUntil(() => isAnswered || answered());
    },
  });

  const closeWidget = widget.close;
  return Object.assign(widget, inspection, {
    frameWindow,
    close() {
      closeWidget();
      errors.stop();
      frame.remove();
    },
  });
}
