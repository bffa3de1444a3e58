/** The outcome of a call. */
export type Outcome<T> =
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

/** Calls `call` and returns its outcome after `graceMs` at most; never rejects. */
export async function outcomeOf<T>(
  call: () => T | Promise<T>,
  graceMs: number,
): Promise<Outcome<Awaited<T>>> {
  let called: T | Promise<T>;
  try {
    called = call();
  } catch (error) {
    return { state: 'threw', error };
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Outcome<never>>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'hung' }), graceMs);
  });
  const settled = Promise.resolve(called).then(
    (value): Outcome<Awaited<T>> => ({ state: 'resolved', value }),
    (error: unknown): Outcome<Awaited<T>> => ({ state: 'rejected', error }),
  );
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}

/** Describes an unexpected outcome for a message. */
export function describeOutcome(outcome: Outcome<unknown>, graceMs: number): string {
  if (outcome.state === 'hung') return `no response within ${graceMs} ms`;
  if (outcome.state === 'resolved') return 'it resolved';
  const { error } = outcome;
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `${outcome.state === 'threw' ? 'it threw' : 'it rejected'} ${said.slice(0, 300)}`;
}
