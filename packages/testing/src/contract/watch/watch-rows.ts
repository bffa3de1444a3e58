import { visibleText } from '../visible-text.js';
import { patch } from './watch.js';

type Container = Map<unknown, unknown> | Set<unknown> | unknown[];
type Write = (this: Container, ...args: readonly unknown[]) => unknown;

/** An entry of a map, a set or a list. */
export interface Row {
  readonly container: Container;
  /** The key in a map. */
  readonly key: unknown;
  readonly value: unknown;
}

/** The maps, sets and lists to which a plugin writes, as the rows of a CRM in memory. */
export interface RowWatch {
  /**
   * Returns the rows whose key or value contains this text. In a list, which may as well hold the
   * calls of a mock or the requests to a server, only an object with a member equal to `key` is a row.
   */
  with(text: string, key?: string): readonly Row[];
  /** Records the writes until `run` has ended: other code writes to lists, too. */
  during<T>(run: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Whether an item of a list is a row: arguments are an array, and a mock's result may be the key. */
const isRow = (value: unknown, key: string): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).join() !== 'type,value' &&
  Object.values(value).includes(key);

/** @param isOurs - whether the contract writes to this container */
export function watchRows(isOurs: (container: unknown) => boolean): RowWatch {
  const containers = new Set<Container>();
  const add = Set.prototype.add.bind(containers) as (container: Container) => void;
  let isOn = false;
  const watching = (original: Write): Write =>
    function write(...args) {
      if (isOn && !isOurs(this) && this !== (containers as unknown)) add(this);
      return original.apply(this, [...args]);
    };
  const undo = [
    patch<Write>(Map.prototype, 'set', watching),
    patch<Write>(Set.prototype, 'add', watching),
    patch<Write>(Array.prototype, 'push', watching),
    patch<Write>(Array.prototype, 'unshift', watching),
  ];
  const stop = (): void => {
    for (const each of undo) each();
  };
  const isIn = (text: string, value: unknown): boolean => {
    const wasOn = isOn;
    isOn = false;
    const found = visibleText(value).includes(text);
    isOn = wasOn;
    return found;
  };

  return {
    with: (text, rowKey = text) =>
      [...containers].flatMap((container) => {
        const entries: readonly (readonly [unknown, unknown])[] =
          container instanceof Map
            ? [...container]
            : [...container].map((value) => [undefined, value] as const);
        return entries
          .filter(([, value]) => !Array.isArray(container) || isRow(value, rowKey))
          .filter(([key, value]) => isIn(text, key) || isIn(text, value))
          .map(([key, value]) => ({ container, key, value }));
      }),
    async during(run) {
      isOn = true;
      try {
        return await run();
      } finally {
        isOn = false;
      }
    },
    stop,
  };
}
