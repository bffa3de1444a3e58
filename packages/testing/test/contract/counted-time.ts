/** In place of real-time.ts for plugins that do not wait for real I/O: pauses are counted, not waited for. */
let now = 0;

export const realNow = (): number => now;

export const pause = (ms: number): Promise<void> => {
  now += ms;
  return new Promise((done) => void setImmediate(done));
};

export const turn = (): Promise<void> => pause(1);
