// Taken when the module is loaded: a test may put fakes in their place later.
const { setImmediate, setTimeout } = globalThis as Pick<typeof globalThis, 'setTimeout'> & {
  /** Node's; a browser has none. */
  readonly setImmediate?: (run: () => void) => unknown;
};
const now = performance.now.bind(performance);

/** Milliseconds of the real time, which no test moves. */
export const realNow = (): number => now();

/** Waits in real time. */
export const pause = (ms: number): Promise<void> =>
  new Promise((done) => void setTimeout(done, ms));

/** A browser stretches timers that follow on each other to four milliseconds, but no messages. */
function viaMessage(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    port1.close();
    run();
  });
  port1.start();
  port2.postMessage(undefined);
}

/** Lets what the machine has ready run: timers, I/O, messages. */
export const turn = (): Promise<void> =>
  new Promise((done) => void (setImmediate ?? viaMessage)(done));
