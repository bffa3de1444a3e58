import { isOfEngine, rememberPlace } from './remember-place.js';
import { patch } from './watch.js';

type Set = (run: unknown, ...args: readonly unknown[]) => unknown;
type Clear = (timer: unknown) => void;

/** What sets a timer, what clears it, and whether it repeats. */
export type TimerKind = readonly [set: string, clear: string, repeats: boolean];

export const TIMEOUT: TimerKind = ['setTimeout', 'clearTimeout', false];

/** Node's timers are objects that can also be cleared by their number. */
const keyOf = (timer: unknown): unknown =>
  typeof timer === 'object' && timer !== null ? Number(timer) : timer;

/**
 * Replaces functions of the platform that set and clear timers. Returns a function that restores them.
 *
 * @param onSet - called with each timer that neither the engine nor the test runner sets; returns what
 * is called at the timer's end
 */
export function patchTimers(
  kinds: readonly TimerKind[],
  onSet: (set: string, ms: number | undefined, createdAt: string) => (isCancelled: boolean) => void,
): () => void {
  const ends = new Map<unknown, (isCancelled: boolean) => void>();
  const end = (timer: unknown, isCancelled: boolean): void => {
    const key = keyOf(timer);
    ends.get(key)?.(isCancelled);
    ends.delete(key);
  };
  const clearing =
    (original: Clear): Clear =>
    (timer) => {
      end(timer, true);
      original(timer);
    };
  const undo = kinds.flatMap(([set, clear, repeats]) => [
    patch<Set>(globalThis, set, (original) => {
      const replaced: Set = (run, ...args) => {
        const onFire = (...given: readonly unknown[]): unknown => {
          if (!repeats) end(timer, false);
          return (run as (...given: readonly unknown[]) => unknown)(...given);
        };
        const timer = original(typeof run === 'function' ? onFire : run, ...args);
        const at = rememberPlace(replaced)();
        const ms = typeof args[0] === 'number' ? args[0] : undefined;
        if (at !== undefined && !isOfEngine(replaced)) ends.set(keyOf(timer), onSet(set, ms, at));
        return timer;
      };
      return replaced;
    }),
    patch<Clear>(globalThis, clear, clearing),
  ]);
  return () => {
    for (const each of undo) each();
  };
}
