import { onTestFinished, vi } from 'vitest';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** How much of each kind is open. */
export type Open = Readonly<Record<(typeof KINDS)[number], number>>;

const KINDS = ['listeners', 'observers', 'timers', 'channels', 'connections'] as const;

/** Counts, from this moment to the end of the test, all that the page opens and does not close. */
export function countOpen(): () => Open {
  const open = Object.fromEntries(KINDS.map((kind) => [kind, new Set<string>()])) as Record<
    keyof Open,
    Set<string>
  >;
  const numbers = new WeakMap<object, number>();
  let last = 0;
  /** By numbers, so that nothing is held for being counted. */
  const keyOf = (...parts: readonly unknown[]): string =>
    parts
      .map((part) => {
        if (typeof part !== 'object' && typeof part !== 'function') return String(part);
        const number = numbers.get(part as object) ?? (last += 1);
        numbers.set(part as object, number);
        return `#${number}`;
      })
      .join();

  // Not by spies, which remember all that they were called with.
  function patch(
    owner: object,
    name: string,
    onCall: (self: unknown, args: readonly unknown[], result: unknown) => void,
  ): void {
    const methods = owner as Record<string, Method>;
    const original = methods[name] as Method;
    methods[name] = function (this: unknown, ...args) {
      const result = original.apply(this, args);
      onCall(this, args, result);
      return result;
    };
    onTestFinished(() => {
      methods[name] = original;
    });
  }

  // The test runner may have put methods of its own on the window.
  const owners = Object.hasOwn(window, 'addEventListener')
    ? [window, EventTarget.prototype]
    : [EventTarget.prototype];
  for (const owner of owners) {
    for (const [name, change] of [
      ['addEventListener', (key: string) => open.listeners.add(key)],
      ['removeEventListener', (key: string) => open.listeners.delete(key)],
    ] as const) {
      patch(owner, name, (target, [type, run]) => {
        const self = target ?? window;
        // What goes with its own end, such as a request of a database, may keep its listeners.
        if (self === window || self instanceof Node) change(keyOf(self, type, run));
      });
    }
  }
  patch(MutationObserver.prototype, 'observe', (self) => open.observers.add(keyOf(self)));
  patch(MutationObserver.prototype, 'disconnect', (self) => open.observers.delete(keyOf(self)));

  const { setTimeout: set, clearTimeout: clear } = window;
  vi.stubGlobal('setTimeout', (run: () => void, ms: number) => {
    const timer = set(() => {
      open.timers.delete(keyOf(timer));
      run();
    }, ms);
    open.timers.add(keyOf(timer));
    return timer;
  });
  vi.stubGlobal('clearTimeout', (timer: number) => {
    open.timers.delete(keyOf(timer));
    clear(timer);
  });
  class CountedChannel extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      open.channels.add(keyOf(this));
    }
    override close(): void {
      open.channels.delete(keyOf(this));
      super.close();
    }
  }
  vi.stubGlobal('BroadcastChannel', CountedChannel);
  onTestFinished(() => void vi.unstubAllGlobals());

  patch(IDBFactory.prototype, 'open', (_self, _args, result) => {
    const request = result as IDBOpenDBRequest;
    const opened = (): unknown => open.connections.add(keyOf(request.result));
    request.addEventListener('success', opened);
  });
  patch(IDBDatabase.prototype, 'close', (self) => open.connections.delete(keyOf(self)));

  return () =>
    Object.fromEntries(KINDS.map((kind) => [kind, open[kind].size])) as Record<keyof Open, number>;
}
