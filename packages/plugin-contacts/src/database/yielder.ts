/** Longer than this no frame, click or answer is kept waiting. */
const SLICE_MS = 8;

/** Lets everything else run that waits for its turn; not throttled in a hidden tab, as a timer is. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

/** Cuts long work into slices: call it between its steps, and wait for what it gives, if anything. */
export function createYielder(): () => Promise<void> | undefined {
  let start = performance.now();
  return () => {
    if (performance.now() - start < SLICE_MS) return undefined;
    return nextTurn().then(() => void (start = performance.now()));
  };
}
