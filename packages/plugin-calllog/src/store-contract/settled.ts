/** How a call has settled, if it has. */
export type Settled<T> =
  | { readonly state: 'resolved'; readonly value: T }
  | { readonly state: 'rejected' | 'threw'; readonly error: unknown }
  | { readonly state: 'hung' };

// Captured when the module loads, because tests may install fake timers later.
const { setTimeout, clearTimeout } = globalThis;

/** Waits in real time. */
export const pause = (ms: number): Promise<void> =>
  new Promise((done) => void setTimeout(done, ms));

/** Lets pending tasks run. */
export const turn = (): Promise<void> => pause(0);

/** Calls `call` and returns how it has settled, after `graceMs` at most; never rejects. */
export async function settledOf<T>(
  call: () => T | Promise<T>,
  graceMs: number,
): Promise<Settled<Awaited<T>>> {
  let called: T | Promise<T>;
  try {
    called = call();
  } catch (error) {
    return { state: 'threw', error };
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Settled<never>>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'hung' }), graceMs);
  });
  const settled = Promise.resolve(called).then(
    (value): Settled<Awaited<T>> => ({ state: 'resolved', value }),
    (error: unknown): Settled<Awaited<T>> => ({ state: 'rejected', error }),
  );
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}

/** Describes for a message how a call has settled unexpectedly. */
export function describeSettled(settled: Settled<unknown>, graceMs: number): string {
  if (settled.state === 'hung') return `no response within ${graceMs} ms`;
  if (settled.state === 'resolved') return 'it resolved';
  const { error } = settled;
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `${settled.state === 'threw' ? 'it threw' : 'it rejected'} ${said.slice(0, 300)}`;
}
