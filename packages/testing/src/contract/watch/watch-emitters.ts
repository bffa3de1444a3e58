import { rememberPlace, stackBelow } from './remember-place.js';
import { type Leftover, patch, type Watch } from './watch.js';

/** What is read of Node's `EventEmitter`. */
interface Emitter {
  rawListeners(type: unknown): readonly unknown[];
  readonly destroyed?: boolean;
  readonly closed?: boolean;
}

type Add = (this: Emitter, type: unknown, listener: unknown) => unknown;

interface Entry extends Leftover {
  readonly target: Emitter;
  readonly type: unknown;
  /** With the wrapper of `once`. */
  readonly raw: unknown;
  /** How often it was there before. */
  readonly before: number;
}

interface Node {
  readonly process?: {
    getBuiltinModule?(name: string): { readonly EventEmitter: { readonly prototype: Emitter } };
  };
}

/** Frames that pass a listener on: those of the emitter itself, and the `on` of a stream. */
const PASSING =
  /\(node:events:|\bat node:events:|new Promise|\.(?:on|addListener) \(node:internal\/streams/;
const LIBRARY = /node:|\/node_modules\//;

/** Whether the engine or a library adds the listener, for a socket or stream of its own. */
const isOfLibrary = (stack: readonly string[]): boolean =>
  LIBRARY.test(stack.find((line) => !PASSING.test(line)) ?? '');

const countOf = (target: Emitter, type: unknown, raw: unknown): number =>
  target.rawListeners(type).filter((each) => each === raw).length;

/** Watches the listeners of Node's emitters, of which `process` is one; does nothing in a page. */
export function watchEmitters(): Watch {
  const { process } = globalThis as unknown as Node;
  const prototype = process?.getBuiltinModule?.('node:events').EventEmitter.prototype;
  const entries: Entry[] = [];
  const undo = (['on', 'addListener', 'prependListener'] as const).map((name) =>
    patch<Add>(prototype, name, (original) => {
      const replaced: Add = function add(type, listener) {
        const returned = original.call(this, type, listener);
        const raws = this.rawListeners(type);
        const raw = name === 'prependListener' ? raws[0] : raws.at(-1);
        const isProcess = this === (process as unknown);
        const createdAt = rememberPlace(replaced)();
        if (createdAt === undefined || (!isProcess && isOfLibrary(stackBelow(replaced))))
          return returned;
        const what = `listener to "${String(type)}" of ${isProcess ? 'process' : this.constructor.name}`;
        const before = countOf(this, type, raw) - 1;
        entries.push({ target: this, type, raw, before, what, createdAt });
        return returned;
      };
      return replaced;
    }),
  );
  return {
    get left() {
      return entries.filter(
        ({ target, type, raw, before }) =>
          !target.destroyed && !target.closed && countOf(target, type, raw) > before,
      );
    },
    stop() {
      for (const each of undo) each();
    },
  };
}
