import { rememberPlace, stackBelow } from './remember-place.js';
import { watchEmitters } from './watch-emitters.js';
import { type Leftover, patch, type Watch } from './watch.js';

type Options = boolean | AddEventListenerOptions | undefined | null;
type Add = (this: EventTarget, type: string, listener: unknown, options?: Options) => void;

interface Entry extends Leftover {
  readonly target: EventTarget;
  readonly type: string;
  readonly listener: unknown;
  readonly capture: boolean;
  readonly signal: AbortSignal | undefined;
  /** Removes our own listener that notices when a `once` listener has been called. */
  readonly forget: () => void;
}

const { removeEventListener: remove } = EventTarget.prototype;

/** Targets that end by themselves, or that another watch covers. */
const COVERED = [
  'IDBRequest',
  'IDBTransaction',
  'IDBDatabase',
  'FileReader',
  'XMLHttpRequestEventTarget',
  'MessagePort',
  'BroadcastChannel',
  'WebSocket',
  'EventSource',
  'Worker',
  'SharedWorker',
] as const;

const isA = (value: unknown, name: string): boolean => {
  const type = (globalThis as Record<string, unknown>)[name];
  return typeof type === 'function' && value instanceof type;
};

const isOver = (target: EventTarget): boolean =>
  (target instanceof AbortSignal && target.aborted) ||
  (isA(target, 'Node') && !(target as Node).isConnected) ||
  COVERED.some((name) => isA(target, name));

const captureOf = (options: Options): boolean =>
  typeof options === 'object' ? options?.capture === true : options === true;

const nameOf = (target: EventTarget): string =>
  target === (globalThis as unknown) ? 'window' : {}.toString.call(target).slice(8, -1);

/** Returns the `on…` members, by which a page sets a listener without `addEventListener`. */
function handlersOf(holder: object | undefined): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  if (!holder) return found;
  for (const name in holder) {
    if (!/^on[a-z]+$/.test(name)) continue;
    const value = (holder as Record<string, unknown>)[name];
    if (value) found.set(name, value);
  }
  return found;
}

/** The stack frame of a listener that the engine or a library adds for itself. */
const OF_LIBRARY = /\bnode:|\/node_modules\//;

/**
 * Watches the listeners of every `EventTarget` and of Node's emitters, and the `on…` members of the window and the document.
 *
 * @param isShortLived - whether a target will soon be released, although it has no observable end
 */
export function watchListeners(isShortLived: (target: EventTarget) => boolean): Watch {
  const entries = new Set<Entry>();
  const derived = new WeakSet<EventTarget>();
  const emitters = watchEmitters();
  const pages = [
    ['window', globalThis as object],
    ['document', (globalThis as { document?: object }).document],
  ] as const;
  const before = pages.map(([, page]) => handlersOf(page));

  const find = (target: unknown, type: string, listener: unknown, capture: boolean) =>
    [...entries].find(
      (each) =>
        each.target === target &&
        each.type === type &&
        each.listener === listener &&
        each.capture === capture,
    );

  // Error trackers and test runners put their own functions on the window.
  const holders = [
    EventTarget.prototype,
    ...pages.flatMap(([, page]) => (page && Object.hasOwn(page, 'addEventListener') ? [page] : [])),
  ];
  const endsSoon = (target: EventTarget): boolean => isShortLived(target) || derived.has(target);
  const undo = holders.flatMap((holder) => [
    patch<Add>(holder, 'addEventListener', (original) => {
      const replaced: Add = function add(type, listener, options) {
        // Without a `this` value the target is the window.
        const target = this ?? globalThis;
        original.call(target, type, listener, options);
        const capture = captureOf(options);
        const { signal, once } = typeof options === 'object' ? (options ?? {}) : {};
        const at = rememberPlace(replaced)();
        if (!listener || signal?.aborted || at === undefined) return;
        // `fetch` and other clients follow a signal until their connection is released.
        if (target instanceof AbortSignal && OF_LIBRARY.test(stackBelow(replaced)[0] ?? '')) return;
        if (find(target, type, listener, capture)) return;
        const what = `listener to "${type}" of ${nameOf(target)}`;
        const onCalled = (): void => void entries.delete(entry);
        const forget = (): void => remove.call(target, type, onCalled, capture);
        const entry: Entry = {
          target,
          type,
          listener,
          capture,
          signal,
          forget,
          what,
          createdAt: at,
        };
        entries.add(entry);
        if (once) original.call(target, type, onCalled, { once: true, capture });
      };
      return replaced;
    }),
    patch<Add>(
      holder,
      'removeEventListener',
      (original) =>
        function removed(type, listener, options) {
          const target = this ?? globalThis;
          original.call(target, type, listener, options);
          const entry = find(target, type, listener, captureOf(options));
          entry?.forget();
          if (entry) entries.delete(entry);
        },
    ),
  ]);
  type Any = (sources: Iterable<AbortSignal>) => AbortSignal;
  type Timeout = (ms: number) => AbortSignal;
  undo.push(
    // A signal that follows a short-lived one ends with it, and a time-out ends by itself.
    patch<Any>(AbortSignal, 'any', (original) => (sources) => {
      const list = [...sources];
      const made = original.call(AbortSignal, list);
      if (list.some(endsSoon)) derived.add(made);
      return made;
    }),
    patch<Timeout>(AbortSignal, 'timeout', (original) => (ms) => {
      const made = original.call(AbortSignal, ms);
      derived.add(made);
      return made;
    }),
  );
  return {
    get left() {
      const added: Leftover[] = [...entries].filter(
        ({ target, signal }) => !signal?.aborted && !isOver(target) && !endsSoon(target),
      );
      const assigned = pages.flatMap(([name, page], index) =>
        [...handlersOf(page)]
          .filter(([member, value]) => before[index]?.get(member) !== value)
          .map(([member]) => ({ what: `${name}.${member}`, createdAt: 'an assignment' })),
      );
      return [...added, ...emitters.left, ...assigned];
    },
    stop() {
      for (const { forget } of entries) forget();
      for (const each of undo) each();
      emitters.stop();
    },
  };
}
