// Runs in every frame of the page around the phone, before the frame's own scripts: says marks
// back, plays a stranger, and, in a frame that is one more tab, hands on what goes between its page
// and the widget.
import { createTestClock, type TestClock } from '../../../packages/testing/src/test-clock.js';

declare global {
  var phoneClock: TestClock;
}

type Relayed = MessageEvent<{ readonly mark?: unknown; readonly message?: unknown }>;

/** Lets time stand still until a test moves it. */
function stopTime(): void {
  const clock = createTestClock();
  globalThis.phoneClock = clock;
  const { setTimeout, clearTimeout } = clock;
  const intervals = new Map<number, unknown>();
  let last = 0;
  Date.now = clock.now;
  performance.now = clock.elapsed;
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms = 0) => setTimeout(run, ms),
    clearTimeout,
    setInterval(run: () => void, ms: number) {
      const id = (last += 1);
      const repeat = (): void => {
        intervals.set(id, setTimeout(repeat, ms));
        run();
      };
      intervals.set(id, setTimeout(repeat, ms));
      return id;
    },
    clearInterval: (id: number) => clearTimeout(intervals.get(id)),
  });
}

function takePart(): void {
  const relay = location.pathname === '/tab' ? new BroadcastChannel(location.search) : undefined;
  if (relay)
    relay.onmessage = ({ data }: Relayed) =>
      globalThis.parent.postMessage('mark' in data ? data : data.message, '*');
  addEventListener('message', (event: MessageEvent<Record<string, unknown> | null>) => {
    const { mark, strange } = event.data ?? {};
    if (mark !== undefined || strange !== undefined) event.stopImmediatePropagation();
    if (strange !== undefined) globalThis.parent.frames[0]?.postMessage(strange, '*');
    else if (relay) relay.postMessage(mark === undefined ? { message: event.data } : { mark });
    else if (mark !== undefined) globalThis.parent.postMessage({ mark }, '*');
  });
}

if (globalThis.parent !== globalThis.self) {
  stopTime();
  takePart();
  globalThis.parent.postMessage({ mark: 'begun' }, '*');
}
