// Read when the module is loaded: a test may replace them with fakes later.
const { setImmediate, setTimeout } = globalThis as Pick<typeof globalThis, 'setTimeout'> & {
  /** Only Node has it. */
  readonly setImmediate?: (run: () => void) => unknown;
};
const now = performance.now.bind(performance);

/** Returns the real time in milliseconds, which no test changes. */
export const realNow = (): number => now();

/** Waits in real time. */
export const pause = (ms: number): Promise<void> =>
  new Promise((done) => void setTimeout(done, ms));

/** A browser delays nested timers by at least four milliseconds, but not messages. */
function viaMessage(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    port1.close();
    run();
  });
  port1.start();
  port2.postMessage(undefined);
}

/** Lets one turn of the event loop run: timers, I/O, messages. */
export const turn = (): Promise<void> =>
  new Promise((done) => void (setImmediate ?? viaMessage)(done));
