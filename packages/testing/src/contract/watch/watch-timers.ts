import { isOfEngine, rememberPlace } from './remember-place.js';
import { type Leftover, patch, type Watch } from './watch.js';

type Set = (run: unknown, ...args: readonly unknown[]) => unknown;
type Clear = (timer: unknown) => void;

/** What sets a timer, what clears it, and whether it repeats. */
const KINDS = [
  ['setTimeout', 'clearTimeout', false],
  ['setInterval', 'clearInterval', true],
  ['requestAnimationFrame', 'cancelAnimationFrame', false],
  ['requestIdleCallback', 'cancelIdleCallback', false],
] as const;

/** Node's timers are objects that can also be cleared by their number. */
const keyOf = (timer: unknown): unknown =>
  typeof timer === 'object' && timer !== null ? Number(timer) : timer;

/** Watches the timers of the page itself, not those of a given clock. */
export function watchTimers(): Watch {
  const waiting = new Map<unknown, Leftover>();
  const undo: (() => void)[] = [];

  const forget =
    (original: Clear): Clear =>
    (timer) => {
      waiting.delete(keyOf(timer));
      original(timer);
    };

  for (const [set, clear, repeats] of KINDS) {
    undo.push(
      patch<Set>(globalThis, set, (original) => {
        const replaced: Set = (run, ...args) => {
          let key: unknown;
          const onFire = (...given: readonly unknown[]): unknown => {
            if (!repeats) waiting.delete(key);
            return (run as (...given: readonly unknown[]) => unknown)(...given);
          };
          const timer = original(typeof run === 'function' ? onFire : run, ...args);
          const at = rememberPlace(replaced)();
          key = keyOf(timer);
          const ms = typeof args[0] === 'number' ? ` of ${args[0]} ms` : '';
          if (at !== undefined && !isOfEngine(replaced))
            waiting.set(key, { what: `${set}${ms}`, createdAt: at });
          return timer;
        };
        return replaced;
      }),
      patch<Clear>(globalThis, clear, forget),
    );
  }
  return {
    get left() {
      return [...waiting.values()];
    },
    stop() {
      for (const each of undo) each();
    },
  };
}
