import { rememberPlace } from './remember-place.js';
import { type Leftover, patch, type Watch } from './watch.js';

type Constructor = new (...args: never[]) => object;
type Method = (this: object, ...args: never[]) => unknown;

/** Resources that stay open until they are closed: the class, and the method that closes it. */
const KINDS = [
  ['BroadcastChannel', 'close'],
  ['WebSocket', 'close'],
  ['EventSource', 'close'],
  ['Worker', 'terminate'],
  ['MutationObserver', 'disconnect'],
  ['ResizeObserver', 'disconnect'],
  ['IntersectionObserver', 'disconnect'],
  ['PerformanceObserver', 'disconnect'],
] as const;

type Global = Record<string, unknown>;

/** Watches channels, sockets, workers, observers, and connections to IndexedDB. */
export function watchOpen(): Watch {
  const open = new Map<object, Leftover>();
  const opening = new Set<object>();
  const undo: (() => void)[] = [];
  const global = globalThis as Global;

  const closer = (original: Method): Method =>
    function close(...args) {
      open.delete(this);
      return original.apply(this, args);
    };

  for (const [name, method] of KINDS) {
    const original = global[name] as Constructor | undefined;
    if (typeof original !== 'function') continue;
    const construct = (target: Constructor, args: never[], newTarget: Constructor): object => {
      const made = Reflect.construct<never[], object>(target, args, newTarget);
      const at = rememberPlace(construct)();
      if (at !== undefined) open.set(made, { what: name, createdAt: at });
      return made;
    };
    const watched = new Proxy(original, { construct: construct as never });
    global[name] = watched;
    undo.push(() => {
      if (global[name] === watched) global[name] = original;
    });
    undo.push(patch<Method>(original.prototype as object, method, closer));
  }

  const databases = global['IDBFactory'] as { readonly prototype: object } | undefined;
  undo.push(
    patch<Method>(databases?.prototype, 'open', (original) => {
      const replaced: Method = function openDatabase(...args) {
        const request = original.apply(this, args) as IDBOpenDBRequest;
        const at = rememberPlace(replaced)();
        opening.add(request);
        request.addEventListener('error', () => void opening.delete(request));
        request.addEventListener('success', () => {
          const { result } = request;
          opening.delete(request);
          const what = `connection to the IndexedDB database "${result.name}"`;
          if (at !== undefined) open.set(result, { what, createdAt: at });
          // The browser closed it.
          result.addEventListener('close', () => void open.delete(result));
        });
        return request;
      };
      return replaced;
    }),
    patch<Method>(
      (global['IDBDatabase'] as { readonly prototype: object } | undefined)?.prototype,
      'close',
      closer,
    ),
  );
  return {
    get left() {
      return [...open.values()];
    },
    get isBusy() {
      return opening.size > 0;
    },
    stop() {
      for (const each of undo) each();
    },
  };
}
